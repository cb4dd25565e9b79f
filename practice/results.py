"""What each finished answer came to: its time and its points, row by row, read in one statement."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from questions.models import Kind, Status

from .estimates import Estimate
from .models import Answer, AnswerQuerySet, confirmed, covered_weight


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One answer of a finished interview. Weights are those of key points.

    `unprompted` and `nudged` add up to the weight covered, as the score counts it (what took a nudge counts half).
    """

    answer: int
    interview: int
    title: str
    round: str
    """The address of its blueprint, "" where there is none (any more)."""
    started_at: datetime
    finished_at: datetime
    timed: bool
    interviewer: bool
    question: int
    is_published: bool
    kind: str
    category: int
    minutes: int
    """What an interviewer would give it."""
    seconds: int
    answered: bool
    unheard: bool
    unprompted: float
    nudged: float
    total: int
    own_words: int
    """Key points of which the learner has said whether they are covered."""

    @property
    def covered(self) -> float:
        return self.unprompted + self.nudged

    @property
    def is_reached(self) -> bool:
        """As `AnswerQuerySet.reached`."""
        return self.seconds > 0 or self.answered

    @property
    def is_known(self) -> bool:
        """Whether its points tell anything. Of a story nothing is compared, and nobody has the words of what was
        spoken only: both are known once something is ticked."""
        is_silent = self.unheard or (Kind(self.kind).traits.is_story and self.answered)
        return self.total > 0 and (self.covered > 0 or self.own_words > 0 or not is_silent)


def every(user: User) -> list[Result]:
    """All of this learner's, earlier ones first."""
    return _read(_finished(user))


def last(user: User) -> list[Result]:
    """To each question the last of this learner's that was reached: where they stand now.

    Chosen here, not in the database: a subquery for it, run again for each row by a planner whose counts are out of
    date, took minutes for what takes milliseconds.
    """
    return last_of(result for result in every(user) if result.is_reached)


def last_of(results: Iterable[Result]) -> list[Result]:
    """As `last`, of results that were read already."""
    return list({result.question: result for result in results}.values())


def grouped[Key: Hashable](results: Iterable[Result], key: Callable[[Result], Key]) -> dict[Key, list[Result]]:
    """Those that have something in common, in their order."""
    found: defaultdict[Key, list[Result]] = defaultdict(list)
    for result in results:
        found[key(result)].append(result)
    return dict(found)


def estimate(results: Iterable[Result]) -> Estimate:
    """What these answers cover, as far as that is known."""
    return whole([result for result in results if result.is_known])


def whole(results: Sequence[Result]) -> Estimate:
    """What these answers cover as scores have it: what is not known, or was not reached, is not covered."""
    return Estimate(
        covered=sum(result.covered for result in results),
        total=sum(result.total for result in results),
        answers=len(results),
    )


def _finished(user: User) -> AnswerQuerySet:
    return Answer.objects.filter(interview__user=user, interview__finished_at__isnull=False)


_FIELDS = {
    "answer": "pk",
    "interview": "interview",
    "title": "interview__title",
    "round": "interview__blueprint__slug",
    "started_at": "interview__started_at",
    "finished_at": "interview__finished_at",
    "timed": "interview__deadline",
    "interviewer": "interview__interviewer",
    "question": "version__question",
    "is_published": "version__question__status",
    "kind": "version__question__kind",
    "category": "version__question__category",
    "minutes": "minutes",
    "seconds": "seconds",
    "answered": "answered",
    "unheard": "unheard",
    "unprompted": "points_unprompted",
    "nudged": "points_nudged",
    "total": "points_total",
    "own_words": "own_words",
}
"""Where each field of a result stands."""


def _read(answers: AnswerQuerySet) -> list[Result]:
    weight = covered_weight("coverage__")
    rows = (
        answers.annotate_answered()
        .annotate_unheard()
        .annotate(
            points_unprompted=Coalesce(Sum(weight, filter=Q(coverage__nudged=False)), 0.0),
            points_nudged=Coalesce(Sum(weight, filter=Q(coverage__nudged=True)), 0.0),
            points_total=Coalesce(Sum("coverage__key_point__weight"), 0),
            own_words=Count("coverage", filter=confirmed("coverage__")),
        )
        .order_by("interview__started_at", "pk")
        .values_list(*_FIELDS.values())
    )
    return [_result(dict(zip(_FIELDS, row, strict=True))) for row in rows.iterator(chunk_size=2000)]


def _result(row: dict[str, Any]) -> Result:
    is_published = row["is_published"] == Status.PUBLISHED
    return Result(**row | {"round": row["round"] or "", "timed": bool(row["timed"]), "is_published": is_published})
