from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews
from tests.factories import NOON, make_blueprint, make_category, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db


def finish_some(user: User, count: int) -> None:
    questions = [make_question()]
    for days in range(count):
        past = make_interview(user, questions=questions, now=NOON - timedelta(days=days))
        interviews.finish(past, now=past.started_at)


def test_a_stranger_is_told_what_there_is(client: Client) -> None:
    category = make_category(name="Evaluation")
    make_question(category)
    make_question(category, publish=False)
    page = client.get("/")
    assert "practice/welcome.html" in {template.name for template in page.templates}
    assert (page.context["total"], [category.name for category in page.context["categories"]]) == (1, ["Evaluation"])


def test_what_runs_comes_first(client: Client, user: User) -> None:
    interview = make_interview(user, now=timezone.now())
    make_interview()
    for address in ("/", "/interviews/", "/interviews/new/"):
        page = client.get(address)
        assert page.context["running"] == interview
        assert page.context["seconds_left"] == pytest.approx(30 * 60, abs=30)


def test_the_last_five_attempts_are_shown(client: Client, user: User) -> None:
    finish_some(user, 6)
    attempts = client.get("/").context["attempts"]
    assert [attempt for attempt, _ in attempts] == list(user.interviews.order_by("-started_at")[:5])


def test_the_first_interview_for_everybody_is_suggested(client: Client, user: User) -> None:
    make_blueprint(position=2)
    first = make_blueprint(position=1)
    make_blueprint(position=0, owner=user)
    assert client.get("/").context["suggestion"] == first


def test_the_history_pages_newest_first(client: Client, user: User) -> None:
    finish_some(user, 21)
    finish_some(make_user(), 1)
    first, second = (client.get(f"/interviews/?page={number}").context["attempts"] for number in (1, 2))
    assert [attempt for attempt, _ in [*first, *second]] == list(user.interviews.order_by("-started_at"))
    assert (len(first), len(second)) == (20, 1)
