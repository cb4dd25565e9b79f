"""How well each question does its work, from the finished interviews: one pass over what was answered.

The numbers are those of classical test theory as the Moodle project defines them for its quizzes ("Quiz statistics
calculations", docs.moodle.org; behind it M. Allen and W. Yen, Introduction to Measurement Theory, 1979):

- An *attempt* is an answer of a finished interview that was reached: on the screen for a second at least, or answered.
  What was never reached says nothing about the question.
- The *score* x of an attempt is the share of its key points' weight that is covered, from 0 to 1; what took a nudge
  counts half. One that was only spoken, without a transcript or a tick, has none: nobody knows what it covers.
- *Facility* is the mean of x over first attempts, one a person: later attempts build on the first.
- *Discrimination* is Pearson's correlation of x with y, the same share over the rest of that interview, so that the
  question is not compared with itself; undefined where x or y never varies.
- A key point's *hit rate* is the share of first attempts that cover it, over all versions in which it reads the same.
- *Time* is the median over the attempts under a clock, plain and as a share of the minutes planned. *Self-ratings*
  are counts.

Of people who have left, what their attempts add to all this is kept as numbers (FormerAttempt), and read with the rest.

The rows are read as they come. What stays in memory are a few numbers an attempt and the key points' texts: measured,
22 MB and 9 seconds for a hundred thousand attempts, and it grows with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from statistics import correlation, fmean, median
from typing import Any

from django.db import transaction

from accounts.models import User
from questions.models import KeyPoint, Question, QuestionStatistics, QuestionVersion

from .models import Answer, FormerAttempt, Rating

type _Point = tuple[int, str, int, int]
"""A key point's position, text and weight, and its credit: the half points for each of its weight, 0 to 2."""

type _Weights = tuple[float, float]
"""The weight covered and the weight in all."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    interview: int
    version: int
    question: int
    timed: bool
    seconds: int
    minutes: int
    rating: int | None
    points: list[_Point]
    is_first: bool


@dataclass
class _Tally:
    """What the attempts at one question add up to. `firsts` holds their scores, `pairs` each with that of its rest."""

    attempts: int = 0
    firsts: list[float] = field(default_factory=list)
    pairs: list[tuple[float, float]] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    seconds: list[int] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    ratings: Counter[int | None] = field(default_factory=Counter)

    def count(self, attempt: "_Attempt | FormerAttempt") -> None:
        self.attempts += 1
        self.ratings[attempt.rating] += 1
        if attempt.timed:  # without a clock nobody counts
            self.seconds.append(attempt.seconds)
            self.shares.append(attempt.seconds / (60 * (attempt.minutes or 1)))

    def count_first(self, points: Collection[_Point]) -> None:
        self.firsts.append(_score(_weights(points)))
        self.met.update(text for _, text, _, _ in points)
        self.hits.update(text for _, text, _, credit in points if credit)


def refresh(*, now: datetime, questions: Collection[int] | None = None) -> int:
    """Compute the statistics of these questions (by id; all, if not given) anew; return how many have any."""
    wanted = None if questions is None else set(questions)
    with transaction.atomic():
        rows = [row for row in _statistics(now) if wanted is None or row.question_id in wanted]
        fields = [field.name for field in QuestionStatistics._meta.concrete_fields if not field.primary_key]
        QuestionStatistics.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["question"], update_fields=fields, batch_size=500
        )
        outdated = QuestionStatistics.objects.filter(computed_at__lt=now)
        if wanted is not None:
            outdated = outdated.filter(question__in=wanted)
        outdated.delete()
    return len(rows)


def keep(user: User) -> None:
    """Store what the attempts of somebody who leaves add to the statistics, without the person."""
    attempts, wholes = list(_attempts(user)), _Wholes()
    for attempt in attempts:
        wholes.add(attempt.interview, _weights(attempt.points))
    FormerAttempt.objects.bulk_create(
        [
            FormerAttempt(
                version_id=attempt.version,
                timed=attempt.timed,
                seconds=attempt.seconds,
                minutes=attempt.minutes,
                rating=attempt.rating,
                credits=[[place, credit] for place, _, _, credit in attempt.points if attempt.is_first],
                rest=wholes.rest(attempt.interview, _weights(attempt.points)) if attempt.is_first else None,
            )
            for attempt in attempts
        ],
        batch_size=500,
    )


def _statistics(now: datetime) -> Iterator[QuestionStatistics]:
    points = _current_points()
    for question, tally in _read().items():
        yield QuestionStatistics(
            question_id=question,
            attempts=tally.attempts,
            firsts=len(tally.firsts),
            facility=fmean(tally.firsts) if tally.firsts else None,
            pairs=len(tally.pairs),
            discrimination=_correlation(tally.pairs),
            points=[
                {"text": text, "weight": weight, "n": tally.met[text], "hits": tally.hits[text]}
                for text, weight in points[question]
            ],
            median_seconds=median(tally.seconds) if tally.seconds else None,
            median_share=median(tally.shares) if tally.shares else None,
            ratings=[tally.ratings[rating] for rating in Rating.values],
            computed_at=now,
        )


def _read() -> dict[int, _Tally]:
    """Tally every attempt, by question."""
    tallies: defaultdict[int, _Tally] = defaultdict(_Tally)
    firsts, wholes = list[tuple[int, int, _Weights]](), _Wholes()
    for attempt in _attempts():
        tally = tallies[attempt.question]
        tally.count(attempt)
        weights = _weights(attempt.points)
        wholes.add(attempt.interview, weights)
        if attempt.is_first:
            tally.count_first(attempt.points)
            firsts.append((attempt.question, attempt.interview, weights))
    for question, interview, weights in firsts:
        if (rest := wholes.rest(interview, weights)) is not None:
            tallies[question].pairs.append((_score(weights), rest))
    _read_former(tallies)
    return tallies


def _read_former(tallies: defaultdict[int, _Tally]) -> None:
    """Add what people have left behind."""
    versions = FormerAttempt.objects.values("version")
    question_of = dict(QuestionVersion.objects.filter(pk__in=versions).values_list("pk", "question"))
    found = KeyPoint.objects.filter(version__in=versions).values_list("version", "position", "text", "weight")
    texts = {(version, place): (text, weight) for version, place, text, weight in found}
    for former in FormerAttempt.objects.iterator():
        tally = tallies[question_of[former.version_id]]
        tally.count(former)
        if points := [(place, *texts[former.version_id, place], credit) for place, credit in former.credits]:
            tally.count_first(points)
            if former.rest is not None:
                tally.pairs.append((tally.firsts[-1], former.rest))


class _Wholes:
    """What is covered over each interview."""

    def __init__(self) -> None:
        self._of: defaultdict[int, _Weights] = defaultdict(lambda: (0, 0))

    def add(self, interview: int, weights: _Weights) -> None:
        covered, total = self._of[interview]
        self._of[interview] = covered + weights[0], total + weights[1]

    def rest(self, interview: int, weights: _Weights) -> float | None:
        """The score of an interview without this attempt of it; None where there is nothing else."""
        covered, total = self._of[interview]
        return _score((covered - weights[0], total - weights[1])) if total > weights[1] else None


def _weights(points: Iterable[_Point]) -> _Weights:
    covered = total = 0.0
    for _, _, weight, credit in points:
        covered += weight * credit / 2
        total += weight
    return covered, total


def _score(weights: _Weights) -> float:
    covered, total = weights
    return covered / total


def _attempts(of: User | None = None) -> Iterator[_Attempt]:
    """Every attempt, of one person or of everybody, earlier ones first."""
    begun: set[tuple[int, int]] = set()
    for attempt, rows in groupby(_rows(of), itemgetter(slice(10))):
        _, interview, user, version, question, deadline, seconds, minutes, rating, is_unheard = attempt
        points = [
            (place, text, weight, (1 if nudged else 2) if covered else 0)
            for place, text, weight, covered, nudged in (row[10:] for row in rows if row[10] is not None)
        ]
        is_unknown = is_unheard and not any(credit for *_, credit in points)
        yield _Attempt(
            interview=interview,
            version=version,
            question=question,
            timed=bool(deadline),
            seconds=seconds,
            minutes=minutes,
            rating=rating,
            points=[] if is_unknown else points,
            is_first=bool(points) and not is_unknown and (user, question) not in begun,
        )
        if not is_unknown:
            begun.add((user, question))


def _rows(of: User | None) -> Iterator[tuple[Any, ...]]:
    """One row for each key point of each attempt (one alone where there is none)."""
    answers = Answer.objects.filter(interview__user=of) if of else Answer.objects.all()
    # What was brought in was answered elsewhere, if it was: anybody can write such a file.
    own = answers.filter(interview__imported_at=None)
    return (
        own.reached()
        .annotate_unheard()
        .order_by("interview__started_at", "pk", "coverage__key_point__position")
        .values_list(
            *("pk", "interview", "interview__user", "version", "version__question", "interview__deadline"),
            *("seconds", "minutes", "rating", "unheard", "coverage__key_point__position"),
            *("coverage__key_point__text", "coverage__key_point__weight", "coverage__covered"),
            "coverage__nudged",
        )
        .iterator()
    )


def _correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's r; None where one of the two never varies."""
    x, y = [x for x, _ in pairs], [y for _, y in pairs]
    return correlation(x, y) if len(set(x)) > 1 and len(set(y)) > 1 else None


def _current_points() -> defaultdict[int, list[tuple[str, int]]]:
    """For each question the key points of the version that learners see, in their order."""
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = Question.objects.filter(current__key_points__isnull=False).order_by("pk", "current__key_points__position")
    for question, text, weight in rows.values_list("pk", "current__key_points__text", "current__key_points__weight"):
        found[question].append((text, weight))
    return found
