"""Curation as curators meet it: who may do what, the form, the list, the actions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice.models import Interview
from questions.authoring import reports, versions
from questions.content import Curveball, Fact, FollowUp, Point, Stage
from questions.models import Question, Status
from tests.factories import (
    make_category,
    make_content,
    make_curator,
    make_interview,
    make_question,
    make_user,
    make_whole_content,
    make_writer,
)
from tests.questions.admin.pages import client_of, filled, page, said, save, waiting

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SIGN_IN = "sign in"


def person(role: str) -> User:
    people: dict[str, Callable[[], User]] = {
        "learner": make_user,
        "writer": make_writer,
        "reviewer": lambda: make_writer("Reviewers"),
        "both": lambda: make_writer("Curators", "Reviewers"),
        "superuser": make_curator,
    }
    return people[role]()


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(title="Bias"))


# --- Who may do what

OK, NO, ON = 200, 403, 302


@pytest.mark.parametrize(
    ("name", "method", "learner", "writer", "reviewer", "superuser"),
    [
        ("changelist", "get", SIGN_IN, OK, OK, OK),
        ("add", "get", SIGN_IN, OK, NO, OK),
        ("add", "post", SIGN_IN, OK, NO, OK),
        ("change", "get", SIGN_IN, OK, OK, OK),
        ("change", "post", SIGN_IN, OK, NO, OK),
        ("delete", "get", SIGN_IN, OK, NO, OK),
        ("history", "get", SIGN_IN, OK, OK, OK),
        ("preview", "post", SIGN_IN, OK, NO, OK),
        ("preview", "get", SIGN_IN, 405, 405, 405),
        ("restore", "post", SIGN_IN, ON, NO, ON),
        ("submit", "post", SIGN_IN, ON, NO, ON),
        ("publish", "post", SIGN_IN, NO, ON, ON),
        ("send_back", "post", SIGN_IN, NO, ON, ON),
        ("retire", "post", SIGN_IN, NO, ON, ON),
        ("retire", "get", SIGN_IN, 405, 405, 405),
    ],
)
def test_who_may_open_what(
    question: Question, name: str, method: str, learner: Any, writer: Any, reviewer: Any, superuser: Any
) -> None:
    args = [] if name in {"changelist", "add", "preview"} else [question.pk]
    expected = {"learner": learner, "writer": writer, "reviewer": reviewer, "superuser": superuser}
    sent = {"number": "1", "note": "Why"} if method == "post" else {}
    answers = {}
    for role in expected:
        response = getattr(client_of(person(role)), method)(page(name, *args), sent)
        to_sign_in = response.status_code == 302 and "/login/" in response["Location"]
        answers[role] = SIGN_IN if to_sign_in else response.status_code
    assert answers == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("writer", {"submit", "refresh_statistics", "delete_selected"}),
        ("reviewer", {"publish", "retire", "reopen", "refresh_statistics"}),
        ("both", {"submit", "publish", "retire", "reopen", "refresh_statistics", "delete_selected"}),
        ("superuser", {"submit", "publish", "retire", "reopen", "refresh_statistics", "delete_selected"}),
    ],
)
def test_who_is_offered_which_action(question: Question, role: str, expected: set[str]) -> None:
    form = client_of(person(role)).get(page("changelist")).context["action_form"]
    offered = {name for name, _ in form.fields["action"].choices if name}
    assert expected <= offered
    assert not offered & ({"submit", "publish", "retire", "reopen", "delete_selected"} - expected)


@pytest.mark.parametrize(("role", "status"), [("writer", "draft"), ("superuser", "published")])
def test_save_and_publish_is_for_those_who_may(role: str, status: str) -> None:
    question = make_question(publish=False)
    save(client_of(person(role)), question, _publish="1", prompt="New?")
    question.refresh_from_db()
    assert question.status == status


def test_a_reviewer_reads_the_question_as_learners_will(reviewer: Client, question: Question) -> None:
    html = reviewer.get(page("change", waiting(question).pk)).content.decode()
    assert "<p>Waits?</p>" in html
    assert "_save" not in html


# --- The form


def test_saving_a_change_makes_a_version_that_waits(question: Question) -> None:
    user = make_writer()
    save(client_of(user), question, prompt="What is bias?", note="Shorter")
    version = question.latest
    assert (version.number, version.prompt, version.editor, version.note) == (2, "What is bias?", user, "Shorter")
    question.refresh_from_db()
    assert question.current == question.versions.get(number=1)


def test_the_log_says_what_a_save_changed(writer: Client, question: Question) -> None:
    save(writer, question, prompt="What is bias?", minutes=9)
    save(writer, question)
    entries = LogEntry.objects.order_by("pk")
    assert [entry.get_change_message() for entry in entries] == [
        "Saved version 2: question. Changed: minutes.",
        "Saved without a change.",
    ]


@pytest.mark.parametrize("size", [1, 8])
def test_saving_and_publishing_asks_as_often_for_many_key_points_as_for_one(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(person("both"))
    question = make_question(content=make_content(points=["a point"] * size))
    change = filled(client, question, prompt="New?", _publish="1")
    User.objects.get().user_permissions.add(Permission.objects.get(codename="publish_own_change"))
    of_the_index = 2 if connection.vendor == "sqlite" else 1
    with django_assert_num_queries(38 + of_the_index):
        client.post(page("change", question.pk), change)
    question.refresh_from_db()
    assert (question.current, question.latest.prompt) == (question.latest, "New?")


def test_saving_without_a_change_makes_none(writer: Client, question: Question) -> None:
    save(writer, question)
    assert question.versions.count() == 1


def test_nothing_of_a_question_is_lost_by_opening_and_saving_it(writer: Client) -> None:
    whole = make_whole_content()
    question = make_question(content=whole)
    save(writer, question)
    assert question.versions.count() == 1
    save(writer, question, answer="Another.")
    assert question.latest.content == replace(whole, answer="Another.")


def test_what_the_interviewer_asks_and_tells_is_edited(writer: Client) -> None:
    question = make_question(content=make_whole_content(task=None))
    changes = {
        "follow_ups-probes": ["", "2", ""],
        "follow_ups-text": ["", "And\r\nnow?", ""],
        "follow_ups-answer": ["", "It grows.\r\nOften.", ""],
        "facts": "- labels, delay: after a day",
        "curveball": "(0.4) The budget halves.",
        "stages": "- (10) Data\n- Model",
    }
    save(writer, question, **changes)
    content = question.latest.content
    assert content.follow_ups == (FollowUp(text="And now?", answer="It grows.\nOften.", probes=(2,)),)
    assert content.facts == (Fact(asked_by=("labels", "delay"), told="after a day"),)
    assert content.curveball == Curveball(share=0.4, text="The budget halves.")
    assert content.stages == (Stage(title="Data", minutes=10), Stage(title="Model"))


def test_a_probe_follows_its_key_point_when_one_before_it_is_emptied(writer: Client) -> None:
    points = tuple(Point(text=text) for text in ("one", "two", "three"))
    follow_ups = (FollowUp(text="And?", probes=(1, 2, 3)),)
    question = make_question(content=make_content(key_points=points, follow_ups=follow_ups))
    save(writer, question, **{"key_points-text": ["one", "", "three"]})
    content = question.latest.content
    assert [point.text for point in content.key_points] == ["one", "three"]
    assert content.follow_ups == (FollowUp(text="And?", probes=(1, 2)),)


def test_a_follow_up_that_is_wrong_comes_back_as_it_was_typed(writer: Client, question: Question) -> None:
    typed = {"follow_ups-probes": ["all"], "follow_ups-text": ["And now?"], "follow_ups-answer": ["It grows."]}
    response = save(writer, question, **typed)
    form = response.context["adminform"].form
    assert form.errors["follow_ups"] == [
        "Follow-up 1: What it probes are the numbers of key points, such as 1, 3; not “all”."
    ]
    html = response.content.decode()
    assert 'value="all"' in html
    assert all(f">{words}</textarea>" in html for words in ("And now?", "It grows."))


def test_adding_makes_a_draft_and_submits_it(writer: Client) -> None:
    data = {
        "title": "Calibration",
        "prompt": "When is a model calibrated?",
        "category": make_category().pk,
        "kind": "theory",
        "difficulty": "easy",
        "minutes": 5,
        "position": 0,
        "_submit": "1",
        "key_points-weight": ["3", "5", "2"],
        "key_points-text": ["frequencies match", "", "reliability diagram\0"],
        "hints": "- Think of rain.\n- And of 100 days.",
        "sources": "- https://example.org",
    }
    response = writer.post(page("add"), data, follow=True)
    question = Question.objects.get(slug="calibration")
    assert said(response)[0] == "“calibration”: submitted for review."
    assert (question.status, question.latest.content.key_points, question.latest.hints) == (
        Status.IN_REVIEW,
        (Point(text="frequencies match", weight=3), Point(text="reliability diagram", weight=2)),
        ["Think of rain.", "And of 100 days."],
    )


def test_what_code_requires_is_ticked(writer: Client) -> None:
    question = make_question(content=make_whole_content())
    assert filled(writer, question)["requires"] == ("numpy",)
    save(writer, question, requires=[])
    task = question.latest.content.task
    assert task is not None
    assert (task.requires, bool(task.tests)) == ((), True)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("hints", "no hyphen", "Line 1: Each item starts with a hyphen and a space; indent its further lines by two."),
        (
            "sources",
            "- javascript:alert(1)",
            "A source is an address that starts with https://, not “javascript:alert(1)”.",
        ),
        ("starter", "def f(): ...", "A code task needs all three: starter, solution and tests."),
        ("hidden_tests", "def test_f(): ...", "A code task needs all three: starter, solution and tests."),
        ("facts", "- ten a day", "A fact is written as words that ask for it, a colon, what is told: 'ten a day'."),
        ("facts", "- a: one\n- A: two", "Two facts are asked for by “a”; one word asks for one fact."),
        (
            "curveball",
            "It stops.",
            "A curveball starts with its share of the time in brackets, such as (0.55): 'It stops.'.",
        ),
        ("prompt", " ", "Nothing stands here yet."),
    ],
)
def test_what_the_form_refuses(writer: Client, question: Question, field: str, value: str, message: str) -> None:
    response = save(writer, question, **{field: value})
    assert response.context["adminform"].form.errors[field] == [message]


def test_a_page_of_the_bank_is_no_address(writer: Client) -> None:
    question = make_question(publish=False)
    response = save(writer, question, slug="reports")
    assert "page of the bank" in response.context["adminform"].form.errors["slug"][0]


def test_the_address_stays_once_learners_have_it(writer: Client, question: Question) -> None:
    before = question.slug
    save(writer, question, slug="elsewhere")
    question.refresh_from_db()
    assert question.slug == before


def test_a_weight_above_three_survives_an_edit(writer: Client) -> None:
    question = make_question(content=make_content(key_points=(Point(text="all", weight=7),)))
    save(writer, question, answer="Another.")
    assert question.latest.content.key_points == (Point(text="all", weight=7),)


def test_the_browser_is_told_which_kept_form_is_stored(writer: Client, question: Question) -> None:
    token = "0b8f1f3c-8f9d-4f4e-9a46-6f3f4b8a2d11"
    data = filled(writer, question, answer="Another.", _copy=token)
    assert writer.post(page("change", question.pk), data).cookies["stored_form"].value == token
    data = filled(writer, question, answer="More.", _copy="<script>")
    assert "stored_form" not in writer.post(page("change", question.pk), data).cookies


class TestTwoCurators:
    """Both open version 1; a colleague saves version 2; then this one sends the form."""

    @pytest.fixture
    def mine(self, writer: Client, question: Question) -> dict[str, Any]:
        data = filled(writer, question, answer="My answer.")
        theirs = make_content(title="Bias", prompt="Their question?", answer="Their answer.")
        versions.revise(question, theirs, now=NOW, editor=make_user(email="grace@example.org"), note="Clearer")
        return data

    def test_the_second_save_is_told_and_keeps_its_text(
        self, writer: Client, question: Question, mine: dict[str, Any]
    ) -> None:
        response = writer.post(page("change", question.pk), mine)
        form = response.context["adminform"].form
        html = response.content.decode()
        assert question.versions.count() == 2
        assert (form["answer"].value(), form.conflict.both_changed) == ("My answer.", ["reference answer"])
        assert [change.label for change in form.conflict.changes] == ["Question", "Reference answer"]
        assert "grace@example.org saved version 2 meanwhile" in html
        assert "“Clearer”" in html

    def test_sending_it_again_is_told_again(self, writer: Client, question: Question, mine: dict[str, Any]) -> None:
        for _ in range(2):
            writer.post(page("change", question.pk), mine)
        assert question.versions.count() == 2

    def test_both_are_put_together(self, writer: Client, question: Question, mine: dict[str, Any]) -> None:
        writer.post(page("change", question.pk), mine | {"_both": "2"})
        latest = question.latest
        assert (latest.number, latest.prompt, latest.answer) == (3, "Their question?", "My answer.")

    def test_mine_goes_over_theirs(self, writer: Client, question: Question, mine: dict[str, Any]) -> None:
        writer.post(page("change", question.pk), mine | {"_over": "2"})
        latest = question.latest
        assert (latest.prompt, latest.answer) == ("What is the bias-variance tradeoff?", "My answer.")

    def test_a_third_version_is_told_once_more(self, writer: Client, question: Question, mine: dict[str, Any]) -> None:
        waiting(question)
        response = writer.post(page("change", question.pk), mine | {"_over": "2"})
        assert response.context["adminform"].form.conflict.latest.number == 3

    def test_a_probe_that_theirs_leaves_without_a_point_is_told(self, writer: Client, question: Question) -> None:
        typed = {"follow_ups-probes": ["2"], "follow_ups-text": ["And now?"], "follow_ups-answer": [""]}
        data = filled(writer, question, **typed)
        theirs = make_content(title="Bias", key_points=(Point(text="a model too simple underfits", weight=3),))
        versions.revise(question, theirs, now=NOW, editor=make_user())
        response = writer.post(page("change", question.pk), data | {"_both": "2"})
        assert response.context["adminform"].form.errors["follow_ups"] == [
            "Put together with theirs: A follow-up probes key point 2, and there are 1."
        ]
        assert question.versions.count() == 2

    def test_what_a_colleague_filed_anew_stays(self, writer: Client, question: Question) -> None:
        data = filled(writer, question, minutes=9)
        Question.objects.update(difficulty="hard")
        writer.post(page("change", question.pk), data)
        question.refresh_from_db()
        assert (question.minutes, question.difficulty) == (9, "hard")


class TestDelete:
    @pytest.fixture
    def asked(self) -> Question:
        interview = make_interview()
        Interview.objects.update(finished_at=interview.started_at, ending="finished")
        return interview.answers.get(position=1).version.question

    def test_a_question_that_was_asked_is_kept_and_says_why(self, asked: Question) -> None:
        client = client_of(make_curator())
        for method in (client.get, client.post):
            response = method(page("delete", asked.pk), {"post": "yes"}, follow=True)
            assert "has been asked in an interview" in said(response)[0]
        assert page("delete", asked.pk) not in client.get(page("change", asked.pk)).content.decode()

    def test_not_in_bulk_either(self, asked: Question) -> None:
        data = {"action": "delete_selected", "_selected_action": [asked.pk], "post": "yes"}
        client_of(make_curator()).post(page("changelist"), data)
        assert Question.objects.filter(pk=asked.pk).exists()

    def test_one_that_was_never_asked_can_go(self, writer: Client) -> None:
        question = make_question(publish=False)
        writer.post(page("delete", question.pk), {"post": "yes"})
        assert not Question.objects.exists()


# --- The list


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_of_questions_asks_the_database_as_often_for_many_as_for_one(
    writer: Client, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    category = make_category()
    for _ in range(size):
        waiting(make_question(category=category))
    writer.get(page("changelist"))
    with django_assert_num_queries(9):
        writer.get(page("changelist"))


@pytest.mark.parametrize("size", [1, 3])
def test_so_does_the_queue_of_reports(
    writer: Client, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(size):
        reports.report(make_question().latest, make_user(), problem="wrong", text="No.", now=NOW)
    with django_assert_num_queries(7):
        writer.get(reverse("admin:questions_report_changelist"))
