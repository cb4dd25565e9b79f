"""What a learner's past adds up to, from several sides: the sections of the progress page.

Read in a fixed number of statements, however much there is; put together by pure functions of what was read. The share
of points that one covers is told as one stands now, from the last answer to each question, with the range that so few
answers leave open (practice.estimates). Where one was at a time is told from all the answers of that time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from questions.models import Category, Kind, Question

from . import charts, days, results
from .days import Day, Sitting
from .estimates import Estimate
from .models import PointCoverage
from .results import Result

WEEKS = 26
"""How far back the curve and the calendar go."""

MOST_MISSED = 8
MOST_TAGS = 10
MOST_ROUNDS = 6
MOST_REPEATS = 10
"""The most that is shown of each: a page that can be read in one go."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Answers that have something in common, and what they cover."""

    label: str
    link: str
    estimate: Estimate
    asked: int
    """Different questions."""


@dataclass(frozen=True, kw_only=True)
class Week:
    monday: date
    estimate: Estimate
    days: list[Day | None]
    """Monday to Sunday; of this week, up to today."""

    @property
    def seconds(self) -> float:
        return sum(day.seconds for day in self.days if day)

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)

    @property
    def days_practised(self) -> int:
        return sum(day is not None for day in self.days)


@dataclass(frozen=True, kw_only=True)
class Budget:
    """The time that questions of a kind took under a clock, beside what an interviewer would give them."""

    label: str
    answers: int
    minutes: float
    """The median of what was used."""
    planned: float
    over: int
    """How many took longer than planned."""
    spread: charts.Spread
    """Of the shares of the plan that were used."""


@dataclass(frozen=True, kw_only=True)
class Credits:
    """What was said in rounds in which somebody asks back: by the weight of key points, in shares of all."""

    label: str
    answers: int
    unprompted: float
    nudged: float

    @property
    def not_said(self) -> float:
        return 1 - self.unprompted - self.nudged

    @property
    def unprompted_width(self) -> str:
        return charts.percent(self.unprompted)

    @property
    def nudged_width(self) -> str:
        return charts.percent(self.nudged)

    @property
    def said_width(self) -> str:
        return charts.percent(self.unprompted + self.nudged)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One interview of a round that was repeated."""

    interview: int
    started_at: datetime
    estimate: Estimate
    taken: timedelta


@dataclass(frozen=True, kw_only=True)
class Round:
    """The attempts at one blueprint, earlier ones first."""

    title: str
    slug: str
    attempts: list[Attempt]
    curve: charts.Curve


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A key point that was missed more than once."""

    text: str
    met: int
    missed: int
    is_said_by_now: bool
    """Whether it was said the last time."""


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """A question with key points that were missed more than once, those that are still open first."""

    question: Question
    points: list[Missed]

    @property
    def open(self) -> int:
        return sum(point.missed for point in self.points if not point.is_said_by_now)

    @property
    def can_be_practised(self) -> bool:
        return self.open > 0 and self.question.is_offered  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class Retrospect:
    by_category: list[Group]
    by_kind: list[Group]
    weeks: list[Week]
    curve: charts.Curve
    calendar: charts.Calendar
    budgets: list[Budget]
    credits: list[Credits]
    rounds: list[Round]
    tags: list[Group]
    missed: list[Gaps]

    @property
    def days_practised(self) -> int:
        return sum(week.days_practised for week in self.weeks)

    @property
    def attempts(self) -> int:
        return sum(day.attempts for week in self.weeks for day in week.days if day)

    @property
    def hours(self) -> timedelta:
        """The time on questions, in all the weeks that are shown."""
        return timedelta(seconds=round(sum(week.seconds for week in self.weeks)))


def look_back(user: User, *, now: datetime) -> Retrospect | None:
    """All of it; None for somebody who has finished nothing. Days are those of the current time zone, the learner's."""
    every = results.every(user)
    if not every:
        return None
    reached = [result for result in every if result.is_reached]
    last = results.last_of(reached)
    offered = Question.objects.offered().filter(pk=OuterRef("pk"))
    asked = Question.objects.select_related("current").only("slug", "tags", "status", "current__title")
    asked = asked.annotate(is_offered=Exists(offered))
    questions = asked.in_bulk({result.question for result in last})
    weeks = by_week(every, now=now)
    months = charts.months([week.monday for week in weeks])
    return Retrospect(
        by_category=by_category(last, Category.objects.all()),
        by_kind=by_kind(last),
        weeks=weeks,
        curve=charts.curve([week.estimate for week in weeks], months, is_last_open=True),
        calendar=charts.calendar(
            days.weeks(_day(now), WEEKS),
            {week.monday + place * days.ONE: day for week in weeks for place, day in enumerate(week.days) if day},
        ),
        budgets=budgets(reached),
        credits=credited(reached),
        rounds=rounds(every),
        tags=by_tag(last, {pk: question.tags for pk, question in questions.items()}),
        missed=_missed(user, every, questions),
    )


def by_category(last: Sequence[Result], categories: Iterable[Category]) -> list[Group]:
    found = results.grouped(last, lambda result: result.category)
    return [_group(each.name, each.get_absolute_url(), found.get(each.pk, [])) for each in categories]


def by_kind(last: Sequence[Result]) -> list[Group]:
    found = results.grouped(last, lambda result: result.kind)
    return [
        _group(str(kind.label), reverse("questions:list", query={"kind": kind}), found.get(kind, [])) for kind in Kind
    ]


def by_tag(last: Sequence[Result], tags: Mapping[int, Sequence[str]]) -> list[Group]:
    """The curators' tags under which one covers least: those that tell something, from two questions at least. A
    question counts under each of its tags, so they do not add up."""
    found: defaultdict[str, list[Result]] = defaultdict(list)
    for result in last:
        for tag in tags.get(result.question, ()):
            found[tag].append(result)
    groups = [_group(tag, _bank(q=tag), rows) for tag, rows in found.items()]
    telling = [group for group in groups if group.estimate.is_telling and group.estimate.share < 1]
    return sorted(telling, key=lambda group: (group.estimate.share, group.label))[:MOST_TAGS]


def by_week(every: Sequence[Result], *, now: datetime) -> list[Week]:
    """The last weeks, this one last: what the answers of each cover, as far as they were reached, and its days."""
    zone = timezone.get_current_timezone()
    reached = (result for result in every if result.is_reached)
    found = results.grouped(reached, lambda result: _monday(_day(result.finished_at)))
    practised = days.practised(sittings(every), zone)
    return [
        Week(
            monday=week[0],
            estimate=results.estimate(found.get(week[0], [])),
            days=[practised.get(day) for day in week],
        )
        for week in days.weeks(_day(now), WEEKS)
    ]


def sittings(every: Iterable[Result]) -> list[Sitting]:
    """Each interview as one sitting, with the time of its questions."""
    return [
        Sitting(start=rows[0].started_at, end=rows[0].finished_at, seconds=sum(row.seconds for row in rows))
        for rows in results.grouped(every, lambda result: result.interview).values()
    ]


def budgets(every: Iterable[Result]) -> list[Budget]:
    """By kind, of the answers under a clock that had any time."""
    timed = [result for result in every if result.timed and result.seconds]
    return [_budget(str(kind.label), rows) for kind, rows in _by_kind(timed)]


def credited(every: Iterable[Result]) -> list[Credits]:
    """By kind, of the answers in rounds with an interviewer."""
    return [
        _credits(str(kind.label), rows) for kind, rows in _by_kind(r for r in every if r.interviewer and r.is_known)
    ]


def rounds(every: Sequence[Result]) -> list[Round]:
    """The rounds that one sat more than once, those sat last first; as their scores have it, so that what was not
    reached is not covered."""
    found = results.grouped((result for result in every if result.round and result.timed), lambda result: result.round)
    repeated = [_round(slug, rows) for slug, rows in found.items() if len({row.interview for row in rows}) > 1]
    return sorted(repeated, key=lambda each: each.attempts[-1].started_at, reverse=True)[:MOST_ROUNDS]


def _missed(user: User, every: Iterable[Result], questions: Mapping[int, Question]) -> list[Gaps]:
    """The questions of which most was missed again and again, each with its points, over all versions in which they
    read the same. Of a blank answer nothing is counted: it was not the point that was missed."""
    silent = [result.answer for result in every if not (result.answered and result.is_known)]
    question, text = "answer__version__question", "key_point__text"
    rows = (
        PointCoverage.objects.filter(answer__interview__user=user, answer__interview__finished_at__isnull=False)
        .exclude(answer__in=silent)
        .order_by()
        .values(question, text)
        .annotate(
            met=Count("pk"),
            missed=Count("pk", filter=Q(covered=False)),
            missed_at=Max("answer__interview__started_at", filter=Q(covered=False)),
            said_at=Max("answer__interview__started_at", filter=Q(covered=True)),
        )
        .filter(missed__gt=1)
    )
    found: defaultdict[int, list[Missed]] = defaultdict(list)
    for row in rows:
        said = row["said_at"] is not None and row["said_at"] > row["missed_at"]
        found[row[question]].append(Missed(text=row[text], met=row["met"], missed=row["missed"], is_said_by_now=said))
    gaps = [
        Gaps(
            question=questions[pk],
            points=sorted(points, key=lambda each: (each.is_said_by_now, -each.missed, each.text)),
        )
        for pk, points in found.items()
    ]
    return sorted(gaps, key=lambda each: (-each.open, each.question.slug))[:MOST_MISSED]


def _by_kind(rows: Iterable[Result]) -> list[tuple[Kind, list[Result]]]:
    """Those kinds of which there are any, in their order."""
    found = results.grouped(rows, lambda result: result.kind)
    return [(kind, found[kind]) for kind in Kind if kind in found]


def _group(label: str, link: str, rows: Sequence[Result]) -> Group:
    return Group(label=label, link=link, estimate=results.estimate(rows), asked=len({row.question for row in rows}))


def _bank(**query: str) -> str:
    return reverse("questions:list", query=query)


def _budget(label: str, rows: Sequence[Result]) -> Budget:
    shares = [row.seconds / (60 * row.minutes) for row in rows]
    return Budget(
        label=label,
        answers=len(rows),
        minutes=median(row.seconds for row in rows) / 60,
        planned=median(row.minutes for row in rows),
        over=sum(share > 1 for share in shares),
        spread=charts.spread(shares, ends=2),
    )


def _credits(label: str, rows: Sequence[Result]) -> Credits:
    total = sum(row.total for row in rows)
    return Credits(
        label=label,
        answers=len(rows),
        unprompted=sum(row.unprompted for row in rows) / total,
        nudged=2 * sum(row.nudged for row in rows) / total,  # the weight itself: the score counts half of it
    )


def _round(slug: str, rows: Sequence[Result]) -> Round:
    attempts = [
        Attempt(
            interview=interview,
            started_at=answers[0].started_at,
            estimate=results.whole(answers),
            taken=answers[0].finished_at - answers[0].started_at,
        )
        for interview, answers in results.grouped(rows, lambda result: result.interview).items()
    ][-MOST_REPEATS:]
    return Round(
        title=rows[-1].title,
        slug=slug,
        attempts=attempts,
        curve=charts.curve([each.estimate for each in attempts], [""] * len(attempts)),
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
