"""What one says of one's own answers in the review of a finished interview."""

from datetime import timedelta

import pytest
from django.test import Client

from practice import autosave, interviews
from practice.models import Interview, Rating
from tests.factories import NOON, make_category, make_content, make_interview, make_question, make_user
from tests.practice.views.pages import path

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path"]


@pytest.fixture
def interview(client: Client) -> Interview:
    """A finished one of two questions, with the first key point of the first question covered."""
    user, category = make_user(), make_category()
    client.force_login(user)
    questions = [make_question(category, content=make_content(points=POINTS)) for _ in range(2)]
    interview = make_interview(user, questions=questions, now=NOON)
    autosave.save(interview, 1, text=POINTS[0], based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview


def points_covered(client: Client, interview: Interview) -> list[tuple[int, int]]:
    """Of each answer, as the review shows it: points covered, and points in all."""
    answers = client.get(path(interview, "review/")).context["answers"]
    return [(answer.points_covered, answer.points_total) for answer in answers]


def test_rating_is_kept_plans_the_question_and_leads_back_to_it(client: Client, interview: Interview) -> None:
    response = client.post(path(interview, "2/rate/"), {"rating": Rating.HARD})
    assert (response.status_code, response["Location"]) == (302, path(interview, "review/#question-2"))
    assert list(interview.answers.values_list("rating", flat=True)) == [None, Rating.HARD]
    card = interview.user.cards.get()
    assert card.question == interview.answers.get(position=2).version.question


@pytest.mark.parametrize("rating", ["", "0", "5", "well"])
def test_a_rating_that_is_none_changes_nothing(client: Client, interview: Interview, rating: str) -> None:
    response = client.post(path(interview, "1/rate/"), {"rating": rating})
    assert response["Location"] == path(interview, "review/#question-1")
    assert not interview.answers.exclude(rating=None).exists()
    assert not interview.user.cards.exists()


def test_ticks_say_what_is_covered(client: Client, interview: Interview) -> None:
    assert points_covered(client, interview) == [(1, 2), (0, 2)]
    points = interview.answers.get(position=2).version.key_points.all()
    sent = {"covered": [points[1].pk, "x", "\N{SUPERSCRIPT TWO}", "9" * 19]}
    response = client.post(path(interview, "2/points/"), sent)
    assert response["Location"] == path(interview, "review/#question-2")
    assert points_covered(client, interview) == [(1, 2), (1, 2)]
    client.post(path(interview, "1/points/"))
    assert points_covered(client, interview) == [(0, 2), (1, 2)]


@pytest.mark.parametrize(("address", "sent"), [("1/rate/", {"rating": Rating.GOOD}), ("1/points/", {"covered": []})])
def test_while_it_runs_there_is_nothing_to_review(client: Client, address: str, sent: dict[str, object]) -> None:
    interview = make_interview()
    client.force_login(interview.user)
    assert client.post(path(interview, address), sent)["Location"] == interview.get_absolute_url()
    assert client.get(path(interview, "review/"))["Location"] == path(interview, "1/")
    assert not interview.answers.exclude(rating=None).exists()
