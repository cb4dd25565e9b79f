"""The pages of bringing answers in; what comes of a file is in tests/practice/interchange."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import departures
from accounts.models import User
from practice import interviews
from practice.interchange import pending
from tests.factories import NOON, make_interview, make_question, make_user
from tests.practice.interchange.taking_away import archive_of, packed, plain_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> bytes:
    """Of somebody's on another site: one attempt at a question that is here too."""
    ada = make_user()
    now = NOON - timedelta(days=1)
    interviews.finish(make_interview(ada, questions=[make_question()], title="From elsewhere", now=now), now=now)
    return archive_of(ada)


def choose(client: Client, data: bytes) -> str:
    response = client.post("/bring-in/", {"archive": SimpleUploadedFile("dry-run.zip", data)}, follow=True)
    return " ".join(response.content.decode().split())


def test_one_looks_first_and_then_says_so(client: Client, user: User, archive: bytes) -> None:
    page = choose(client, archive)
    assert "1, with 1 answer" in page
    assert "Nothing is stored yet" in page
    assert not user.interviews.exists()
    done = client.post("/bring-in/check/", follow=True).content.decode()
    assert "Brought in: 1 attempt." in done
    assert '<span class="badge">brought in</span>' in done
    review = client.get(f"/interviews/{user.interviews.get().pk}/review/").content.decode()
    assert "brought in on" in review
    assert pending.find(user) is None
    assert "all of this archive that this site can take is here already" in choose(client, archive)


def test_it_can_be_given_up(client: Client, user: User, archive: bytes) -> None:
    choose(client, archive)
    client.post("/bring-in/check/", {"give_up": "yes"})
    assert pending.find(user) is None
    assert client.get("/bring-in/check/").headers["Location"] == "/bring-in/"
    assert not user.interviews.exists()


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"{}", b"not one", packed({"format": 1, "stories": [{"title": 1}]})])
def test_what_cannot_come_is_refused_with_a_reason_and_not_kept(client: Client, user: User, data: bytes) -> None:
    response = client.post("/bring-in/", {"archive": SimpleUploadedFile("x.zip", data)})
    assert response.status_code == 422
    assert b'class="errorlist"' in response.content or b"errorlist" in response.content
    assert pending.find(user) is None


def test_answers_that_cannot_come_are_named(client: Client, user: User) -> None:
    ada = make_user()
    interviews.finish(make_interview(ada, now=NOON), now=NOON)
    taken = plain_of(ada)
    taken["interviews"][0]["answers"][0] |= {"question": "gone", "asked": "<b>What was</b> it?"}
    page = choose(client, packed(taken))
    assert "&lt;b&gt;What was&lt;/b&gt; it?" in page
    assert "the bank does not have it here" in page


def test_what_waits_goes_with_its_person(client: Client, user: User, archive: bytes) -> None:
    choose(client, archive)
    assert pending.find(user)
    departures.remove(User.objects.get(pk=user.pk))
    assert pending.find(user) is None
