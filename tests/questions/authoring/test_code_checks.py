"""A code task is published once a browser has said that its solution passed, for exactly this code."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from questions.authoring import code_checks, lifecycle
from questions.content import Task
from questions.models import CodeCheck, Status
from tests.factories import NOON, make_content, make_curator, make_question, make_user, make_whole_content
from tests.questions.admin.pages import client_of, filled

pytestmark = pytest.mark.django_db

TASK = Task(starter="a\n", solution="b\n", tests="def test_a(): ...\n", hidden_tests="def test_b(): ...\n")


def test_all_tests_have_to_pass() -> None:
    for passed in ([], ["test_a"], ["test_a", "test_b", "test_c"]):
        with pytest.raises(code_checks.NotPassed):
            code_checks.record(TASK, passed=passed, now=NOON)
    code_checks.record(TASK, passed=["test_b", "test_a"], now=NOON)
    assert code_checks.is_passed(TASK)


def test_a_task_without_tests_passes_none() -> None:
    with pytest.raises(code_checks.NotPassed):
        code_checks.record(replace(TASK, tests="x", hidden_tests=""), passed=[], now=NOON)


@pytest.mark.parametrize("change", [{"solution": "c\n"}, {"tests": "def test_a(): pass\n"}, {"requires": ("numpy",)}])
def test_other_code_is_not_checked_by_it(change: dict[str, object]) -> None:
    code_checks.record(TASK, passed=["test_a", "test_b"], now=NOON)
    assert not code_checks.is_passed(replace(TASK, **change))  # type: ignore[arg-type]


def test_nobody_publishes_what_was_not_checked_but_files_do() -> None:
    question = make_question(publish=False, content=make_content(task=TASK))
    with pytest.raises(lifecycle.UncheckedCode):
        lifecycle.publish(question, now=timezone.now(), reviewer=make_user())
    code_checks.record(TASK, passed=["test_a", "test_b"], now=NOON)
    lifecycle.publish(question, now=timezone.now(), reviewer=make_user())
    assert question.status == Status.PUBLISHED
    assert make_question(content=make_content(task=replace(TASK, solution="c\n"))).status == Status.PUBLISHED


def test_the_form_is_checked_as_it_stands_saved_or_not() -> None:
    curator = client_of(make_curator())
    question = make_question(publish=False, content=make_whole_content())
    data = filled(curator, question, solution="def f(): return 1  # another way\n")
    address = reverse("admin:questions_question_check")
    assert curator.post(address, data | {"passed": ["test_f"]}).status_code == 422
    assert curator.post(address, data | {"passed": ["test_f", "test_f_again"]}).json() == {"outcome": "stored"}
    (check,) = CodeCheck.objects.all()
    task = question.latest.content.task
    assert task
    assert check.digest == code_checks.digest(replace(task, solution="def f(): return 1  # another way\n"))


def test_learners_check_nothing() -> None:
    client = Client()
    client.force_login(make_user())
    assert client.post(reverse("admin:questions_question_check"), {"passed": ["test_a"]}).status_code == 302
    assert not CodeCheck.objects.exists()
