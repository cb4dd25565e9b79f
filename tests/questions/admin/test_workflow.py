"""The list's actions, and what they say."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from questions.authoring import versions
from questions.models import Question
from tests.factories import make_category, make_content, make_question, make_writer
from tests.questions.admin.pages import client_of, page, said

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(title="Bias"))


def act(client: Client, action: str, *questions: Question) -> list[str]:
    data = {"action": action, "_selected_action": [question.pk for question in questions]}
    return said(client.post(page("changelist"), data, follow=True))


def test_actions_say_what_they_did_and_what_not(reviewer: Client, question: Question) -> None:
    draft = make_question(publish=False, content=make_content(title="Variance"))
    assert act(reviewer, "publish", question, draft) == [
        "“Variance”: published.",
        "Learners see the newest version already: “Bias”.",
    ]
    assert act(reviewer, "retire", question) == [
        "“Bias”: retired. Learners keep their past attempts; new interviews leave it out."
    ]
    assert act(reviewer, "reopen", question, draft) == [
        "“Bias”: draft again.",
        "Only retired questions become drafts again: “Variance”.",
    ]


def test_many_are_counted_rather_than_named(writer: Client) -> None:
    category = make_category()
    questions = [
        make_question(category=category, publish=False, content=make_content(title=f"Q{number}")) for number in range(5)
    ]
    assert act(writer, "submit", *questions) == ["“Q0”, “Q1”, “Q2” and 2 more: submitted for review."]


def test_ones_own_change_is_left_to_somebody_else() -> None:
    user = make_writer("Curators", "Reviewers")
    question = make_question(publish=False, content=make_content(title="Bias"))
    versions.revise(question, make_content(title="Bias", prompt="Mine?"), now=NOW, editor=user)
    assert act(client_of(user), "publish", question) == [
        "You wrote part of this change, so somebody else has to publish it: “Bias”."
    ]


def test_every_move_is_in_the_log(reviewer: Client) -> None:
    question = make_question(publish=False)
    act(reviewer, "publish", question)
    act(reviewer, "retire", question)
    entries = LogEntry.objects.filter(object_id=str(question.pk)).order_by("pk")
    assert [entry.get_change_message() for entry in entries] == ["Published version 1.", "Retired."]


def test_statistics_are_refreshed_on_demand(writer: Client, question: Question) -> None:
    assert act(writer, "refresh_statistics", question) == ["Statistics refreshed: 0 of 1 have been attempted."]
