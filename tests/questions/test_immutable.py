"""What was written stays: in the models, in their querysets, and in the database below them."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from practice.models import Answer
from questions.authoring import versions
from questions.content import Content, FollowUp, Task
from questions.immutable import Unchangeable
from questions.models import CodeTask, KeyPoint, Question, QuestionVersion
from tests.factories import make_content, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

TASK = Task(starter="def f(): ...\n", solution="def f(): return 1\n", tests="def test_f(): assert f() == 1\n")


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(task=TASK))


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (QuestionVersion, "prompt", "Something else"),
        (QuestionVersion, "number", 7),
        (QuestionVersion, "follow_up_answers", ["Another."]),
        (QuestionVersion, "curveball_share", 0.9),
        (KeyPoint, "weight", 9),
        (KeyPoint, "text_html", "<p>else</p>"),
        (CodeTask, "tests", "def test_nothing(): ...\n"),
        (CodeTask, "hidden_tests", "def test_nothing(): ...\n"),
        (CodeTask, "requires", ["numpy"]),
    ],
)
class TestChange:
    def test_saving_is_refused(self, question: Question, model: Any, field: str, value: Any) -> None:
        row = model.objects.first()
        setattr(row, field, value)
        with pytest.raises(Unchangeable):
            row.save()

    def test_updating_is_refused(self, question: Question, model: Any, field: str, value: Any) -> None:
        with pytest.raises(Unchangeable):
            model.objects.update(**{field: value})

    def test_updating_in_bulk_is_refused(self, question: Question, model: Any, field: str, value: Any) -> None:
        with pytest.raises(Unchangeable):
            model.objects.bulk_update([model.objects.first()], [field])

    def test_the_database_refuses(self, question: Question, model: Any, field: str, value: Any) -> None:
        """Django's own base manager, as `bulk_create(update_conflicts=True)` and plain SQL, goes past the classes."""
        with pytest.raises(IntegrityError), transaction.atomic():
            model._base_manager.update(**{field: value})


@pytest.mark.parametrize("model", [QuestionVersion, KeyPoint, CodeTask])
def test_deleting_is_refused(question: Question, model: Any) -> None:
    with pytest.raises(Unchangeable):
        model.objects.first().delete()
    with pytest.raises(Unchangeable):
        model.objects.all().delete()


def test_the_versions_of_a_question_are_not_deleted_apart(question: Question) -> None:
    with pytest.raises(Unchangeable):
        question.versions.all().delete()


def test_the_database_keeps_what_was_asked_and_what_learners_see() -> None:
    version = make_interview().answers.get(position=1).version
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_below_django(version)


def delete_below_django(version: QuestionVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM questions_keypoint WHERE version_id = %s", [version.pk])
        cursor.execute("DELETE FROM questions_questionversion WHERE id = %s", [version.pk])
    connection.check_constraints()


@pytest.mark.parametrize(("share", "text"), [(0.0, "Early."), (1.0, "Late."), (0.5, ""), (None, "Whenever.")])
def test_a_curveball_comes_while_one_works(question: Question, share: float | None, text: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionVersion.objects.create(
            question=question, number=2, title="T", prompt="What?", curveball=text, curveball_share=share
        )


def test_a_process_of_the_first_release_can_go_on_adding_versions(question: Question) -> None:
    """It names the columns that it knows; migration 0005 runs while it still works."""
    columns = (
        "question_id, number, created_at, note, title, prompt, prompt_html, hints, hints_html, answer, answer_html, "
        "follow_ups, follow_ups_html, mistakes, mistakes_html, sources, has_maths"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO questions_questionversion ({columns}) VALUES (%s, 2, %s, '', 'T', 'What?', '<p>What?</p>', "
            "'[]', '[]', '', '', '[\"And?\"]', '[\"And?\"]', '[]', '[]', '[]', %s)",
            [question.pk, timezone.now(), False],
        )
        cursor.execute(
            "INSERT INTO questions_codetask (version_id, starter, solution, solution_html, tests) "
            "VALUES (%s, 'a', 'b', '', 'c')",
            [question.latest.pk],
        )
    assert question.latest.content == Content(
        title="T",
        prompt="What?",
        follow_ups=(FollowUp(text="And?"),),
        task=Task(starter="a", solution="b", tests="c"),
    )
    assert question.latest.asked_next == [("And?", "", ())]


def test_a_question_goes_with_all_its_versions(question: Question) -> None:
    versions.revise(question, make_content(prompt="And now?"), now=timezone.now())
    question.delete()
    assert [model.objects.count() for model in (Question, QuestionVersion, KeyPoint, CodeTask)] == [0, 0, 0, 0]


def test_a_question_that_was_asked_stays() -> None:
    question = make_interview().answers.get(position=1).version.question
    with pytest.raises(ProtectedError):
        question.delete()
    with pytest.raises(ProtectedError):
        Question.objects.all().delete()
    assert Answer.objects.count() == 2


def test_an_editor_who_leaves_is_no_longer_named() -> None:
    editor, question = make_user(), make_question()
    version = versions.revise(question, make_content(prompt="Again?"), now=timezone.now(), editor=editor)
    editor.delete()
    version.refresh_from_db()
    assert version.editor is None
