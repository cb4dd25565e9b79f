"""What a learner's past attempts add up to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from accounts.models import User
from questions import published
from questions.published import InBank

from . import agenda, results
from .estimates import Estimate
from .grasps import Grasp
from .models import Answer, FormerAttempt
from .results import Telling
from .reviewed import ReviewedAnswer


class Scored(Telling, Protocol):
    """A finished answer, as far as a score is told from it."""

    @property
    def interview(self) -> int: ...
    @property
    def confirmed(self) -> float: ...


@dataclass(frozen=True, kw_only=True)
class Score:
    """Of an attempt: key points covered, by weight (half of it after a nudge), and questions answered.

    What the word check found is covered until the learner says otherwise. `confirmed` is how much of what is covered
    they have confirmed; `is_own_word`, whether they have said a word about any point at all. `answered` is None where
    there are points and nobody counted answers.
    """

    covered: float
    total: int
    answered: int | None
    asked: int
    confirmed: float
    is_own_word: bool
    weakest: str = ""

    @property
    def share(self) -> int:
        """In per cent, of the points where there are any, else of the questions."""
        part, whole = (self.covered, self.total) if self.total else (self.answered or 0, self.asked)
        return round(100 * part / whole) if whole else 0

    def __str__(self) -> str:
        if not self.total:
            return f"{self.answered} of {self.asked} answered"
        told = f"{self.covered:g} of {self.total} points"
        if not self.is_own_word:
            return f"{told} by the word check"
        if not self.covered:
            return told
        return f"{told}, {'all' if self.confirmed == self.covered else f'{self.confirmed:g}'} of them confirmed by you"


@dataclass(frozen=True, kw_only=True)
class CategoryProgress:
    category: InBank
    seen: int
    estimate: Estimate

    @property
    def share_seen(self) -> int:
        return round(100 * self.seen / self.category.published) if self.category.published else 0


def score(answers: Sequence[ReviewedAnswer]) -> Score:
    """Add up one interview's answers."""
    missed: defaultdict[str, float] = defaultdict(float)
    for answer in answers:
        missed[answer.category_name] += answer.points_total - answer.points_covered
    weakest = max(missed, key=lambda name: missed[name], default="")
    return Score(
        covered=sum(answer.points_covered for answer in answers),
        total=sum(answer.points_total for answer in answers),
        answered=sum(not answer.is_blank for answer in answers),
        asked=len(answers),
        confirmed=sum(answer.points_confirmed for answer in answers),
        is_own_word=any(answer.own_words for answer in answers),
        weakest=weakest if missed and missed[weakest] and len(missed) > 1 else "",
    )


def scores(attempts: Iterable[int], found: Iterable[Scored]) -> dict[int, Score]:
    """Of these interviews, by their ids, as their results have it."""
    of = results.grouped(found, lambda result: result.interview)
    return {each: _score(of.get(each, [])) for each in attempts}


def _score(found: Sequence[Scored]) -> Score:
    return Score(
        covered=sum(result.covered for result in found),
        total=sum(result.total for result in found),
        asked=len(found),
        answered=sum(result.answered for result in found),
        confirmed=sum(result.confirmed for result in found),
        is_own_word=any(result.own_words for result in found),
    )


def by_category(grasps: Iterable[Grasp]) -> list[CategoryProgress]:
    """How many of each category's published questions one has answered, and what the last answers cover."""
    found = {grasp.category: grasp for grasp in grasps}
    return [
        CategoryProgress(
            category=category,
            seen=grasp.seen if (grasp := found.get(category.pk)) else 0,
            estimate=grasp.estimate if grasp else Estimate(),
        )
        for category in published.by_category()
    ]


def due(user: User, *, now: datetime) -> int:
    """How many questions are to be repeated today."""
    return agenda.agenda(user, now=now).due


def asked_versions(user: User | None) -> QuerySet[Any, Any]:
    """The ids of the versions that interviews have asked this person, or anybody, those who have left among them; the
    bank finds it in its `asked`."""
    if user:
        return Answer.objects.filter(interview__user=user).order_by().values("version")
    return Answer.objects.order_by().values("version").union(FormerAttempt.objects.values("version"))
