"""The one engine behind every import: read a source (questions.interchange.detect), plan, report, apply.

A plan says what would happen and writes nothing. Questions that the bank has already are known; those that nearly
coincide with one in the bank, or earlier in the source, are left out until a curator picks them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from questions import notation
from questions.authoring import lifecycle, versions
from questions.content import CategoryEntry, Document, Entry, Problem, ResourceEntry
from questions.models import (
    RESERVED_SLUGS,
    Category,
    Difficulty,
    Kind,
    Question,
    QuestionVersion,
    Resource,
    Tip,
    free_slug,
)
from questions.similarity import Wordings, wording
from questions.text import storable

from .categories import CategoryChooser

LONGEST_PROMPT = 20_000
LONGEST_PASSAGE = 200_000
_BATCH = 500

type Progress = Callable[[int, int], None]
type Likeness = tuple["Other", float]


class NotApplicable(Exception):
    """The plan has errors, and only what is valid throughout was to be stored."""


@dataclass(frozen=True, kw_only=True)
class Other:
    """The question that an entry repeats: in the bank (`slug`) or earlier in the source (`line`)."""

    prompt: str
    slug: str = ""
    line: int = 0
    file: str = ""

    def __str__(self) -> str:
        if self.slug:
            return f"the bank's {self.slug}"
        return ", ".join(filter(None, [self.file, f"line {self.line}"]))


@dataclass(frozen=True, kw_only=True)
class Match:
    """`number` is the entry's place in its document, from 0; `likeness` is in per cent."""

    number: int
    entry: Entry
    other: Other
    likeness: float = 100.0


@dataclass(kw_only=True)
class Plan:
    """`known`: the same question is there already. `alike`: nearly the same, left out unless picked."""

    document: Document
    origin: str
    categories: list[CategoryEntry] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    known: list[Match] = field(default_factory=list)
    alike: list[Match] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        return len(self.known) + len(self.alike)

    @property
    def likenesses(self) -> dict[int, Likeness]:
        return {match.number: (match.other, match.likeness) for match in self.alike}

    def report(self) -> dict[str, Any]:
        """The plan in numbers and lines, ready for JSON."""
        document, entries = self.document, self.document.entries
        return {
            "questions": len(entries),
            "with_answer": sum(bool(entry.content.answer) for entry in entries),
            "stubs": sum(entry.is_stub for entry in entries),
            "duplicates": self.duplicates,
            "new": len(self.new),
            "known": len(self.known),
            "near_duplicates": [_side_by_side(match) for match in self.alike],
            "categories": names_of_categories(document),
            "new_categories": [category.name for category in self.categories],
            "resources": len(document.resources),
            "tips": len(document.tips),
            "licence": document.licence,
            "skipped": [asdict(item) for item in document.skipped],
            "errors": [asdict(problem) for problem in self.errors],
        }


@dataclass(kw_only=True)
class Outcome:
    categories: int = 0
    questions: int = 0
    resources: int = 0
    tips: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())


def plan(
    document: Document,
    *,
    origin: str = "",
    category: str = "",
    licence: str = "",
    add: Collection[int] = (),
    add_all_alike: bool = False,
    alike: Mapping[int, Likeness] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Compare a document with the bank; write nothing.

    `category` (a slug) overrides what the source says. `add` are the numbers of the near-duplicates that a curator
    wants all the same. `alike` are the near-duplicates that an earlier plan of this document found (Plan.likenesses):
    they stand, and only names and equal questions are looked up anew.
    """
    document.licence = licence or document.licence
    result = Plan(document=document, origin=origin, errors=list(document.errors))
    chooser = CategoryChooser(document, category, result.errors)
    asked = _bank()
    slugs = dict.fromkeys(Question.objects.values_list("slug", flat=True), "the bank")
    for number, raw in enumerate(document.entries):
        if progress and number % _BATCH == 0:
            progress(number, len(document.entries))
        entry = _tidied(raw)
        words = wording(entry.content.prompt)
        other = Other(prompt=entry.content.prompt, line=entry.line, file=entry.file)
        if same := asked.same(words):
            result.known.append(Match(number=number, entry=entry, other=same))
            continue
        found = asked.alike(words) if alike is None else alike.get(number)
        if found and not add_all_alike and number not in add:
            result.alike.append(Match(number=number, entry=entry, other=found[0], likeness=found[1]))
            continue
        problems = list(_problems(entry, slugs))
        result.errors += [Problem(line=entry.line, message=message, file=entry.file) for message in problems]
        if problems or not (placed := chooser.placed(entry)):
            continue
        asked.add(words, other)
        slug = entry.slug or free_slug(slugify(entry.content.title), slugs)
        slugs[slug] = str(other)
        result.new.append(replace(placed, slug=slug))
    result.categories = chooser.new_categories()
    return result


def apply(
    plan: Plan,
    *,
    now: datetime,
    editor: User | None = None,
    publish: bool = False,
    valid_only: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Carry out a plan in one transaction. Questions land as drafts unless `publish`.

    Raises NotApplicable if the plan has errors, unless `valid_only`.
    """
    if plan.errors and not valid_only:
        raise NotApplicable
    outcome = Outcome()
    with transaction.atomic():
        categories = _add_categories(plan, outcome)
        places = {slug: versions.next_position(category) for slug, category in categories.items()}
        for batch in batched(plan.new, _BATCH):
            if progress:
                progress(outcome.questions, len(plan.new))
            questions = _add_questions(batch, plan, categories, places, now=now, editor=editor)
            if publish:
                lifecycle.publish_many(questions, now=now)
            outcome.questions += len(questions)
        _add_resources_and_tips(plan.document, categories, outcome)
    return outcome


def names_of_categories(document: Document) -> list[str]:
    """The categories that a document names, in order."""
    named = [category.name for category in document.categories]
    return list(dict.fromkeys([*named, *(entry.category for entry in document.entries if entry.category)]))


def _bank() -> Wordings[Other]:
    """What the bank asks, in every version that it ever had."""
    asked: Wordings[Other] = Wordings()
    for slug, prompt in QuestionVersion.objects.order_by("pk").values_list("question__slug", "prompt").iterator():
        asked.add(wording(prompt), Other(prompt=prompt, slug=slug))
    return asked


def _tidied(entry: Entry) -> Entry:
    """Without characters that cannot be stored, and with a title that fits."""
    content = entry.content
    tidy = replace(
        content,
        title=storable(content.title)[:200],
        prompt=storable(content.prompt),
        hints=_storable(content.hints),
        key_points=tuple(replace(point, text=storable(point.text)) for point in content.key_points),
        answer=storable(content.answer),
        follow_ups=tuple(
            replace(each, text=notation.one_line(storable(each.text)), answer=storable(each.answer))
            for each in content.follow_ups
        ),
        mistakes=_storable(content.mistakes),
        facts=tuple(
            replace(fact, asked_by=_storable(fact.asked_by), told=storable(fact.told)) for fact in content.facts
        ),
        curveball=content.curveball and replace(content.curveball, text=storable(content.curveball.text)),
        stages=tuple(replace(stage, title=storable(stage.title)) for stage in content.stages),
        sources=_storable(content.sources),
    )
    return replace(entry, content=tidy, category=storable(entry.category), tags=_storable(entry.tags))


def _storable(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(storable, texts))


def _problems(entry: Entry, slugs: dict[str, str]) -> Iterator[str]:
    content = entry.content
    if entry.slug and entry.slug in slugs:
        yield f"The name {entry.slug!r} is taken by another question ({slugs[entry.slug]})."
    if entry.slug in RESERVED_SLUGS:
        yield f"The name {entry.slug!r} is kept for a page of the site."
    if entry.slug and (entry.slug != slugify(entry.slug) or len(entry.slug) > 120):
        yield f"The name {entry.slug!r} may only have lower-case letters a-z, digits and hyphens, at most 120."
    if entry.kind and entry.kind not in Kind.values:
        yield f"The kind {entry.kind!r} is not known. The kinds are {', '.join(Kind.values)}."
    if entry.difficulty and entry.difficulty not in Difficulty.values:
        yield f"The difficulty {entry.difficulty!r} is not known. There are {', '.join(Difficulty.values)}."
    if not 0 <= entry.minutes <= 120:
        yield "The minutes must be between 1 and 120."
    if wrong := notation.wrong_probes(content):
        yield wrong
    if len(content.prompt) > LONGEST_PROMPT:
        yield f"The question has {len(content.prompt):,} characters; at most {LONGEST_PROMPT:,} fit."
    if len(content.answer) > LONGEST_PASSAGE:
        yield f"The answer has {len(content.answer):,} characters; at most {LONGEST_PASSAGE:,} fit."


def _add_categories(plan: Plan, outcome: Outcome) -> dict[str, Category]:
    first = Category.objects.count() + 1
    for position, category in enumerate(plan.categories, first):
        Category.objects.create(name=category.name, slug=category.slug, blurb=category.blurb, position=position)
        outcome.categories += 1
    return {category.slug: category for category in Category.objects.all()}


def _add_questions(
    entries: Collection[Entry],
    plan: Plan,
    categories: dict[str, Category],
    places: dict[str, int],
    *,
    now: datetime,
    editor: User | None,
) -> list[Question]:
    new = []
    for entry in entries:
        new.append(
            versions.NewQuestion(
                entry=entry,
                category=categories[entry.category],
                position=places[entry.category],
                origin=_origin(plan, entry),
            )
        )
        places[entry.category] += 1
    return versions.create_many(new, now=now, editor=editor, note=f"Imported from {plan.origin}" if plan.origin else "")


def _origin(plan: Plan, entry: Entry) -> str:
    """Where an entry comes from: file, line, licence."""
    line = f"line {entry.line}" if entry.line else ""
    return ", ".join(filter(None, [plan.origin, entry.file, line, plan.document.licence]))


def _add_resources_and_tips(document: Document, categories: dict[str, Category], outcome: Outcome) -> None:
    for position, resource in enumerate(document.resources, 1):
        if _is_storable(resource):
            _, created = Resource.objects.get_or_create(
                url=resource.url,
                defaults={
                    "title": resource.title[:200],
                    "blurb": resource.blurb[:300],
                    "category": categories.get(resource.category),
                    "position": position,
                },
            )
            outcome.resources += created
    for position, tip in enumerate(document.tips, 1):
        _, created = Tip.objects.get_or_create(text=storable(tip.text)[:500], defaults={"position": position})
        outcome.tips += created


def _is_storable(resource: ResourceEntry) -> bool:
    return resource.url.startswith(("http://", "https://")) and len(resource.url) <= 500


def _side_by_side(match: Match) -> dict[str, Any]:
    entry, other = match.entry, match.other
    return {
        "number": match.number,
        "line": entry.line,
        "file": entry.file,
        "question": entry.content.prompt,
        "other": other.prompt,
        "other_place": str(other),
        "likeness": round(match.likeness),
    }
