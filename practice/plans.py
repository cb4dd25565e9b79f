"""A learner's plan for the day of a real interview: what it holds, and what it says of that day.

Only wishes are stored (practice.models.Preparation). Every look makes the plan anew by practice.planning: from the
learner's cards, from what was practised today and from the days that are left, in the learner's own time zone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.db.models import Exists, OuterRef, Prefetch, Subquery, Sum
from django.utils import timezone

from accounts.models import User
from questions.models import Category, Question

from . import planning, selection
from .memory import Memory, first_met
from .models import Answer, AnswerQuerySet, Blueprint, DayOff, Preparation

MORE = 15
"""Minutes a day: what so many more would change is said beside the plan."""


@dataclass(frozen=True, kw_only=True)
class Today:
    """How far the interview is, and what today has left of its minutes; without the plan itself."""

    days_left: int
    """Until the day of the interview; negative when it is over."""
    minutes: int
    practised: int
    """Minutes of the questions that were finished today."""

    @property
    def left(self) -> int:
        return max(0, self.minutes - self.practised)


@dataclass(frozen=True, kw_only=True)
class PlannedDay:
    """One day of the plan, with what it holds."""

    day: date
    minutes: int
    used: int
    is_off: bool
    """Whether it was taken off by name; a weekday without minutes is free as well."""
    mocks: Sequence[Blueprint]
    again: Sequence[Question]
    new: Sequence[Question]

    @property
    def questions(self) -> list[Question]:
        """What is repeated before what is new."""
        return [*self.again, *self.new]

    @property
    def categories(self) -> list[tuple[Category, int]]:
        """How many questions there are of each category, the most first."""
        return Counter(question.category for question in self.questions).most_common()


@dataclass(frozen=True, kw_only=True)
class Week:
    """Seven days of the plan in a row, or what is left of them."""

    days: Sequence[PlannedDay]

    @property
    def used(self) -> int:
        return sum(day.used for day in self.days)

    @property
    def new(self) -> int:
        return sum(len(day.new) for day in self.days)

    @property
    def again(self) -> int:
        return sum(len(day.again) for day in self.days)

    @property
    def mocks(self) -> list[Blueprint]:
        return [mock for day in self.days for mock in day.mocks]


@dataclass(frozen=True, kw_only=True)
class CategoryOutlook:
    """What the rounds may ask of one category, and what becomes of it until the day."""

    category: Category
    asked: int
    """Questions that the rounds may ask; of these ..."""
    met: int
    """... were met before, and ..."""
    planned: int
    """... are to be met for the first time."""
    share: float
    """Of the rounds' minutes, from 0 to 1."""
    recall_now: float
    """Of what the rounds ask of it, as planning.Plan has it for everything ..."""
    recall: float
    """... and if the plan is kept to."""

    @property
    def left_out(self) -> int:
        return self.asked - self.met - self.planned


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """A plan as things stand, and what it says of the day."""

    preparation: Preparation
    days_left: int
    practised: int
    """Minutes of today that are used up."""
    days: Sequence[PlannedDay]
    recall_now: float
    """The share of what the rounds ask that will be recalled on the day, from 0 to 1, if nothing more is done ..."""
    recall: float
    """... if the plan is kept to ..."""
    recall_with_more: float
    """... and with MORE minutes on each day that has any."""
    categories: Sequence[CategoryOutlook]
    mocks_left: Sequence[Blueprint]
    """Mock interviews for which the last week has no room."""
    too_long: int
    """Questions that take longer than any day has minutes."""
    unrated: int
    """Questions that were asked and never rated: the plan takes them as not known."""

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.categories)

    @property
    def left_out(self) -> int:
        return sum(each.left_out for each in self.categories)

    @property
    def dropped(self) -> list[CategoryOutlook]:
        """The categories of which something is left out, the most first."""
        return sorted((each for each in self.categories if each.left_out), key=lambda each: -each.left_out)

    @property
    def longest(self) -> int:
        """The minutes of the longest day."""
        return max((day.minutes for day in self.days), default=0)

    @property
    def weeks(self) -> list[Week]:
        """The days from today on, by sevens."""
        return [Week(days=self.days[first : first + 7]) for first in range(0, len(self.days), 7)]


def today(user: User, *, now: datetime) -> Today | None:
    """How far the interview is and what today has left, in one query; None for somebody who has set no date."""
    day = timezone.localdate(now)
    practised = _practised(user, day).order_by().values("interview__user").annotate(sum=Sum("minutes"))
    off = DayOff.objects.filter(preparation=OuterRef("pk"), day=day)
    mine = Preparation.objects.filter(user=user)
    preparation = mine.annotate(practised=Subquery(practised.values("sum")), is_off=Exists(off)).first()
    if preparation is None:
        return None
    days_left = (preparation.day - day).days
    is_off = preparation.is_off or days_left < 1
    return Today(
        days_left=days_left,
        minutes=0 if is_off else preparation.minutes_on(day),
        practised=_with_extra(user, preparation.practised or 0),
    )


def outlook(user: User, *, now: datetime) -> Outlook | None:
    """Make the plan of somebody who has set a date; None for others. When the day has come it holds no days."""
    rounds = Prefetch("rounds", Blueprint.objects.visible_to(user).prefetch_related("sections"))
    preparation = Preparation.objects.filter(user=user).prefetch_related(rounds, "days_off").first()
    if preparation is None:
        return None
    day = timezone.localdate(now)
    sections = [section for blueprint in preparation.rounds.all() for section in blueprint.sections.all()]
    supply = selection.supply(user, sections, now=now)
    candidates = _candidates(user, preparation, supply, day)
    practised = _with_extra(user, _practised(user, day).aggregate(sum=Sum("minutes"))["sum"] or 0)
    minutes = _minutes(preparation, day)
    left = [max(0, each - (practised if number == 0 else 0)) for number, each in enumerate(minutes)]
    mocks = _mocks(user, preparation, supply, day)
    plan = planning.plan(candidates, left, mocks)
    more = planning.plan(candidates, [each and each + MORE for each in left], mocks)
    questions = _with_categories(supply.questions)
    blueprints = {blueprint.pk: blueprint for blueprint in preparation.rounds.all()}
    return Outlook(
        preparation=preparation,
        days_left=(preparation.day - day).days,
        practised=practised,
        days=_days(plan, minutes, preparation, questions, blueprints, day),
        recall_now=plan.value_now,
        recall=plan.value,
        recall_with_more=more.value,
        categories=_by_category(candidates, questions, plan),
        mocks_left=[blueprints[key] for key in plan.mocks_left],
        too_long=sum(each.memory is None and each.minutes > max(minutes, default=0) for each in candidates),
        unrated=sum(past.usual_rating is None for key, past in supply.past.items() if key in questions),
    )


def _with_extra(user: User, minutes: int) -> int:
    """The minutes that questions take somebody who has extra time."""
    return ceil(minutes * (100 + user.extra_time) / 100)


def _practised(user: User, day: date) -> AnswerQuerySet:
    """The answers of what somebody finished on a day of theirs."""
    begins, ends = (timezone.make_aware(datetime.combine(each, time.min)) for each in (day, day + timedelta(days=1)))
    return Answer.objects.filter(
        interview__user=user, interview__finished_at__gte=begins, interview__finished_at__lt=ends
    )


def _minutes(preparation: Preparation, today: date) -> list[int]:
    """The minutes of each day from today to the one before the interview."""
    off = {each.day for each in preparation.days_off.all()}
    days = (today + timedelta(days=number) for number in range((preparation.day - today).days))
    return [0 if day in off else preparation.minutes_on(day) for day in days]


def _candidates(
    user: User, preparation: Preparation, supply: selection.Supply, today: date
) -> list[planning.Candidate]:
    """The questions that the rounds may ask, each with its share of them and with what is remembered of it."""
    rounds = [
        [
            (section.count, [question.pk for question in supply.questions if section.takes(question)])
            for section in blueprint.sections.all()
        ]
        for blueprint in preparation.rounds.all()
    ]
    weights = planning.shares(rounds, {question.pk: question.minutes for question in supply.questions})
    memories = _memories(user, supply.past, today)
    return [
        planning.Candidate(
            key=question.pk,
            minutes=_with_extra(user, question.minutes),
            weight=weights[question.pk],
            memory=memories.get(question.pk),
        )
        for question in supply.questions
        if question.pk in weights
    ]


def _memories(user: User, past: Mapping[int, selection.Past], today: date) -> dict[int, Memory]:
    """What is remembered of each question that was asked; one that nobody rated is taken as not known that day."""
    memories = {
        key: first_met((timezone.localdate(each.last_asked) - today).days, known=0) for key, each in past.items()
    }
    cards = user.cards.exclude(last_review=None).values_list("question", "stability", "difficulty", "last_review")
    for key, stability, difficulty, last in cards:
        if stability and difficulty and last:
            memories[key] = Memory(stability, difficulty, (timezone.localdate(last) - today).days)
    return memories


def _mocks(user: User, preparation: Preparation, supply: selection.Supply, today: date) -> list[planning.Mock]:
    """A mock interview of each round that could be drawn now and was not sat in the week before the day."""
    since = preparation.day - timedelta(days=planning.MOCK_DAYS)
    begins = timezone.make_aware(datetime.combine(since, time.min))
    sat = set()
    if since <= today:
        sat = set(user.interviews.filter(finished_at__gte=begins).values_list("blueprint", flat=True))
    return [
        planning.Mock(key=blueprint.pk, minutes=_with_extra(user, blueprint.minutes))
        for blueprint in preparation.rounds.all()
        if blueprint.pk not in sat
        and selection.is_drawable(list(blueprint.sections.all()), supply, minutes=blueprint.minutes)
    ]


def _with_categories(questions: Iterable[Question]) -> dict[int, Question]:
    """The questions by their keys, each with its category, in one query."""
    categories = Category.objects.in_bulk()
    found = {question.pk: question for question in questions}
    for question in found.values():
        question.category = categories[question.category_id]
    return found


def _days(
    plan: planning.Plan,
    minutes: Sequence[int],
    preparation: Preparation,
    questions: Mapping[int, Question],
    blueprints: Mapping[int, Blueprint],
    today: date,
) -> list[PlannedDay]:
    off = {each.day for each in preparation.days_off.all()}
    return [
        PlannedDay(
            day=today + timedelta(days=each.number),
            minutes=minutes[each.number],
            used=each.used,
            is_off=today + timedelta(days=each.number) in off,
            mocks=[blueprints[key] for key in each.mocks],
            again=[questions[key] for key in each.again],
            new=[questions[key] for key in each.new],
        )
        for each in plan.days
    ]


def _by_category(
    candidates: Sequence[planning.Candidate], questions: Mapping[int, Question], plan: planning.Plan
) -> list[CategoryOutlook]:
    """Each category that the rounds ask of, the greatest share of their minutes first."""
    planned = {key for day in plan.days for key in day.new}
    of: dict[Category, list[planning.Candidate]] = {}
    for each in candidates:
        of.setdefault(questions[each.key].category, []).append(each)
    found = []
    for category, asked in of.items():
        share = sum(each.weight for each in asked)
        found.append(
            CategoryOutlook(
                category=category,
                asked=len(asked),
                met=sum(each.memory is not None for each in asked),
                planned=sum(each.key in planned for each in asked),
                share=share,
                recall_now=sum(each.weight * plan.recall_now[each.key] for each in asked) / share,
                recall=sum(each.weight * plan.recall[each.key] for each in asked) / share,
            )
        )
    return sorted(found, key=lambda each: -each.share)
