"""How a learner stands in each category, by the last answer to each of its questions.

Home asks for it at each look, so the answers are read by hand, with what was added up of them (practice.sums); which
question a version is of, and of what sort, each process knows. tests/practice/test_grasps.py holds it against what
practice.results reads from every point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django.db import connection
from django.utils import timezone

from accounts.models import User
from config import clock
from questions import published

from . import results
from .estimates import Estimate
from .results import Telling

_READ = """
    SELECT answer.id, answer.version_id, answer.sum_written, interview.speak_first OR interview.imported_at IS NOT NULL,
        answer.interview_id, interview.finished_at, answer.seconds,
        answer.sum_covered, answer.sum_total, answer.sum_confirmed, answer.sum_own
    FROM practice_interview interview
    JOIN practice_answer answer ON answer.interview_id = interview.id
    WHERE interview.user_id = %(user)s AND interview.finished_at IS NOT NULL
    ORDER BY interview.started_at, answer.id
"""
_SPOKEN = """
    SELECT spoken.answer_id, MAX(CASE WHEN transcript.text > '' THEN 1 ELSE 0 END)
    FROM practice_recording spoken
    LEFT JOIN practice_transcript transcript ON transcript.recording_id = spoken.id
    WHERE spoken.answer_id IN (%s) AND NOT spoken.late
    GROUP BY spoken.answer_id
"""


@dataclass(frozen=True, kw_only=True)
class Grasp:
    """How one stands in a category: what the last answer to each of its questions covers, the day of the last, and how
    many of the questions are published."""

    category: int
    estimate: Estimate
    answered_on: date
    seen: int = 0


class Dated(Telling, Protocol):
    @property
    def interview(self) -> int: ...
    @property
    def confirmed(self) -> float: ...
    @property
    def finished_at(self) -> datetime: ...
    @property
    def is_published(self) -> bool: ...


class _Row(NamedTuple):
    """An answer as it is read here."""

    question: int
    category: int
    kind: str
    is_published: bool
    answered: bool
    unheard: bool
    interview: int
    finished_at: datetime
    seconds: int
    covered: float
    total: int
    confirmed: float
    own_words: int


def answers(user: User) -> Sequence[Dated]:
    """All that this learner finished, earlier ones first, as scores and grasps need it. In one statement, or two where
    some was only spoken; what was not added up is read point by point."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"user": user.pk})
        rows = cursor.fetchall()
    if any(row[-1] is None for row in rows):
        return results.every(user)
    heard = _heard([row[0] for row in rows if row[3] and not row[2]])
    sorts = published.sorts({row[1] for row in rows})
    return [_row(heard.get(answer), sorts[version], *told) for answer, version, *told in rows]


def of(finished: Iterable[Dated]) -> list[Grasp]:
    """By category, of answers in their order."""
    return [_grasp(*each) for each in results.grouped(results.last_of(finished), lambda last: last.category).items()]


def _grasp(category: int, last: Sequence[Dated]) -> Grasp:
    return Grasp(
        category=category,
        estimate=results.estimate(last),
        answered_on=timezone.localdate(max(answer.finished_at for answer in last)),
        seen=sum(answer.is_published for answer in last),
    )


def _heard(answers: Sequence[int]) -> dict[int, bool]:
    """Of those that were spoken: whether somebody has the words."""
    if not answers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SPOKEN % ", ".join(map(str, answers)))
        return {answer: bool(heard) for answer, heard in cursor.fetchall()}


def _row(
    heard: bool | None, sort: published.Sort, written: bool, _: bool, interview: int, finished_at: datetime, *told: Any
) -> _Row:
    """`heard` is None of what was not spoken."""
    answered, unheard = bool(written or heard is not None), not written and heard is False
    return _Row(*sort, answered, unheard, interview, clock.aware(finished_at), *told)
