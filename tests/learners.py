"""Simulated learners who prepare for an interview, with FSRS as their memory: for a test, and for a benchmark.

Everybody has a date, minutes, days off, rounds and a memory of their own, whose parameters the planner does not know.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from random import Random
from typing import Any

import fsrs
import yaml
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from practice import planning
from practice.memory import Memory
from tests.paths import ROOT

TODAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

SPREAD = 0.25
"""Of a learner's parameters around the site's, as a standard deviation of their logarithms."""


def scheduler(parameters: Sequence[float] = fsrs.Scheduler().parameters) -> fsrs.Scheduler:
    return fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


SITE = scheduler()
"""What the site believes of everybody's memory."""


@dataclass(frozen=True, kw_only=True)
class Question:
    key: int
    category: str
    kind: str
    level: str
    tags: Sequence[str]
    minutes: int

    def is_taken_by(self, section: dict[str, str]) -> bool:
        """Whether a section of a shipped blueprint takes it."""
        return (
            section.get("category", self.category) == self.category
            and section.get("kind", self.kind) == self.kind
            and (section.get("difficulty") != "harder" or self.level != "easy")
            and any(f"{tag} ".casefold().startswith(section.get("tag", tag).casefold() + " ") for tag in self.tags)
        )


type Round = list[tuple[int, list[int]]]


@cache
def setting() -> tuple[list[Question], list[Round]]:
    """The real bank in its order, and the rounds that the site ships with; read once in a process."""
    folder = ROOT / "questions/bank"
    index = yaml.safe_load((folder / "bank.yaml").read_text(encoding="utf-8"))["categories"]
    paths = [folder / row["slug"] / f"{slug}.md" for row in index for slug in row["questions"]]
    heads = [yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1]) for path in paths]
    questions = [
        Question(
            key=key,
            category=path.parent.name,
            kind=head["kind"],
            level=head["difficulty"],
            tags=head["tags"],
            minutes=head["minutes"],
        )
        for key, (path, head) in enumerate(zip(paths, heads, strict=True))
    ]
    shipped: list[dict[str, Any]] = tomllib.loads((ROOT / "practice/blueprints.toml").read_text(encoding="utf-8"))[
        "blueprint"
    ]
    rounds = [
        [
            (section["count"], [each.key for each in questions if each.is_taken_by(section)])
            for section in row["sections"]
        ]
        for row in shipped
        if row["interviewer"] == "on"  # neither the daily nor the drills
    ]
    return questions, rounds


@dataclass(kw_only=True)
class Learner:
    """Somebody with a memory, minutes and a date; `cards` are the true ones, `site` what the site thinks of them."""

    seed: str
    scheduler: fsrs.Scheduler
    known: dict[int, float]
    """How likely each question is known before it was met."""
    days: list[int]
    """The minutes of each day until the interview."""
    kept: list[bool]
    """Whether life lets the day be; nobody knows before."""
    weights: dict[int, float]
    cards: dict[int, fsrs.Card] = field(default_factory=dict)
    site: dict[int, fsrs.Card] = field(default_factory=dict)

    def chance(self, key: int, at: datetime) -> float:
        """How likely a question is known at a moment, in truth."""
        card = self.cards.get(key)
        return self.scheduler.get_card_retrievability(card, at) if card else self.known[key]

    def meet(self, key: int, at: datetime, times: int) -> None:
        """Answer a question and rate it; the dice are the same whichever way of choosing led to it."""
        rng = Random(f"{self.seed} {key} {times}")
        went_well = rng.random() < self.chance(key, at)
        rating = fsrs.Rating(rng.choices((3, 2, 4), (70, 15, 15))[0] if went_well else 1)
        for each, cards in ((self.scheduler, self.cards), (SITE, self.site)):
            cards[key], _ = each.review_card(cards.get(key) or fsrs.Card(card_id=key), rating, at)

    def recall(self) -> float:
        """The share of what the rounds ask that is known on the day."""
        day = TODAY + timedelta(days=len(self.days))
        return sum(weight * self.chance(key, day) for key, weight in self.weights.items())


def make_learner(seed: str, *, longest: int = 60) -> Learner:
    """A learner whose interview is in seven to `longest` days. A third have met nothing, the others up to 60 %."""
    questions, rounds = setting()
    rng = Random(seed)
    bounds = zip(SITE.parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    parameters = [min(max(each * rng.lognormvariate(0, SPREAD), low), high) for each, low, high in bounds]
    skill = {each.category: rng.betavariate(2, 4) for each in questions}
    usual = rng.choice([15, 20, 30, 45, 60, 90])
    off = {day for day in range(7) if rng.random() < 1 / 7}
    length = rng.randint(7, longest)
    chosen = rng.sample(rounds, rng.randint(1, 4))
    learner = Learner(
        seed=seed,
        scheduler=scheduler(parameters),
        known={each.key: min(1, max(0, rng.gauss(skill[each.category], 0.15))) for each in questions},
        days=[0 if day % 7 in off else usual for day in range(length)],
        kept=[rng.random() < 0.9 for _ in range(length)],
        weights=planning.shares(chosen, {each.key: each.minutes for each in questions}),
    )
    met = rng.random() * 0.6 if rng.random() < 2 / 3 else 0
    for each in questions:
        if rng.random() < met:
            days = sorted({rng.randint(1, 60) for _ in range(rng.randint(1, 3))}, reverse=True)
            for number, day in enumerate(days, 1):
                learner.meet(each.key, TODAY - timedelta(days=day), -number)
    return learner


type Choice = Callable[[Learner, Sequence[Question], int], list[int]]
"""What a learner meets on a day: keys in their order; what does not fit the minutes is passed over."""


def by_plan(learner: Learner, questions: Sequence[Question], day: int) -> list[int]:
    """Today's part of the plan as it is made on this day."""
    candidates = [
        planning.Candidate(
            key=each.key,
            minutes=each.minutes,
            weight=learner.weights[each.key],
            memory=memory(learner, each.key, day),
        )
        for each in questions
        if each.key in learner.weights
    ]
    today = planning.plan(candidates, learner.days[day:]).days[0]
    return [*today.again, *today.new]


def memory(learner: Learner, key: int, day: int) -> Memory | None:
    """What the site knows of a question on a day, from which it counts."""
    card = learner.site.get(key)
    if card is None or not card.last_review or not card.stability or not card.difficulty:
        return None
    return Memory(card.stability, card.difficulty, (card.last_review - TODAY).days - day)


def plain(
    learner: Learner,
    questions: Sequence[Question],
    day: int,
    *,
    asked_only: bool = False,
    order: str = "bank",
    new_first: bool = False,
) -> list[int]:
    """Due first, the longest overdue before others; then new ones."""
    asked = [each for each in questions if not asked_only or each.key in learner.weights]
    end = TODAY + timedelta(days=day, hours=12)
    cards = [learner.site[each.key] for each in asked if each.key in learner.site]
    due = [key for _, key in sorted((card.due, card.card_id) for card in cards if card.due < end)]
    new = [each for each in asked if each.key not in learner.site]
    if order == "random":
        Random(f"{learner.seed} {day}").shuffle(new)
    elif order == "likeliest":
        new.sort(key=lambda each: -learner.weights.get(each.key, 0) / each.minutes)
    keys = [each.key for each in new]
    return keys + due if new_first else due + keys


WAYS: dict[str, Choice] = {
    "the plan": by_plan,
    "plain FSRS": plain,
    "new ones at random": partial(plain, order="random"),
    "asked alone": partial(plain, asked_only=True),
    "asked alone, new ones at random": partial(plain, asked_only=True, order="random"),
    "asked alone, likeliest first": partial(plain, asked_only=True, order="likeliest"),
    "the same, new before due": partial(plain, asked_only=True, order="likeliest", new_first=True),
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    recall: float
    minutes: int
    over: int
    """Days that held more than their minutes."""


def prepare(learner: Learner, choose: Choice) -> Outcome:
    """Let a learner go through the days until the interview."""
    learner = replace(learner, cards=dict(learner.cards), site=dict(learner.site))
    questions, _ = setting()
    minutes_of = {each.key: each.minutes for each in questions}
    times = dict.fromkeys(minutes_of, 0)
    total = over = 0
    for day, minutes in enumerate(learner.days):
        if not minutes or not learner.kept[day]:
            continue
        chosen: list[int] = []
        used = 0
        for key in choose(learner, questions, day):
            # The plan's day is taken as it is, so that one that is over is seen.
            if choose is by_plan or used + minutes_of[key] <= minutes:
                chosen.append(key)
                used += minutes_of[key]
        total += used
        over += used > minutes
        for key in chosen:
            times[key] += 1
            learner.meet(key, TODAY + timedelta(days=day), times[key])
    return Outcome(recall=learner.recall(), minutes=total, over=over)


def outcomes(number: int, *, seed: int = 1, longest: int = 60) -> list[Outcome]:
    """One learner's outcome by each of WAYS."""
    learner = make_learner(f"{seed} {number}", longest=longest)
    return [prepare(learner, choose) for choose in WAYS.values()]


def gain(pairs: Sequence[tuple[float, float]]) -> float:
    """By how many per cent the first of two recalls is greater, over all learners."""
    return 100 * (sum(first for first, _ in pairs) / sum(second for _, second in pairs) - 1)
