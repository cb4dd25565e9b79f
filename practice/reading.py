"""Answers with their parts: of a question for its page, and of an interview for the word check, each in one statement.

By hand, since every question's page asks for the one and finishing waits for the other: the ORM writes its sentences
anew each time, which takes longer than the database's answer. `tests/practice/test_reading.py` holds both against it.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import prefetch_related_objects

from accounts.models import User
from config import rows
from questions.models import Question, QuestionVersion

from . import question_map
from .models import Answer, Interview, Part, Recording
from .question_map import Mark

_WITH_PARTS = f"""
    SELECT {rows.columns(Answer, "answer")}, {rows.columns(Part, "part")}, {{also}}
    FROM practice_interview interview
    JOIN practice_answer answer ON answer.interview_id = interview.id
    JOIN practice_part part ON part.answer_id = answer.id
    {{where}}
    ORDER BY answer.position, part.position
"""  # noqa: S608  (names of columns)
_ONE = {
    vendor: _WITH_PARTS.format(
        also=f"""{rows.columns(Interview, "interview")},
        CASE WHEN part.position = {Part.NOTES_POSITION} THEN {marks} END""",
        where="WHERE interview.id = %s AND interview.user_id = %s AND answer.position = %s",
    )
    for vendor, marks in question_map.AS_JSON.items()
}
_ALL = _WITH_PARTS.format(
    also="question.id, question.kind, version.prompt",
    where="""JOIN questions_questionversion version ON version.id = answer.version_id
    JOIN questions_question question ON question.id = version.question_id
    WHERE interview.id = %s""",
)


def one(user: User, interview: int, position: int) -> tuple[Answer, list[Mark]] | None:
    """The answer to a question of this person's interview, its parts in their order, and how all questions stand.

    None for a stranger's.
    """
    told = _told(_ONE[connection.vendor], interview, user.pk, position)
    if not told:
        return None
    answer = _answer(told)
    answer.interview = rows.made(Interview, told[0], rows.width(Answer, Part))
    answer.interview.user = user
    if answer.interview.speak_first:
        prefetch_related_objects([answer], "recordings")
    else:
        rows.put_at_hand(answer, "recordings", Recording.objects.none(), [])
    return answer, question_map.from_json(told[0][-1])  # the notes come first


def every(interview: Interview, *, recordings: bool) -> list[Answer]:
    """The answers of an interview in their order with their parts, and of their questions the prompts and kinds.

    `recordings`: whether there can be any.
    """
    answers = []
    for _, of_one in groupby(_told(_ALL, interview.pk), key=itemgetter(0)):
        told = list(of_one)
        answer, (question, kind, prompt) = _answer(told), told[0][-3:]
        answer.interview = interview
        version = [answer.version_id, question, prompt]  # in the order of the fields
        answer.version = QuestionVersion.from_db(connection.alias, ["id", "question_id", "prompt"], version)
        answer.version.question = Question.from_db(connection.alias, ["id", "kind"], [question, kind])
        answers.append(answer)
    if recordings:
        prefetch_related_objects(answers, "recordings")
    else:
        for answer in answers:
            rows.put_at_hand(answer, "recordings", Recording.objects.none(), [])
    return answers


def _told(statement: str, *told: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _answer(told: Sequence[tuple[Any, ...]]) -> Answer:
    """Of rows that begin with the answer and one of its parts each."""
    answer = rows.made(Answer, told[0])
    parts = [rows.made(Part, row, rows.width(Answer)) for row in told]
    for part in parts:
        part.answer = answer
    rows.put_at_hand(answer, "parts", answer.parts.get_queryset(), parts)
    return answer
