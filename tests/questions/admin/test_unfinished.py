"""Publishing a question without a reference answer or key points asks first, wherever it is published from."""

import pytest
from django.test import Client
from django.urls import reverse

from questions.authoring import code_checks
from questions.models import Question, Status
from tests.factories import NOON, make_content, make_curator, make_question
from tests.questions.admin.pages import client_of, page, said, save, waiting

pytestmark = pytest.mark.django_db

ASKS = reverse("admin:questions_question_unfinished")


@pytest.fixture
def bare() -> Question:
    return make_question(publish=False, content=make_content(title="Bare", answer="", points=()))


def act(client: Client, *questions: Question) -> object:
    data = {"action": "publish", "_selected_action": [question.pk for question in questions]}
    return client.post(page("changelist"), data, follow=True)


def status(question: Question) -> str:
    question.refresh_from_db()
    return question.status


def text(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_the_finished_ones_of_many_are_published_and_the_others_asked_about(reviewer: Client, bare: Question) -> None:
    whole = make_question(publish=False, content=make_content(title="Whole"))
    response = act(reviewer, whole, bare)
    assert said(response) == ["“Whole”: published."]
    assert "Bare</a>: no reference answer, no key points" in text(response)
    assert (status(whole), status(bare)) == (Status.PUBLISHED, Status.DRAFT)


@pytest.mark.parametrize(
    ("fields", "lacks"), [({"answer": " "}, "no reference answer"), ({"points": ()}, "no key points")]
)
def test_one_of_both_is_enough_to_ask(reviewer: Client, fields: dict[str, object], lacks: str) -> None:
    question = make_question(publish=False, content=make_content(title="Half", **fields))  # type: ignore[arg-type]
    assert f"Half</a>: {lacks} </li>" in text(act(reviewer, question))
    assert status(question) == Status.DRAFT


def test_a_solution_is_an_answer(reviewer: Client) -> None:
    content = make_content(title="Code", answer="", starter="x = 1\n")
    question = make_question(publish=False, content=content)
    assert content.task
    code_checks.record(content.task, passed=["test_it"], now=NOON)
    act(reviewer, question)
    assert status(question) == Status.PUBLISHED


def test_confirmed_they_are_published(reviewer: Client, bare: Question) -> None:
    response = reviewer.post(ASKS, {"which": [f"{bare.pk}:1"]}, follow=True)
    assert said(response) == ["“Bare”: published."]
    assert status(bare) == Status.PUBLISHED


def test_the_version_that_was_asked_about_is_the_one_that_is_published(reviewer: Client, bare: Question) -> None:
    waiting(bare)
    reviewer.post(ASKS, {"which": [f"{bare.pk}:1"]})
    assert status(bare) == Status.DRAFT


def test_from_the_versions(reviewer: Client, bare: Question) -> None:
    response = reviewer.post(page("publish", bare.pk), {"number": 1}, follow=True)
    assert "Bare</a>: no reference answer, no key points" in text(response)
    assert status(bare) == Status.DRAFT


def test_from_the_form_what_was_written_is_saved_first(bare: Question) -> None:
    response = save(client_of(make_curator()), bare, prompt="Bare still?", _publish="1")
    assert "Bare</a>: no reference answer, no key points" in text(response)
    assert (bare.latest.prompt, status(bare)) == ("Bare still?", Status.DRAFT)


def test_who_may_not_publish_is_not_asked(writer: Client, bare: Question) -> None:
    assert writer.get(ASKS).status_code == 403
    assert writer.post(ASKS, {"which": [f"{bare.pk}:1"]}).status_code == 403


@pytest.mark.parametrize("which", ["", "x:1", "9:9", ":", "9" * 5_000])
def test_what_names_no_question_is_told(reviewer: Client, which: str) -> None:
    assert "There is nothing to publish here any more." in text(reviewer.get(ASKS, {"which": which}))
