"""What a learner does about mentors; who may do it stands in tests/test_authorisation.py."""

import re

import pytest
from django.test import Client

from accounts.models import User
from practice import interviews, mentors
from practice.models import Interview, MentorComment, MentorLink
from tests.factories import NOON, make_interview, make_mentor_link

pytestmark = pytest.mark.django_db

TOLD = {"shown_name": "  Ada   L. ", "days": 30, "with_recordings": "on"}


@pytest.fixture
def interview(user: User) -> Interview:
    interview = make_interview(user, now=NOON)
    interviews.finish(interview, now=NOON)
    return interview


def links(client: Client, interview: Interview) -> str:
    return client.get(f"/interviews/{interview.pk}/mentors/").content.decode()


def test_the_address_is_told_once_and_opens_the_attempt(client: Client, interview: Interview) -> None:
    made = client.post(f"/interviews/{interview.pk}/mentors/", TOLD).content.decode()
    (address,) = re.findall(r'value="http://testserver(/mentor/[^"]+)"', made)
    link = MentorLink.objects.get()
    assert (link.shown_name, link.with_recordings) == ("Ada L.", True)
    assert (link.expires_at - link.created_at).days == 30
    assert Client().get(address).status_code == 200
    again = links(client, interview)
    assert address not in again
    assert "as Ada L." in again
    assert "last opened" in again


@pytest.mark.parametrize("change", [{"days": 31}, {"days": ""}, {"days": "x"}, {"shown_name": "x" * 61}])
def test_what_is_not_offered_is_refused(client: Client, interview: Interview, change: dict[str, object]) -> None:
    assert client.post(f"/interviews/{interview.pk}/mentors/", TOLD | change).status_code == 422
    assert not MentorLink.objects.exists()


def test_one_link_too_many_is_said(client: Client, interview: Interview) -> None:
    for _ in range(mentors.MOST_OPEN):
        make_mentor_link(interview, now=interview.started_at)
    MentorLink.objects.update(expires_at="2099-01-01T00:00Z")
    refused = client.post(f"/interviews/{interview.pk}/mentors/", TOLD)
    assert refused.status_code == 422
    assert "Take one back" in refused.content.decode()


def test_one_that_is_taken_back_says_so_on_both_sides(client: Client, interview: Interview) -> None:
    client.post(f"/interviews/{interview.pk}/mentors/", TOLD)
    link, secret = make_mentor_link(interview, now=NOON)
    MentorLink.objects.filter(pk=link.pk).update(expires_at="2099-01-01T00:00Z")
    assert Client().get(f"/mentor/{secret}/").status_code == 200
    client.post(f"/mentor-links/{link.pk}/revoke/")
    assert links(client, interview).count("taken back on") == 1
    closed = Client().get(f"/mentor/{secret}/")
    assert closed.status_code == 410
    assert "has taken it back" in closed.content.decode()


def test_comments_stand_in_place_until_they_are_deleted(client: Client, interview: Interview) -> None:
    link, _ = make_mentor_link(interview, now=NOON)
    answer = interview.answers.get(position=2)
    said = mentors.comment(link, answer, name="Grace", text="<b>Say</b> it first.", now=NOON)
    assert "1 new comment by a mentor" in client.get("/").content.decode()

    review = client.get(f"/interviews/{interview.pk}/review/").content.decode()
    second = review[review.index('id="question-2"') :]
    assert "&lt;b&gt;Say&lt;/b&gt; it first." in second
    assert '<span class="badge">new</span>' in second
    assert "&lt;b&gt;" not in review[: review.index('id="question-2"')]
    assert "new comment" not in client.get("/").content.decode()
    assert "badge" not in client.get(f"/interviews/{interview.pk}/review/").content.decode()

    gone = client.post(f"/mentor-comments/{said.pk}/delete/")
    assert gone.headers["Location"] == f"/interviews/{interview.pk}/review/#question-2"
    assert not MentorComment.objects.exists()
