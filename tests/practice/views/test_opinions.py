"""The pages of second opinions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from practice import opinions
from practice.models import Interview, Opinion
from tests.factories import NOON
from tests.judging_service import ANSWER, MODEL, Service
from tests.practice.test_opinions import finished
from tests.practice.test_opinions import service as _service
from tests.practice.views.pages import path
from tests.worker import work

pytestmark = pytest.mark.django_db
service = _service


@pytest.fixture
def interview(client: Client) -> Interview:
    interview = finished(ANSWER, "", "Noise.")
    client.force_login(interview.user)
    return interview


def review(client: Client, interview: Interview) -> str:
    return " ".join(client.get(path(interview, "review/")).content.decode().split())


def test_off_there_is_not_a_word_of_it(client: Client, interview: Interview) -> None:
    assert "opinion" not in review(client, interview)
    client.post(path(interview, "opinion/"))
    assert not Opinion.objects.exists()
    assert "Second opinions are no longer set up on this site." in review(client, interview)


def test_before_one_asks_one_is_told_what_is_sent_where(client: Client, interview: Interview, service: Service) -> None:
    words = review(client, interview)
    host = service.url.removeprefix("http://").removesuffix("/v1")
    assert f"This sends 2 of your answers to <strong>{host}</strong> ({MODEL}), 3 times each: the question" in words
    assert "Of 5 answers a day you may have 5 more read today." in words
    assert service.received == []


def test_from_asking_to_reading(client: Client, interview: Interview, service: Service) -> None:
    assert client.post(path(interview, "opinion/"))["Location"] == path(interview, "review/")
    assert "0 of 2 answers read so far." in review(client, interview)
    waiting = client.get(path(interview, "opinion/"), {"shown": "0"})
    assert waiting.status_code == 204
    opinions.judge(Opinion.objects.get(answer__position=1).pk, now=NOON)
    assert b"1 of 2 answers read so far." in client.get(path(interview, "opinion/"), {"shown": "0"}).content
    work()
    assert b"2 of 2 answers read." in client.get(path(interview, "opinion/"), {"shown": "1"}).content
    assert client.get(path(interview, "opinion/"))["Location"] == path(interview, "review/")
    words = review(client, interview)
    assert "Second opinion: <strong>said</strong> (3 of 3 readings), in “Bias comes from too simple a model”" in words
    assert words.count("Second opinion: <strong>not said</strong>") == 3
    assert "read 2 of your answers" in words
    assert "Ask for a second opinion" not in words


def test_what_failed_says_why_and_can_be_tried_again(client: Client, interview: Interview, service: Service) -> None:
    service.answer(429, {})
    client.post(path(interview, "opinion/"))
    work()
    words = review(client, interview)
    assert (
        "Question 3 has no second opinion.</strong> It has too much to do at the moment. Your answer is safe." in words
    )
    assert "Try again" in words


def test_a_day_that_is_used_up(client: Client, interview: Interview, service: Service, settings: Settings) -> None:
    settings.LLM_ANSWERS_A_DAY = 0
    assert "for today that is used up" in review(client, interview)
    client.post(path(interview, "opinion/"))
    assert "as many answers read today as one person may" in review(client, interview)


def test_an_opinion_stays_when_the_site_has_none_any_more(
    client: Client, interview: Interview, service: Service, settings: Settings
) -> None:
    client.post(path(interview, "opinion/"))
    work()
    settings.LLM_URL = ""
    assert "Second opinion: <strong>said</strong>" in review(client, interview)


def test_it_is_nobody_elses(client: Client, service: Service, user: User) -> None:
    other = finished(ANSWER)
    client.force_login(user)
    assert client.post(path(other, "opinion/")).status_code == 404
    assert client.get(path(other, "opinion/")).status_code == 404


@pytest.mark.parametrize("size", [1, 4])
def test_opinions_cost_a_review_three_statements_however_many_there_are(
    client: Client, service: Service, settings: Settings, size: int
) -> None:
    interview = finished(*[ANSWER] * size)
    client.force_login(interview.user)

    def statements() -> int:
        client.get(path(interview, "review/"))  # what is looked up once in a while
        with CaptureQueriesContext(connection) as captured:
            client.get(path(interview, "review/"))
        return len(captured)

    settings.LLM_URL = ""
    without = statements()
    settings.LLM_URL = service.url
    client.post(path(interview, "opinion/"))
    work()
    assert statements() == without + 3
