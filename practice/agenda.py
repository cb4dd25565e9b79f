"""What the schedule asks of a learner today and in the days after: their cards, spread over their minutes a day."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from accounts.models import User
from config import clock
from questions.models import Question

from . import backlog, scheduling
from .backlog import Load
from .models import day_end, day_start

WEEK = 7

# By hand, since home asks at each look, mostly for nothing: the ORM takes longer to write it than the database to
# answer. tests/practice/test_agenda.py holds it against the ORM.
_READ = """
    SELECT card.id, card.question_id, question.minutes, card.due, card.stability, card.last_review
    FROM practice_card card
    JOIN questions_question question ON question.id = card.question_id AND question.status = 'published'
    WHERE card.user_id = %(user)s AND card.due < %(until)s
    ORDER BY card.due, card.id
"""
_READ_WITHOUT_PACKAGES = _READ.replace(
    "ORDER BY",
    """AND NOT EXISTS (
        SELECT 1 FROM questions_codetask task
        WHERE task.version_id = question.current_id AND CAST(task.requires AS text) <> '[]'
    )
    ORDER BY""",
)
# What repetitions have used of today's minutes; what one that is open has used, and what it was given.
_READ_USED = """
    SELECT
        COALESCE(SUM(CASE WHEN rated.revealed_at >= %(begins)s THEN rated.minutes END), 0),
        COALESCE(SUM(CASE WHEN interview.finished_at IS NULL THEN rated.minutes END), 0),
        COALESCE(MAX(CASE WHEN interview.finished_at IS NULL THEN interview.minutes END), 0)
    FROM practice_interview interview
    LEFT JOIN practice_answer rated ON rated.interview_id = interview.id AND rated.rating IS NOT NULL
    WHERE interview.user_id = %(user)s AND interview.is_repetition
        AND (interview.finished_at IS NULL OR rated.revealed_at >= %(begins)s)
"""


class Card(NamedTuple):
    """A question's place in the schedule, as it is read here."""

    pk: int
    question: int
    minutes: int
    due: datetime
    stability: float | None
    last_review: datetime | None


@dataclass(frozen=True, kw_only=True)
class Due:
    """A question whose day has come: its id, and its minutes."""

    question: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """`today` is what is asked today, the most urgent first, `moved` how much else is due: it comes on the days up to
    `moved_until`. `coming` counts what each of the next seven days brings, where it brings anything."""

    today: Sequence[Due]
    moved: int
    moved_until: date | None
    coming: Sequence[tuple[date, int]]

    @property
    def due(self) -> int:
        """How many questions are to be repeated today."""
        return len(self.today)

    @property
    def minutes(self) -> int:
        return sum(due.minutes for due in self.today)


NOTHING = Agenda(today=(), moved=0, moved_until=None, coming=())


def end(now: datetime) -> datetime:
    """Up to when it looks ahead."""
    return day_end(now + timedelta(days=WEEK))


def agenda(user: User, *, now: datetime, but: Collection[int] = ()) -> Agenda:
    """Read it, in two queries, or one where nothing is due; without the questions (by id) of `but`.

    First comes what one has most probably forgotten: the lowest retrievability, which for FSRS is the same order as the
    longest time by the measure of a question's stability. What is yet to come stands behind it.
    """
    cards = [card for card in _cards(user, until=end(now)) if card.question not in but]
    ends, today = day_end(now), timezone.localdate(now)
    due = [card for card in cards if card.due < ends]
    due.sort(key=lambda card: (scheduling.recall_chance(card, now=now), card.due, card.pk))
    later = [card for card in cards if card.due >= ends]
    loads = [Load(minutes=card.minutes) for card in due]
    loads += [Load(minutes=card.minutes, first_day=(timezone.localdate(card.due) - today).days) for card in later]
    left = _minutes_left(user, now=now) if due else user.due_minutes
    days = backlog.spread(loads, a_day=user.due_minutes, today=left)
    moved = [day for day in days[: len(due)] if day]
    counts = Counter(day for day in days if 0 < day <= WEEK)
    return Agenda(
        today=[
            Due(question=card.question, minutes=card.minutes) for card, day in zip(due, days, strict=False) if day == 0
        ],
        moved=len(moved),
        moved_until=today + timedelta(days=max(moved)) if moved else None,
        coming=[(today + timedelta(days=day), counts[day]) for day in sorted(counts)],
    )


def _cards(user: User, *, until: datetime) -> list[Card]:
    """Those that can be asked here, by their day."""
    with connection.cursor() as cursor:
        told = {"user": user.pk, "until": connection.ops.adapt_datetimefield_value(until)}
        cursor.execute(_READ if Question.objects.all_can_be_answered() else _READ_WITHOUT_PACKAGES, told)
        return [
            Card(pk, question, minutes, clock.aware(due), stability, last_review and clock.aware(last_review))
            for pk, question, minutes, due, stability, last_review in cursor.fetchall()
        ]


def _minutes_left(user: User, *, now: datetime) -> int:
    """Of today's minutes, what no repetition has used; where one that is open was given more, what is left of that."""
    begins = connection.ops.adapt_datetimefield_value(day_start(now))
    with connection.cursor() as cursor:
        cursor.execute(_READ_USED, {"user": user.pk, "begins": begins})
        today, used, given = (int(minutes) for minutes in cursor.fetchone())
    return max(0, user.due_minutes - today, given - used)


def next_day(user: User, *, now: datetime) -> datetime | None:
    """When the schedule asks for the next question that is not due yet, None when it asks for none."""
    later = user.cards.filter(due__gte=day_end(now), question__in=Question.objects.offered())
    return later.order_by("due").values_list("due", flat=True).first()
