"""The map of an interview's questions: which were answered, and how, in one light statement.

By hand, since every question's page has it: the ORM writes its sentence anew each time (`annotate_answered`), which
takes longer than the database's answer. `tests/practice/test_question_map.py` holds the two against each other.
"""

from dataclasses import dataclass

from django.db import connection

from .models import NOT_SAID, Interview

_READ = """
    SELECT answer.position, answer.minutes, answer.flagged,
        EXISTS (
            SELECT 1 FROM practice_part part
            WHERE part.answer_id = answer.id AND part.text <> '' AND part.role NOT IN (%s, %s)
        ),
        EXISTS (SELECT 1 FROM practice_recording recording WHERE recording.answer_id = answer.id AND NOT recording.late)
    FROM practice_answer answer
    WHERE answer.interview_id = %s
    ORDER BY answer.position
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A question in the map; `written` and `spoken` as `AnswerQuerySet.annotate_answered` has them."""

    position: int
    minutes: int
    is_flagged: bool
    written: bool
    spoken: bool

    @property
    def words(self) -> str:
        """What it is called: its place and how it stands."""
        how = "answered" if self.written else "spoken" if self.spoken else "not answered"
        return f"Question {self.position}, {how}{', flagged' if self.is_flagged else ''}"

    @property
    def states(self) -> str:
        """As the style sheet names them, after the mark's own class."""
        done = " is-done" if self.written or self.spoken else ""
        return f"{done}{' is-flagged' if self.is_flagged else ''}"

    @property
    def is_written(self) -> str:
        """As scripts read it: empty for no."""
        return "yes" if self.written else ""

    @property
    def is_spoken(self) -> str:
        return "yes" if self.spoken else ""


def marks(interview: Interview) -> list[Mark]:
    """Those of all its questions, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [*NOT_SAID, interview.pk])
        return [
            Mark(position, minutes, bool(flagged), bool(written), bool(spoken))
            for position, minutes, flagged, written, spoken in cursor.fetchall()
        ]
