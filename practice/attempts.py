"""A learner's attempts as lists show them: what is open, and a page of what is finished with its scores, in one
statement.

By hand, since home and the history ask for it at each look: the ORM takes three statements, and more time to write them
than the database to answer. `tests/practice/test_attempts.py` holds it against the ORM.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from accounts.models import User
from config import clock

from . import interviews, progress, results
from .models import Interview
from .progress import Score, Scored

# The sums of an attempt are one text: as columns each would be looked up, or all be grouped, by itself. Where an answer
# has none there is no text.
_SUMS = """(
    SELECT CASE WHEN COUNT(answer.sum_total) = COUNT(*) THEN
        SUM(answer.sum_covered) || ' ' || SUM(answer.sum_confirmed) || ' ' || SUM(answer.sum_total) || ' '
        || SUM(answer.sum_own) || ' ' || COUNT(*)
    END
    FROM practice_answer answer WHERE answer.interview_id = page.id
)"""
_READ_UNSCORED = f"""
    SELECT page.*, NULL
    FROM (
        SELECT id, title, started_at, finished_at, deadline, is_repetition, ending, imported_at IS NOT NULL,
            COUNT(*) OVER ()
        FROM practice_interview
        WHERE user_id = %(user)s AND finished_at IS NOT NULL
        ORDER BY started_at DESC, id DESC LIMIT %(size)s OFFSET %(start)s
    ) page
    UNION ALL
    SELECT * FROM (
        SELECT id, title, started_at, finished_at, deadline, is_repetition, ending, false, 0, NULL
        FROM practice_interview
        WHERE user_id = %(user)s AND finished_at IS NULL
        ORDER BY deadline IS NULL, deadline, started_at DESC, id DESC LIMIT {interviews.PRACTICES_SHOWN + 1}
    ) going_on
"""  # noqa: S608  (a number)
_READ = _READ_UNSCORED.replace("page.*, NULL", f"page.*, {_SUMS}")
_OPEN = "id", "user_id", "title", "is_repetition", "started_at", "deadline", "finished_at"
"""What is told of an open one, in the order of its fields; it reads the rest where somebody asks."""


class Attempt(NamedTuple):
    """A finished interview as a list shows it; `taken` is None without a clock."""

    interview: int
    title: str
    started_at: datetime
    taken: timedelta | None
    is_repetition: bool
    is_imported: bool
    is_time_up: bool
    score: Score


@dataclass(frozen=True, kw_only=True)
class Attempts:
    """`open` is as interviews.still_open has it; `finished` are those of the page, of so many in all (`count`, 0 where
    the page has none)."""

    open: Sequence[Interview]
    finished: Sequence[Attempt]
    count: int

    @property
    def running(self) -> Interview | None:
        return next((each for each in self.open if each.is_timed), None)


def read(
    user: User, *, now: datetime, size: int, start: int = 0, answers: Callable[[], Iterable[Scored]] | None = None
) -> Attempts:
    """`size` finished ones from the `start` of them on, newest first. What is overdue is closed before that.

    In one statement where all of them were added up and had points, else in two. Who reads all that was finished anyway
    gives it as `answers`, which is called when nothing is overdue any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ_UNSCORED if answers else _READ, {"user": user.pk, "size": size, "start": start})
        rows = cursor.fetchall()
    going_on = [_open(user, row) for row in rows if row[3] is None]
    if overdue := [interview for interview in going_on if interview.is_overdue(now)]:
        for interview in overdue:
            interviews.finish(interview, now=now)
        return read(user, now=now, size=size, start=start, answers=answers)
    finished = [row for row in rows if row[3] is not None]
    scores = {row[0]: score for row in finished if (score := _score(row[9]))}
    unknown = [row[0] for row in finished if row[0] not in scores]
    scores |= progress.scores(unknown, answers() if answers else results.every(user, of=unknown))
    return Attempts(
        open=going_on,
        finished=[_attempt(row, scores[row[0]]) for row in finished],
        count=finished[0][8] if finished else 0,
    )


def _open(user: User, row: Sequence[Any]) -> Interview:
    pk, title, started_at, _, deadline, is_repetition, *_ = row
    deadline = deadline and clock.aware(deadline)
    values = pk, user.pk, title, bool(is_repetition), clock.aware(started_at), deadline, None
    interview = Interview.from_db(user._state.db, _OPEN, values)
    interview.user = user
    return interview


def _attempt(row: Sequence[Any], score: Score) -> Attempt:
    pk, title, started_at, finished_at, deadline, is_repetition, ending, is_imported, *_ = row
    return Attempt(
        interview=pk,
        title=title,
        started_at=clock.aware(started_at),
        taken=finished_at - started_at if deadline else None,
        is_repetition=bool(is_repetition),
        is_imported=bool(is_imported),
        is_time_up=ending == Interview.Ending.TIME_UP,
        score=score,
    )


def _score(sums: str | None) -> Score | None:
    """None where answers were not added up, or have no points, so that it takes a closer look."""
    covered, confirmed, total, own, asked = (float(number) for number in (sums or "0 0 0 0 0").split())
    if not total:
        return None
    return Score(
        covered=covered,
        total=int(total),
        answered=None,
        asked=int(asked),
        confirmed=confirmed,
        is_own_word=own > 0,
    )
