"""The map of an interview's questions: which were answered, and how, in one light statement or as a part of one.

By hand, since every question's page has it: the ORM writes its sentence anew each time (`annotate_answered`), which
takes longer than the database's answer. `tests/practice/test_question_map.py` holds the two against each other.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import NOT_SAID, Interview

_READ = f"""
    SELECT asked.position, asked.minutes, asked.flagged,
        EXISTS (
            SELECT 1 FROM practice_part said
            WHERE said.answer_id = asked.id AND said.text <> ''
                AND said.role NOT IN ({", ".join(f"'{role}'" for role in NOT_SAID)})
        ) AS written,
        EXISTS (
            SELECT 1 FROM practice_recording spoken WHERE spoken.answer_id = asked.id AND NOT spoken.late
        ) AS spoken
    FROM practice_answer asked
    WHERE asked.interview_id = """  # noqa: S608  (our own words)
AS_JSON = {
    vendor: f"(SELECT {array} FROM ({_READ}interview.id) found)"  # noqa: S608  (our own words)
    for vendor, array in {
        "postgresql": "json_agg(json_build_array(position, minutes, flagged, written, spoken))::text",
        "sqlite": "json_group_array(json_array(position, minutes, flagged, written, spoken))",
    }.items()
}
"""The marks of an `interview` as a column of a statement that has it, for `from_json`."""


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
        cursor.execute(f"{_READ}%s", [interview.pk])
        return _marks(cursor.fetchall())


def from_json(text: str) -> list[Mark]:
    """The same, of a column `AS_JSON`."""
    return _marks(json.loads(text))


def _marks(rows: Iterable[Any]) -> list[Mark]:
    """In their order; SQLite says 1 for true."""
    return [
        Mark(position, minutes, bool(flagged), bool(written), bool(spoken))
        for position, minutes, flagged, written, spoken in sorted(rows)
    ]
