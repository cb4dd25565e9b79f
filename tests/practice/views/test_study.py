from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from practice.models import Interview
from questions.models import Question
from tests.factories import make_content, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question() -> Question:
    return make_question(slug="auc", content=make_content(hints=("one hint", "another hint")))


@pytest.fixture
def practice(client: Client, user: User, question: Question) -> Interview:
    client.post("/practice/auc/")
    return user.interviews.get()


def press(client: Client, interview: Interview, button: str) -> Any:
    """Press one of the buttons below the answer, with nothing new in the box."""
    return client.post(f"{interview.get_absolute_url()}1/save/", {"text": "", "based_on": 0, "go": button})


def test_practice_goes_on_where_it_was(client: Client, practice: Interview) -> None:
    assert client.post("/practice/auc/")["Location"] == practice.get_absolute_url()
    assert practice.user.interviews.count() == 1


def test_a_question_that_is_not_published_is_not_practised(client: Client, user: User) -> None:
    make_question(slug="draft", publish=False)
    assert client.post("/practice/draft/").status_code == 404
    assert not user.interviews.exists()


def test_hints_come_one_by_one_and_no_more_than_there_are(client: Client, practice: Interview) -> None:
    shown = []
    for _ in range(3):
        assert press(client, practice, "hint")["Location"] == f"{practice.get_absolute_url()}1/"
        shown.append(len(client.get(f"{practice.get_absolute_url()}1/").context["hints"]))
    assert shown == [1, 2, 2]


def test_showing_the_reference_ends_it(client: Client, practice: Interview) -> None:
    assert press(client, practice, "reveal")["Location"] == f"{practice.get_absolute_url()}review/"
    practice.refresh_from_db()
    assert practice.ending == Interview.Ending.FINISHED


def test_a_bookmark_is_set_and_removed(client: Client, user: User, question: Question) -> None:
    assert client.post("/practice/auc/bookmark/")["Location"] == question.get_absolute_url()
    assert [bookmark.question for bookmark in user.bookmarks.all()] == [question]
    client.post("/practice/auc/bookmark/", {"remove": ""})
    assert not user.bookmarks.exists()


@pytest.mark.parametrize(("rest", "name"), [("notes/", "based_on"), ("note/", "seen")])
def test_a_questions_notes_are_joined_whatever_the_pages_age(client: Client, user: User, rest: str, name: str) -> None:
    address = f"/practice/{make_question().slug}/{rest}"
    for notes, knew in (("one", ""), ("two", ""), ("all", "one\n\ntwo")):
        client.post(address, {"text": notes, name: knew})
    assert user.notes.get().text == "all"


def test_the_list_of_bookmarks_is_found_at_its_earlier_address(client: Client, user: User) -> None:
    response = client.get("/kept/")
    assert (response.status_code, response["Location"]) == (301, "/bookmarks/")
