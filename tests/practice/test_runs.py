"""Runs that a browser tells of: bounded, kept beside the part, and nobody else's."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews, runs
from practice.export import practice_of
from practice.models import MOST_TESTS, Interview, Part, Run
from tests.factories import NOON, make_content, make_interview, make_question, make_user, part_of

pytestmark = pytest.mark.django_db

PASSED = {"name": "test_a", "suite": "visible", "passed": True, "milliseconds": 3}
FAILED = {"name": "test_b", "suite": "hidden", "passed": False, "milliseconds": 5, "message": "no", "got": "4"}


@pytest.fixture
def learner() -> User:
    return make_user()


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_question(content=make_content(starter="x = 1\n"))])


@pytest.fixture
def client(learner: User) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(learner)
    return client


def send(client: Client, interview: Interview, **changes: Any) -> Any:
    told = {"part": 1, "code": "x = 2\n", "outcome": "ended", "milliseconds": 12, "tests": json.dumps([PASSED, FAILED])}
    return client.post(f"/interviews/{interview.pk}/1/runs/", told | changes)


def test_a_run_is_kept_with_its_part(client: Client, interview: Interview) -> None:
    assert send(client, interview).json() == {"outcome": "stored", "passed": 1, "failed": 1}
    run = part_of(interview).runs.get()
    assert (run.code, run.outcome, run.milliseconds, run.passed, run.failed) == ("x = 2\n", "ended", 12, 1, 1)
    assert run.tests == [
        PASSED | {"message": "", "expected": "", "got": ""},
        FAILED | {"expected": ""},
    ]
    assert (run.total, run.had_hidden, str(run).endswith("1 passed, 1 failed")) == (2, True, True)


def test_a_run_without_tests_is_kept_too(client: Client, interview: Interview) -> None:
    send(client, interview, tests="", outcome="failed")
    assert [run.is_of_tests for run in part_of(interview).runs.all()] == [False]


def test_it_changes_no_word_of_the_answer(client: Client, interview: Interview) -> None:
    send(client, interview)
    assert (part_of(interview).text, part_of(interview).revision) == ("", 0)


def test_a_finished_interview_can_be_run_again(client: Client, interview: Interview) -> None:
    interviews.finish(interview, now=timezone.now())
    assert send(client, interview).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "perfect"},
        {"milliseconds": -1},
        {"tests": "{"},
        {"tests": "{}"},
        {"tests": "[1]"},
        {"tests": json.dumps([PASSED] * (MOST_TESTS + 1))},
        {"code": "x" * 100_001},
        {"part": "one"},
    ],
)
def test_what_is_no_run_is_refused(client: Client, interview: Interview, changes: dict[str, Any]) -> None:
    assert send(client, interview, **changes).status_code == 422
    assert not Run.objects.exists()


@pytest.mark.parametrize("part", [0, 2, 9])
def test_only_code_is_run(client: Client, interview: Interview, part: int) -> None:
    assert send(client, interview, part=part).status_code in {404, 422}
    assert not Run.objects.exists()


def test_what_a_browser_makes_up_is_cut_to_its_bounds(client: Client, interview: Interview) -> None:
    wild = {"name": "n" * 999, "suite": "mine", "passed": "yes", "milliseconds": "x", "message": "m\0" * 999}
    send(client, interview, tests=json.dumps([wild]))
    (test,) = part_of(interview).runs.get().tests
    assert (len(test["name"]), test["suite"], test["passed"], test["milliseconds"]) == (100, "visible", False, 0)
    assert test["message"] == "m" * 500


def test_the_newest_are_kept(interview: Interview) -> None:
    answer = interview.answers.get()
    for number in range(runs.MOST + 3):
        now = NOON + timedelta(minutes=number)
        runs.store(answer, part=1, code=str(number), outcome="ended", milliseconds=1, tests=[], now=now)
    kept = [run.code for run in Run.objects.all()]
    assert kept == [str(number) for number in reversed(range(3, runs.MOST + 3))]


def test_another_persons_interview_is_not_there(interview: Interview) -> None:
    other = Client(headers={"accept": "application/json"})
    other.force_login(make_user())
    assert send(other, interview).status_code == 404


def test_runs_are_exported_and_go_with_the_person(client: Client, learner: User, interview: Interview) -> None:
    send(client, interview)
    part = next(iter(practice_of(learner)["interviews"]))["answers"][0]["parts"][1]
    assert [run["code"] for run in part["runs_in_own_browser"]] == ["x = 2\n"]
    learner.delete()
    assert not Run.objects.exists()
    assert not Part.objects.exists()
