"""What stands in a part and what its writer has sent of it, all that a save decides by, in one statement; and what
became of a text, in another.

By hand, since a save is what the site does most: the ORM takes eight statements for it and more time to write them than
the database to answer. `tests/practice/test_written.py` holds it against the ORM. The lock on the interview is another
statement, before: one that waits for a lock goes on to read other rows as they were when it began.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import Interview, Part, ReceivedText

_READ = """
    SELECT part.*, answer.position AS answer_position, task.starter AS starter_of_code,
        (
            SELECT newer.id FROM practice_draft newer
            WHERE newer.part_id = part.id AND newer.writer = %(writer)s AND newer.sequence >= %(sequence)s
            ORDER BY newer.sequence LIMIT 1
        ) AS newer_id,
        EXISTS (
            SELECT 1 FROM practice_draft mine
            WHERE mine.part_id = part.id AND mine.outcome = 'applied' AND mine.writer = %(writer)s
                AND mine.sequence > %(sequence)s
        ) AS overtaken,
        EXISTS (
            SELECT 1 FROM practice_draft foreign_text
            WHERE foreign_text.part_id = part.id AND foreign_text.outcome = 'applied'
                AND foreign_text.revision > %(based_on)s AND foreign_text.writer <> %(writer)s
        ) AS has_foreign,
        before.id AS before_id, before.outcome AS before_outcome, before.text AS before_text
    FROM practice_part part
    JOIN practice_answer answer ON answer.id = part.answer_id
    LEFT JOIN questions_codetask task ON task.version_id = answer.version_id AND part.role = 'code'
    LEFT JOIN practice_draft before ON before.id = (
        SELECT earlier.id FROM practice_draft earlier
        WHERE earlier.part_id = part.id AND earlier.writer = %(writer)s AND earlier.sequence < %(sequence)s
        ORDER BY earlier.sequence DESC LIMIT 1
    )
    WHERE answer.interview_id = %(interview)s AND answer.position = %(position)s AND part.position = %(part)s
"""

_PART = "UPDATE practice_part SET text = %(text)s, revision = %(revision)s, saved_at = %(saved_at)s WHERE id = %(part)s"
_INSTEAD = """
    UPDATE practice_draft SET text = %(text)s, based_on = %(based_on)s, revision = %(became)s, writer = %(writer)s,
        sequence = %(sequence)s, received_at = %(received_at)s, outcome = %(outcome)s
    WHERE id = %(instead_of)s
    RETURNING id
"""
_BESIDE = """
    INSERT INTO practice_draft (part_id, text, based_on, revision, writer, sequence, received_at, outcome)
    SELECT %(part)s, %(text)s, %(based_on)s, %(became)s, %(writer)s, %(sequence)s, %(received_at)s, %(outcome)s
    WHERE %(bytes)s + COALESCE((SELECT SUM({bytes}) FROM practice_draft WHERE part_id = %(part)s), 0) <= %(room)s
    RETURNING id
"""
_BESIDE_BY = {
    "postgresql": _BESIDE.format(bytes="OCTET_LENGTH(text)"),  # it knows that without reading the text
    "sqlite": _BESIDE.format(bytes="LENGTH(CAST(text AS BLOB))"),
}


@dataclass(frozen=True, kw_only=True)
class Written:
    """`newer` is the key of the writer's first text from `sequence` on; `overtaken`, whether a later one was applied.

    `foreign`: whether somebody else's text was applied since the revision that the writer had. `before` is the writer's
    last text before this one.
    """

    part: Part
    position: int
    starter: str
    newer: int | None
    overtaken: bool
    foreign: bool
    before: ReceivedText | None


def read(interview: Interview, position: int, part: int, *, writer: str, sequence: int, based_on: int) -> Written:
    """For a text of `writer`, "" where a page has no name. Under the interview's lock. Raises Part.DoesNotExist."""
    told = {"interview": interview.pk, "position": position, "part": part}
    rows = list(Part.objects.raw(_READ, told | {"writer": writer, "sequence": sequence, "based_on": based_on}))
    if not rows:
        raise Part.DoesNotExist
    found = rows[0]
    also = vars(found)
    before = None
    if writer and also["before_id"]:
        before = ReceivedText(pk=also["before_id"], outcome=also["before_outcome"], text=also["before_text"])
        before.part = found
    return Written(
        part=found,
        position=also["answer_position"],
        starter=also["starter_of_code"] or "",
        newer=also["newer_id"] if writer else None,
        overtaken=bool(also["overtaken"]),
        foreign=bool(also["has_foreign"]),
        before=before,
    )


def put(received: ReceivedText, *, room: int, instead_of: ReceivedText | None = None) -> bool:
    """Store a text, in place of another one of its part or beside all of them, and its part as it stands if it was
    applied; False, where the part's texts would then take more than `room` bytes: its transaction is to be undone.

    PostgreSQL does it in one statement. Under the interview's lock.
    """
    part, moment = received.part, connection.ops.adapt_datetimefield_value
    told: dict[str, Any] = {
        "part": part.pk,
        "text": received.text,
        "revision": part.revision,
        "saved_at": moment(part.saved_at),
        "based_on": received.based_on,
        "became": received.revision,
        "writer": received.writer,
        "sequence": received.sequence,
        "received_at": moment(received.received_at),
        "outcome": str(received.outcome),
        "bytes": len(received.text.encode()),
        "room": room,
        "instead_of": instead_of and instead_of.pk,
    }
    statement = _INSTEAD if instead_of else _BESIDE_BY[connection.vendor]
    with connection.cursor() as cursor:
        if received.outcome == ReceivedText.Outcome.APPLIED:
            if connection.vendor == "postgresql":
                statement = f"WITH applied AS ({_PART}) {statement}"
            else:
                cursor.execute(_PART, told)
        cursor.execute(statement, told)
        row = cursor.fetchone()
    received.pk = row and row[0]
    return row is not None
