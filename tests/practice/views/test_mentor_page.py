"""What a mentor sees and does behind a link."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import autosave, bookmarks, interviews, mentors
from practice.models import LONGEST_COMMENT, Interview, MentorComment, MentorLink
from questions.models import Kind
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_mentor_link,
    make_question,
    make_recording,
    make_scene,
    make_story,
    make_transcript,
    make_user,
)

pytestmark = pytest.mark.django_db

SAID = {"name": "Grace", "text": "Begin with the number."}


@pytest.fixture
def owner() -> User:
    return make_user(email="ada-hopper@example.org", name="Planted Name")


@pytest.fixture
def interview(owner: User) -> Interview:
    """An attempt with something in every place, some of it nobody else's business."""
    asked = [
        make_question(kind=Kind.DESIGN),
        make_question(content=make_content(starter="def f(): ...")),
        make_question(),
    ]
    now = timezone.now()
    interview = make_interview(owner, questions=asked, speak_first=True, now=now)
    autosave.save(interview, 1, text="Words of the first answer", based_on=0, now=now)
    autosave.save(interview, 1, text="planted-stale", based_on=0, now=now)
    autosave.save(interview, 1, part=2, text=make_scene(), based_on=0, now=now)
    autosave.save(interview, 1, part=0, text="planted-notes", based_on=0, now=now)
    autosave.save(interview, 2, text="def f(): return 42", based_on=0, now=now)
    make_transcript(make_recording(interview), "planted-transcript")
    story = make_story(owner, title="planted-story")
    interview.answers.update(story=story, rating=1)
    bookmarks.write_notes(owner, asked[0], text="planted-question-notes", based_on="", now=now)
    interviews.finish(interview, now=now)
    other = make_interview(owner, questions=asked, now=now)
    autosave.save(other, 1, text="planted-other-attempt", based_on=0, now=now)
    return interview


def open_to(interview: Interview, **fields: object) -> tuple[MentorLink, str]:
    link, secret = make_mentor_link(interview, now=timezone.now(), **fields)
    return link, f"/mentor/{secret}/"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_attempt_is_there_to_read(client: Client, interview: Interview) -> None:
    _, address = open_to(interview, shown_name="Ada L.")
    page = text_of(client, address)
    for words in (
        "Ada L. rehearsed this",
        "What is the bias-variance tradeoff?",
        "Words of the first answer",
        f"{address}1/sketch.svg",
        '<span class="k">return</span>',
        "not said",
        "Expected error is bias squared",
        "Left blank.",
    ):
        assert words in page, words


def test_nothing_else_of_the_person_is(client: Client, interview: Interview) -> None:
    _, address = open_to(interview)
    other, _ = open_to(interview)
    mentors.comment(other, interview.answers.get(position=1), name="x", text="planted-other-mentor", now=NOON)
    page = text_of(client, address)
    for words in ("planted", "ada-hopper", "Not at all", "audio", f"/interviews/{interview.pk}"):
        assert words not in page.lower(), words
    assert "A learner rehearsed this" in page


def test_recordings_are_shared_only_where_that_was_ticked(client: Client, interview: Interview) -> None:
    heard = interview.answers.get(position=1).recordings.get()
    late = make_recording(interview, late=True)
    elsewhere = make_recording(make_interview(now=NOON))
    _, closed = open_to(interview)
    _, shared = open_to(interview, with_recordings=True)
    assert "planted-transcript" in text_of(client, shared)
    assert client.get(f"{closed}recordings/{heard.pk}/").status_code == 404
    for other in (late, elsewhere):
        assert client.get(f"{shared}recordings/{other.pk}/").status_code == 404
    sound = client.get(f"{shared}recordings/{heard.pk}/", headers={"Range": "bytes=0-3"})
    assert (sound.status_code, sound.content) == (206, b"OggS")


def test_no_cache_and_no_search_engine_keeps_it(client: Client, interview: Interview) -> None:
    _, address = open_to(interview)
    for page in (address, f"{address}1/sketch.svg", "/mentor/unknown/"):
        headers = client.get(page).headers
        if "unknown" not in page:
            assert headers["Cache-Control"] == "private, no-store"
            assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        # No other site is told the address; this one is, or its forms would be taken for another site's.
        assert headers["Referrer-Policy"] == "same-origin"
    picture = client.get(f"{address}1/sketch.svg")
    assert picture.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_the_learner_looking_is_no_opening(client: Client, interview: Interview) -> None:
    link, address = open_to(interview)
    client.force_login(interview.user)
    text_of(client, address)
    link.refresh_from_db()
    assert link.last_opened_at is None
    text_of(Client(), address)
    link.refresh_from_db()
    assert link.last_opened_at is not None


class TestCommenting:
    def test_a_comment_is_stored_and_stands_below_the_answer(self, client: Client, interview: Interview) -> None:
        link, address = open_to(interview)
        told = client.post(f"{address}2/", SAID)
        assert told.headers["Location"] == f"{address}#question-2"
        said = MentorComment.objects.get()
        assert (said.link, said.answer.position, said.name, said.text) == (link, 2, *SAID.values())
        page = text_of(client, address)
        assert SAID["text"] in page[page.index('id="question-2"') : page.index('id="question-3"')]
        assert page.count('value="Grace"') == 3  # whoever wrote once need not say again who they are

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"name": " "}, "Say who you are"),
            ({"text": ""}, "Write a comment first"),
            ({"text": "y" * (LONGEST_COMMENT + 1)}, "Nothing was cut"),
        ],
    )
    def test_one_that_cannot_be_stored_stands_there_again(
        self, client: Client, interview: Interview, change: dict[str, str], why: str
    ) -> None:
        _, address = open_to(interview)
        refused = client.post(f"{address}1/", SAID | change)
        page = refused.content.decode()
        assert refused.status_code == 422
        assert why in page
        for words in (SAID | change).values():
            assert words.strip() in page
        assert not MentorComment.objects.exists()
        assert client.get(f"{address}1/").headers["Location"] == f"{address}#question-1"

    def test_one_too_many_stands_there_again(self, client: Client, interview: Interview) -> None:
        link, address = open_to(interview)
        answer = interview.answers.get(position=1)
        for number in range(mentors.MOST_COMMENTS):
            mentors.comment(link, answer, name="Grace", text=str(number), now=NOON)
        refused = client.post(f"{address}1/", SAID)
        assert refused.status_code == 422
        assert SAID["text"] in refused.content.decode()

    def test_one_that_comes_when_the_link_is_closed_is_shown_to_be_copied(
        self, client: Client, interview: Interview
    ) -> None:
        link, address = open_to(interview)
        mentors.revoke(link, now=NOON)
        refused = client.post(f"{address}1/", SAID)
        assert refused.status_code == 410
        assert SAID["text"] in refused.content.decode()
        assert not MentorComment.objects.exists()

    def test_one_whose_form_has_run_out_is_sent_once_more(self, interview: Interview) -> None:
        _, address = open_to(interview)
        browser = Client(enforce_csrf_checks=True)
        refused = browser.post(f"{address}1/", SAID)
        page = refused.content.decode()
        assert refused.status_code == 403
        assert SAID["text"] in page
        assert "send it again" in page
        token = browser.cookies["csrftoken"].value
        assert browser.post(f"{address}1/", SAID | {"csrfmiddlewaretoken": token}).status_code == 302

    def test_another_site_sends_none(self, interview: Interview) -> None:
        _, address = open_to(interview)
        browser = Client(enforce_csrf_checks=True)
        browser.get(address)
        sent = SAID | {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
        refused = browser.post(f"{address}1/", sent, headers={"Origin": "https://elsewhere.example"})
        assert refused.status_code == 403
        assert SAID["text"] not in refused.content.decode()
        assert not MentorComment.objects.exists()

    def test_a_question_that_is_not_there(self, client: Client, interview: Interview) -> None:
        _, address = open_to(interview)
        assert client.post(f"{address}9/", SAID).status_code == 404
