"""Which of the shared blueprints anybody could start now: what may be offered in one sentence.

Asked on every home page, so it is kept till the next edition (questions.published): an edit of a blueprint may take a
minute to be seen. Blueprints that draw from what one learner has met or not are left out: they can refuse.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from questions import published
from questions.models import Difficulty, Question

from . import selection
from .models import Blueprint, Level, Pool, Section
from .selection import Supply

_LOOKED_AT = 200
"""Of the questions of a section with a tag, which no index finds, so many of the shortest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Startable:
    """A blueprint that can be started; a drill of `category`, or a round (None)."""

    slug: str
    title: str
    minutes: int
    questions: int
    may_be_fewer: bool
    category: int | None = None
    category_name: str = ""

    @property
    def url(self) -> str:
        return reverse("practice:start", args=[self.slug])

    @property
    def size(self) -> str:
        """How many questions it asks, in words."""
        questions = f"{self.questions} question{'' if self.questions == 1 else 's'}"
        return f"up to {questions}" if self.may_be_fewer else questions


def startable() -> list[Startable]:
    """In the order in which they are offered."""
    return published.kept("startable", lambda: list(_find()))


def is_startable(blueprint: Blueprint) -> bool:
    """Whether anybody could start it, as far as that is known; for False, a look at the bank may tell otherwise."""
    return not blueprint.owner_id and any(each.slug == blueprint.slug for each in startable())


def _find() -> Iterable[Startable]:
    shared = list(Blueprint.objects.shared().with_counts().prefetch_related("sections__category"))
    seats = max((blueprint.questions for blueprint in shared), default=0)  # type: ignore[attr-defined]
    shortest: dict[tuple[object, ...], list[Question]] = {}
    for blueprint in shared:
        sections = list(blueprint.sections.all())
        if any(section.pool != Pool.ANY for section in sections):
            continue
        found: dict[int, Question] = {}
        for section in sections:
            sort = section.category_id, section.kind, section.difficulty, section.tag
            if sort not in shortest:
                shortest[sort] = _shortest(section, seats)
            found |= {question.pk: question for question in shortest[sort]}
        supply = Supply(questions=list(found.values()), past={}, due=())
        if not selection.is_drawable(sections, supply, minutes=blueprint.minutes):
            continue
        drilled = sections[0].category if blueprint.is_drill else None
        yield Startable(
            slug=blueprint.slug,
            title=blueprint.title,
            minutes=blueprint.minutes,
            questions=blueprint.questions,  # type: ignore[attr-defined]
            may_be_fewer=bool(blueprint.may_be_fewer),  # type: ignore[attr-defined]
            category=drilled.pk if drilled else None,
            category_name=drilled.name if drilled else "",
        )


def _shortest(section: Section, seats: int) -> list[Question]:
    """The shortest questions it takes, as many as any blueprint has seats: from these the shortest draw can be made,
    whatever other sections take, so what cannot be drawn from them cannot be drawn."""
    fitting = Question.objects.offered().filter(**_limits(section)).order_by("minutes", "pk")
    fields = "category_id", "kind", "difficulty", "minutes", "tags", "current_id"
    looked_at = fitting.only(*fields)[: _LOOKED_AT if section.tag else seats]
    return [question for question in looked_at if section.takes(question)][:seats]


def _limits(section: Section) -> dict[str, object]:
    """What a section asks of a question's fields, its tag left out."""
    wanted: dict[str, object] = {}
    if section.category_id:
        wanted["category"] = section.category_id
    if section.kind:
        wanted["kind"] = section.kind
    if section.difficulty:
        wanted["difficulty__in"] = [each for each in Difficulty.values if Level(section.difficulty).takes(each)]
    return wanted
