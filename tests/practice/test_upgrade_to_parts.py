"""Processes of the release before go on beside today's during an upgrade: what one side writes, the other has.

The statements are those that commit 800b642 sends; PostgreSQL alone keeps the two in step, since beside SQLite no two
releases run at once (practice/migrations/0004_parts.py).
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from practice import autosave
from practice.models import Answer, Interview, Part, ReceivedText
from tests import env
from tests.factories import NOON, make_content, make_interview, make_question, part_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(env.DATABASE != "postgresql", reason="Beside SQLite no two releases run at once."),
]


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def earlier_start(interview: Interview, position: int, version: int) -> int:
    """An answer as the release before asks a question."""
    return int(
        sql(
            "INSERT INTO practice_answer (interview_id, position, version_id, minutes, text, revision, saved_at,"
            " flagged, notes, seconds, hints_shown, rating) VALUES (%s, %s, %s, 5, '', 0, NULL, false, '', 0, 0, NULL)"
            " RETURNING id",
            interview.pk,
            position,
            version,
        )[0][0]
    )


def earlier_save(answer: int, text: str, revision: int) -> None:
    sql(
        "UPDATE practice_answer SET text = %s, revision = %s, saved_at = %s WHERE id = %s", text, revision, NOON, answer
    )
    sql(
        "INSERT INTO practice_draft (answer_id, text, based_on, revision, writer, sequence, received_at, outcome)"
        " VALUES (%s, %s, %s, %s, '', 0, %s, 'applied')",
        answer,
        text,
        revision - 1,
        revision,
        NOON,
    )


@pytest.mark.parametrize(
    ("starter", "roles"), [("", [(0, "notes"), (1, "text")]), ("pass", [(0, "notes"), (1, "code"), (2, "text")])]
)
def test_what_it_asks_has_parts(starter: str, roles: list[tuple[int, str]]) -> None:
    interview, question = make_interview(questions=1), make_question(content=make_content(starter=starter))
    answer = earlier_start(interview, 2, question.latest.pk)
    assert list(Part.objects.filter(answer=answer).values_list("position", "role")) == roles


def test_what_it_saves_is_in_the_part() -> None:
    interview = make_interview(questions=1)
    answer = interview.answers.get().pk
    earlier_save(answer, "by the release before", 1)
    sql("UPDATE practice_answer SET notes = %s WHERE id = %s", "jotted down", answer)
    part, notes = part_of(interview), part_of(interview, part=0)
    assert (part.text, part.revision, part.saved_at) == ("by the release before", 1, NOON)
    assert (notes.text, notes.revision) == ("jotted down", 1)
    assert ReceivedText.objects.get().part == part


def test_it_reads_what_is_saved_by_parts() -> None:
    interview = make_interview(questions=1)
    autosave.save(interview, 1, text="by parts", based_on=0, now=NOON)
    autosave.save(interview, 1, part=0, text="noted", based_on=0, now=NOON)
    answer = interview.answers.get().pk
    columns = sql("SELECT text, revision, saved_at, notes FROM practice_answer WHERE id = %s", answer)
    assert columns == [("by parts", 1, NOON, "noted")]
    drafts = sql("SELECT text, revision FROM practice_draft WHERE answer_id = %s", answer)
    assert drafts == [("by parts", 1)]  # and not those of parts that it knows nothing of


def test_the_two_go_on_from_one_another() -> None:
    interview = make_interview(questions=1)
    answer = interview.answers.get().pk
    autosave.save(interview, 1, text="one", based_on=0, now=NOON)
    earlier_save(answer, "one two", 2)
    assert autosave.save(interview, 1, text="one two three", based_on=2, now=NOON).applied
    assert autosave.save(interview, 1, text="unread", based_on=1, now=NOON).received.outcome == "stale"
    assert sql("SELECT text, revision FROM practice_answer WHERE id = %s", answer) == [("one two three", 3)]


@pytest.fixture
def fill() -> Callable[[], None]:
    migration = import_module("practice.migrations.0005_parts_filled")
    with_columns = MigrationExecutor(connection).loader.project_state(("practice", "0005_parts_filled")).apps

    def run() -> None:
        with connection.schema_editor(atomic=False) as editor:
            migration.fill(with_columns, editor)

    return run


def test_filling_a_second_time_changes_nothing(fill: Callable[[], None]) -> None:
    interview = make_interview(questions=2)
    autosave.save(interview, 1, text="words", based_on=0, now=NOON)
    before = [*Part.objects.values_list()], [*ReceivedText.objects.values_list()], [*Answer.objects.values_list()]
    fill()
    after = [*Part.objects.values_list()], [*ReceivedText.objects.values_list()], [*Answer.objects.values_list()]
    assert after == before
