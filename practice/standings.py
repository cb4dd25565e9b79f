"""How questions stand with a learner, as the bank's list and a question's own page show it, in one light statement.

By hand, since each list has twenty-five of them: the ORM takes two statements, and more time to write them than the
database to answer. `tests/practice/test_standings.py` holds it against the ORM.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User

from .models import Card, Rating, day_end

_READ = """
    SELECT 0 AS id, version.question_id, NULL AS due, NULL AS last_rating
    FROM practice_interview interview
    JOIN practice_answer answer ON answer.interview_id = interview.id
    JOIN questions_questionversion version ON version.id = answer.version_id
    WHERE interview.user_id = %(user)s AND version.question_id IN ({questions})
    UNION
    SELECT card.id, card.question_id, card.due, (
        SELECT answer.rating
        FROM questions_questionversion version
        JOIN practice_answer answer ON answer.version_id = version.id
        JOIN practice_interview interview ON interview.id = answer.interview_id
        WHERE version.question_id = card.question_id AND interview.user_id = card.user_id
            AND answer.rating IS NOT NULL AND COALESCE(answer.revealed_at, interview.finished_at) IS NOT NULL
        ORDER BY COALESCE(answer.revealed_at, interview.finished_at) DESC, answer.id DESC
        LIMIT 1
    )
    FROM practice_card card
    WHERE card.user_id = %(user)s AND card.question_id IN ({questions})
    UNION ALL
    SELECT * FROM (
        SELECT -1, card.question_id, card.due, CAST(NULL AS integer)
        FROM practice_card card
        WHERE card.user_id = %(user)s
        ORDER BY card.due
        LIMIT 1
    ) AS first
"""


class Mark:
    NEW, SEEN, DUE, AGAIN, KNOWN = "new", "seen", "due", "again", "known"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A question's mark and, where it is planned for another day, when it comes again."""

    mark: str
    again_on: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standings:
    """By the questions' ids. `any_due`: whether the day of any question at all has come, of whatever status it is."""

    by_question: dict[int, Standing]
    any_due: bool


_NEW, _SEEN, _DUE = (Standing(mark=mark) for mark in (Mark.NEW, Mark.SEEN, Mark.DUE))


def read(user: User, questions: Sequence[int], *, now: datetime) -> Standings:
    statement = _READ.format(questions=", ".join(map(str, map(int, questions))) or "NULL")
    found, any_due, ends = dict.fromkeys(questions, _NEW), False, day_end(now)
    for card in Card.objects.raw(statement, {"user": user.pk}):
        if card.pk == -1:
            any_due = card.due < ends
        elif card.pk:
            found[card.question_id] = _planned(card.due, card.last_rating, ends)  # type: ignore[attr-defined]
        elif found[card.question_id] is _NEW:
            found[card.question_id] = _SEEN
    return Standings(by_question=found, any_due=any_due)


def _planned(due: datetime, last_rating: int | None, ends: datetime) -> Standing:
    """What one said last decides: a question that went badly is not known, however far off its day is."""
    if due < ends:
        return _DUE
    known = last_rating is not None and last_rating >= Rating.GOOD
    return Standing(mark=Mark.KNOWN if known else Mark.AGAIN, again_on=due)
