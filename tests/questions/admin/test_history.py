"""The history of a question in the admin: what changed, going back, reviewing, previewing."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from questions.authoring import lifecycle, versions
from questions.models import Question, Status
from tests.factories import make_content, make_question, make_user, make_whole_content
from tests.questions.admin.pages import filled, page, said

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def question() -> Question:
    """Version 1 is published, 2 was published after it, 3 waits."""
    question = make_question(content=make_content(title="Bias"))
    editor = make_user(email="grace@example.org")
    for number in (2, 3):
        content = make_content(title="Bias", prompt=f"What is bias, {number}?")
        versions.revise(question, content, now=NOW, editor=editor, note=f"Note {number}")
        if number == 2:
            lifecycle.publish(question, now=NOW)
    return question


def test_every_version_with_its_state_editor_and_note(writer: Client, question: Question) -> None:
    response = writer.get(page("history", question.pk))
    assert [(version.number, state) for version, state in response.context["versions"]] == [
        (3, "waiting"),
        (2, "current"),
        (1, "older"),
    ]
    html = response.content.decode()
    assert "grace@example.org" in html
    assert "Note 3" in html


@pytest.mark.parametrize(
    ("query", "compared"),
    [
        ({}, (2, 3)),
        ({"from": "1", "to": "3"}, (1, 3)),
        ({"from": "3", "to": "1"}, (1, 3)),
        ({"from": "99", "to": "x"}, (2, 3)),
        ({"from": "3", "to": "3"}, (None, 3)),
    ],
)
def test_any_two_are_compared(
    writer: Client, question: Question, query: dict[str, str], compared: tuple[int | None, int]
) -> None:
    context = writer.get(page("history", question.pk), query).context
    assert (context["older"] and context["older"].number, context["newer"].number) == compared


def test_the_difference_is_in_words(writer: Client, question: Question) -> None:
    html = writer.get(page("history", question.pk)).content.decode()
    assert '<del><span class="visually-hidden">removed: </span>2</del>' in html
    assert '<ins><span class="visually-hidden">added: </span>3</ins>' in html


def test_what_is_written_is_never_taken_for_html(writer: Client, question: Question) -> None:
    content = make_content(prompt="<script>alert(1)</script>", answer="a <img src=x onerror=alert(1)> b")
    versions.revise(question, content, now=NOW, note="<script>alert(2)</script>")
    html = writer.get(page("history", question.pk)).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize("address", ["0", "999", "x", "1" * 30])
def test_no_such_question(writer: Client, address: str) -> None:
    assert writer.get(f"/admin/questions/question/{address}/history/").status_code == 404


@pytest.mark.parametrize("size", [1, 5])
def test_the_history_asks_as_often_for_many_versions_as_for_one(
    writer: Client, question: Question, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        versions.revise(question, make_content(prompt=f"Again {number}?"), now=NOW, editor=make_user())
    writer.get(page("history", question.pk))
    with django_assert_num_queries(12):
        writer.get(page("history", question.pk))


def test_restoring_makes_a_new_version(writer: Client, question: Question) -> None:
    data = {"number": "1", "note": "It was clearer"}
    response = writer.post(page("restore", question.pk), data, follow=True)
    latest = question.latest
    assert (latest.number, latest.content, latest.note) == (
        4,
        question.versions.get(number=1).content,
        "Restored version 1: It was clearer",
    )
    assert said(response) == ["“Bias”: version 1 is the newest again. Learners see it once it is published."]
    assert writer.post(page("restore", question.pk), {"number": "77"}).status_code == 404


def test_restoring_brings_back_all_that_a_question_said(writer: Client) -> None:
    question = make_question(content=make_whole_content())
    versions.revise(question, make_content(), now=NOW)
    writer.post(page("restore", question.pk), {"number": "1"})
    assert (question.latest.number, question.latest.content) == (3, make_whole_content())


def test_restoring_what_is_there_says_so(writer: Client, question: Question) -> None:
    response = writer.post(page("restore", question.pk), {"number": "3"}, follow=True)
    assert said(response) == ["The newest version says the same as version 3 already: “Bias”."]


def test_a_reviewer_publishes_what_was_read(reviewer: Client, question: Question) -> None:
    versions.revise(question, make_content(prompt="Unread?"), now=NOW)
    unread = reviewer.post(page("publish", question.pk), {"number": "3"}, follow=True)
    assert said(unread)[0].startswith("Version 4 was saved meanwhile, so nothing is published yet")
    reviewer.post(page("publish", question.pk), {"number": "4"})
    question.refresh_from_db()
    assert question.current == question.versions.get(prompt="Unread?")


def test_a_change_is_sent_back_with_a_word(reviewer: Client, question: Question) -> None:
    wordless = reviewer.post(page("send_back", question.pk), {"note": " "}, follow=True)
    assert said(wordless) == ["Say what should be different, so that the writer can go on from there."]
    html = reviewer.post(page("send_back", question.pk), {"note": "Say more."}, follow=True).content.decode()
    assert "<strong>Sent back:</strong> Say more." in html
    question.refresh_from_db()
    shown = question.versions.get(number=2)
    assert (question.status, question.review_note, question.current) == (Status.PUBLISHED, "Say more.", shown)


class TestPreview:
    def test_is_what_learners_would_see(self, writer: Client, question: Question) -> None:
        text = {"prompt": "Is $x$ **bold**?", "answer": "| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n```"}
        data = filled(writer, question, **text)
        preview = writer.post(page("preview"), data).content.decode()
        writer.post(page("change", question.pk), data)
        lifecycle.publish(question, now=NOW)
        public = writer.get(question.get_absolute_url()).content.decode()
        shown = preview[preview.index('<div class="prompt">') : preview.rindex("</details>")]
        assert "<math>" in shown
        assert "<table>" in shown
        assert shown in public

    def test_shows_the_rest_when_something_is_wrong(self, writer: Client) -> None:
        html = writer.post(page("preview"), {"prompt": "Is it?", "hints": "no hyphen"}).content.decode()
        assert "<p>Is it?</p>" in html
        assert "Each item starts with a hyphen" in html

    def test_of_nothing(self, writer: Client) -> None:
        assert writer.post(page("preview")).status_code == 200

    def test_stores_nothing(self, writer: Client, question: Question) -> None:
        writer.post(page("preview"), filled(writer, question, prompt="Else?"))
        assert question.versions.count() == 3
