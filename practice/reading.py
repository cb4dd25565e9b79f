"""An answer with its interview and its parts, and the map of all its questions, as a question's page needs them: in one
statement.

By hand, since every question's page asks for it: the ORM writes its three sentences anew each time, which takes longer
than the database's answer. `tests/practice/test_reading.py` holds it against the ORM.
"""

from django.db import connection
from django.db.models import prefetch_related_objects

from accounts.models import User
from config import rows

from . import question_map
from .models import Answer, Interview, Part, Recording
from .question_map import Mark

_MADE = Answer, Interview, Part
_READ = f"""
    SELECT {rows.columns(Answer, "answer")}, {rows.columns(Interview, "interview")}, {rows.columns(Part, "part")},
        CASE WHEN part.position = {Part.NOTES_POSITION} THEN {{marks}} END
    FROM practice_interview interview
    JOIN practice_answer answer ON answer.interview_id = interview.id
    JOIN practice_part part ON part.answer_id = answer.id
    WHERE interview.id = %s AND interview.user_id = %s AND answer.position = %s
    ORDER BY part.position
"""  # noqa: S608  (names of columns)
_READ_BY = {vendor: _READ.format(marks=marks) for vendor, marks in question_map.AS_JSON.items()}


def read(user: User, interview: int, position: int) -> tuple[Answer, list[Mark]] | None:
    """The answer to a question of this person's interview, its parts in their order, and how all of them stand.

    None for a stranger's.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ_BY[connection.vendor], [interview, user.pk, position])
        told = cursor.fetchall()
    if not told:
        return None
    found = [tuple(rows.made(_MADE, row)) for row in told]
    answer: Answer = found[0][0]
    answer.interview = found[0][1]
    answer.interview.user = user
    parts = [part for _, _, part in found]
    for part in parts:
        part.answer = answer
    rows.put_at_hand(answer, "parts", answer.parts.get_queryset(), parts)
    if answer.interview.speak_first:
        prefetch_related_objects([answer], "recordings")
    else:
        rows.put_at_hand(answer, "recordings", Recording.objects.none(), [])
    return answer, question_map.from_json(told[0][-1])  # the notes come first
