"""What to do next: one sentence, why, and one thing to press that works.

The candidates are asked in their order, and the first that has something to say is it. Each is a pure function of the
situation, and none offers what would be refused: what is due is counted as a sitting can ask it, and rounds and drills
are those that can be started (practice.startable). A further candidate is a function, and its place in CANDIDATES.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import ceil
from typing import Protocol

from django.urls import reverse
from django.utils import timezone

from accounts.models import User

from . import agenda, grasps, interviews, plans, startable
from .agenda import Agenda
from .grasps import Dated, Grasp
from .models import Interview
from .startable import Startable

ENOUGH = 0.5
"""A category is weak while one cannot be sure to cover this share of its points."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do next. `name` says which candidate it came of."""

    name: str
    sentence: str
    why: str
    label: str
    url: str


class Situation(Protocol):
    """What the candidates look at."""

    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def running(self) -> Interview | None: ...
    @property
    def plan(self) -> plans.Today | None:
        """What today has left of a plan, for somebody who prepares for a day."""

    @property
    def due(self) -> int:
        """Questions that are due and that a sitting can ask."""

    @property
    def grasps(self) -> Sequence[Grasp]: ...
    @property
    def startable(self) -> Sequence[Startable]: ...
    @property
    def sat(self) -> Sequence[str]:
        """The blueprints of the last attempts, the latest first, by their addresses."""


class Now:
    """A learner's situation at one moment, each side of it read when a candidate looks at it; whoever has read one
    already puts it there."""

    def __init__(self, user: User, *, now: datetime) -> None:
        self.user, self.now, self.today = user, now, timezone.localdate(now)

    @cached_property
    def open(self) -> Sequence[Interview]:
        return interviews.still_open(self.user, now=self.now)

    @property
    def running(self) -> Interview | None:
        return next((each for each in self.open if each.is_timed), None)

    @property
    def practices(self) -> list[Interview]:
        """Those without a clock that are open."""
        return [each for each in self.open if not each.is_timed]

    @cached_property
    def plan(self) -> plans.Today | None:
        return plans.today(self.user, now=self.now)

    @cached_property
    def schedule(self) -> Agenda:
        return agenda.agenda(self.user, now=self.now)

    @property
    def due(self) -> int:
        return self.schedule.due

    @cached_property
    def answers(self) -> Sequence[Dated]:
        """All that was finished."""
        return grasps.answers(self.user)

    @cached_property
    def grasps(self) -> list[Grasp]:
        return grasps.of(self.answers)

    @cached_property
    def startable(self) -> list[Startable]:
        return startable.startable()

    @cached_property
    def sat(self) -> list[str]:
        rounds = self.user.interviews.finished().timed().filter(blueprint__isnull=False)
        return list(rounds.values_list("blueprint__slug", flat=True)[:20])


def next_step(situation: Situation) -> Step:
    """The first candidate that applies."""
    return next(step for candidate in CANDIDATES if (step := candidate(situation)))


def running(situation: Situation) -> Step | None:
    if not (interview := situation.running):
        return None
    left = ceil((interview.seconds_left(situation.now) or 0) / 60)
    return Step(
        name="running",
        sentence=f"{interview.title} is running: {_counted(left, 'minute')} left.",
        why="The clock goes on while you are away.",
        label="Go on with it",
        url=interview.get_absolute_url(),
    )


def planned(situation: Situation) -> Step | None:
    """Today's part of a plan; it has what is due in it, as far as that serves the day."""
    if not situation.plan or not situation.plan.left:
        return None
    days, left = situation.plan.days_left, situation.plan.left
    return Step(
        name="planned",
        sentence=f"Your interview is {'tomorrow' if days == 1 else f'in {days} days'}: "
        f"{_counted(left, 'minute')} of today {'is' if left == 1 else 'are'} left for it.",
        why="The plan spends them on what will be recalled best on the day.",
        label="Today’s part of the plan",
        url=reverse("practice:plan"),
    )


def due(situation: Situation) -> Step | None:
    if not situation.due:
        return None
    are = "is" if situation.due == 1 else "are"
    return Step(
        name="due",
        sentence=f"{_counted(situation.due, 'question')} you have met {are} due for another look today.",
        why="Seen again shortly before you would forget it, each stays longer.",
        label="Repeat what is due",
        url=reverse("practice:due"),
    )


def begin(situation: Situation) -> Step | None:
    """For somebody who has answered nothing: what is offered first."""
    if situation.grasps or not (first := _first(situation.startable)):
        return None
    return Step(
        name="begin",
        sentence=f"Begin small: {first.size} in {first.minutes} minutes show how a round feels.",
        why="What you finish tells where to go on.",
        label=first.title,
        url=first.url,
    )


def weak(situation: Situation) -> Step | None:
    """A drill in the category of which one can be least sure; what one did today may rest."""
    drills = _drills(situation)
    open_to_doubt = [
        grasp
        for grasp in situation.grasps
        if grasp.category in drills
        and grasp.estimate.is_telling
        and grasp.estimate.low < ENOUGH
        and grasp.answered_on < situation.today
    ]
    if not open_to_doubt:
        return None
    weakest = min(open_to_doubt, key=lambda grasp: (grasp.estimate.low, grasp.category))
    drill, estimate = drills[weakest.category], weakest.estimate
    return Step(
        name="weak",
        sentence=f"{drill.category_name} is where you are least sure: a drill of {drill.size} takes "
        f"{drill.minutes} minutes.",
        why=f"Your last answers to {_counted(estimate.answers, 'question')} cover {estimate} of the points there; over "
        f"all its questions it may be {estimate.range}.",
        label=f"Drill {drill.title}",
        url=drill.url,
    )


def unseen(situation: Situation) -> Step | None:
    """A drill in the category of which one has answered least, while that is too little to tell anything."""
    known = {grasp.category: grasp for grasp in situation.grasps}
    waiting = []
    for category, drill in _drills(situation).items():
        grasp = known.get(category)
        if not grasp:
            waiting.append((0, drill))
        elif not grasp.estimate.is_telling and grasp.answered_on < situation.today:
            waiting.append((grasp.estimate.answers, drill))
    if not waiting:
        return None
    answers, drill = min(waiting, key=lambda pair: pair[0])  # of equals the first, as they are offered
    return Step(
        name="unseen",
        sentence=f"{drill.category_name} is still open: a drill of {drill.size} takes {drill.minutes} minutes.",
        why="You have answered nothing of it so far."
        if not answers
        else f"{_counted(answers, 'answer')} of it {'tells' if answers == 1 else 'tell'} too little of how you stand.",
        label=f"Drill {drill.title}",
        url=drill.url,
    )


def mock(situation: Situation) -> Step | None:
    """A round that one has not sat, else the one sat longest ago."""
    if not (rounds := [each for each in situation.startable if each.category is None]):
        return None
    sat = list(situation.sat)
    chosen = max(rounds, key=lambda each: sat.index(each.slug) if each.slug in sat else len(sat))
    return Step(
        name="mock",
        sentence=f"Put it together: {chosen.title}, {chosen.size} in {chosen.minutes} minutes.",
        why="It is a while since you sat it, and a clock shows what lists do not."
        if chosen.slug in sat
        else "You have not sat this one lately, and a clock shows what lists do not.",
        label=chosen.title,
        url=chosen.url,
    )


def choose(_: Situation) -> Step:
    """Where nothing can be offered for certain, there is still the bank."""
    return Step(
        name="choose",
        sentence="Look around in the bank, and practise a question without a clock.",
        why="No round or drill can be started from it as it is.",
        label="Open the bank",
        url=reverse("questions:list"),
    )


CANDIDATES: Sequence[Callable[[Situation], Step | None]] = [running, planned, due, begin, weak, unseen, mock, choose]
"""In the order in which they are asked; the last always has something to say."""


def _first(offered: Sequence[Startable]) -> Startable | None:
    return next(iter(offered), None)


def _drills(situation: Situation) -> dict[int, Startable]:
    """By their categories, the first of each, in the order in which they are offered."""
    found: dict[int, Startable] = {}
    for each in situation.startable:
        if each.category is not None:
            found.setdefault(each.category, each)
    return found


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
