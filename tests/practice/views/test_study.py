from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from practice import bookmarks
from practice.models import Interview
from questions.models import Question
from tests.factories import NOON, make_content, make_question, make_whole_content

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


def test_what_requires_what_is_not_here_is_not_practised_and_says_why(
    client: Client, user: User, settings: Settings
) -> None:
    settings.PYODIDE_PACKAGES = frozenset()
    question = make_question(slug="array", content=make_whole_content())
    assert client.post("/practice/array/").status_code == 404
    assert (
        "Its code needs numpy, which this site does not have"
        in client.get(question.get_absolute_url()).content.decode()
    )
    settings.PYODIDE_PACKAGES = frozenset({"numpy"})
    assert "Its code needs numpy" not in client.get(question.get_absolute_url()).content.decode()
    assert client.post("/practice/array/").status_code == 302


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


def test_bookmarks_are_bounded(client: Client, user: User, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookmarks, "MOST_BOOKMARKS", 1)
    bookmarks.bookmark(user, make_question(), now=NOON)
    page = client.post("/practice/auc/bookmark/", follow=True)
    assert user.bookmarks.count() == 1
    assert [str(message) for message in page.context["messages"]] == [
        "You have 1 bookmarks. Take one off your list, then add this."
    ]


def give_back(client: Client, text: str, based_on: str = "") -> Any:
    page = client.post("/practice/auc/notes/", {"text": text, "based_on": based_on})
    assert page.status_code == 422
    return page.context["form"]


def test_notes_that_are_too_long_are_given_back_whole(client: Client, user: User, question: Question) -> None:
    words = "n" * (bookmarks.LONGEST_NOTES + 1)
    form = give_back(client, words)
    assert form["text"].value() == words
    assert form.errors["text"] == [
        "This text has 20001 characters; 20000 can be saved. Shorten it here and save it again."
    ]
    assert not user.notes.exists()


def test_notes_joined_with_what_another_tab_wrote_stay_within_the_bound(
    client: Client, user: User, question: Question
) -> None:
    half = bookmarks.LONGEST_NOTES // 2
    mine, theirs = "m" * half, "t" * half
    bookmarks.write_notes(user, question, text=theirs, based_on="", now=NOON)
    form = give_back(client, mine)
    assert (form["text"].value(), form["based_on"].value()) == (f"{theirs}\n\n{mine}", theirs)
    assert user.notes.get().text == theirs
    shortened = {"text": "both, in short", "based_on": form["based_on"].value()}
    assert client.post("/practice/auc/notes/", shortened).status_code == 302
    assert user.notes.get().text == "both, in short"


def test_notes_longer_than_the_bound_from_earlier_can_be_shortened(
    client: Client, user: User, question: Question
) -> None:
    words = "n" * (bookmarks.LONGEST_NOTES * 20)
    user.notes.create(question=question, text=words, updated_at=NOON)
    assert client.post("/practice/auc/notes/", {"text": "short", "based_on": words}).status_code == 302
    assert user.notes.get().text == "short"
