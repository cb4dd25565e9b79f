"""The pages of an interview as a browser without scripts, and as the page's own script, talk to them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews
from practice.models import GRACE, Interview
from tests.factories import deadline_of, make_blueprint, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def user(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def interview(user: User) -> Interview:
    return make_interview(user, questions=3)


def path(interview: Interview, rest: str = "") -> str:
    return f"{interview.get_absolute_url()}{rest}"


def test_a_receipt_tells_what_became_of_the_text(client: Client, interview: Interview) -> None:
    address = path(interview, "1/save/")
    told = client.post(address, {"text": "a", "based_on": 0}, headers=SCRIPT).json()
    assert told.pop("seconds_left") == pytest.approx(30 * 60, abs=30)
    assert told.pop("saved_at")
    assert told == {"outcome": "applied", "revision": 1, "text": None, "open": True}
    stale = client.post(address, {"text": "b", "based_on": 0}, headers=SCRIPT)
    assert (stale.status_code, stale.json()["text"], stale.json()["revision"]) == (409, "a", 1)


def test_a_text_that_is_too_long_is_refused_whole_and_given_back(client: Client, interview: Interview) -> None:
    long = "x" * 100_001
    response = client.post(path(interview, "1/save/"), {"text": long, "based_on": 0})
    assert response.status_code == 422
    assert long in response.content.decode()
    told = client.post(path(interview, "1/save/"), {"text": long, "based_on": 0}, headers=SCRIPT)
    assert (told.status_code, told.json()["outcome"]) == (422, "invalid")
    assert interview.answers.get(position=1).text == ""


def test_a_stale_form_is_shown_both_texts_and_goes_on_where_it_wanted(client: Client, interview: Interview) -> None:
    client.post(path(interview, "1/save/"), {"text": "first", "based_on": 0})
    page = client.post(path(interview, "1/save/"), {"text": "second", "based_on": 0, "go": "2"})
    assert page.status_code == 409
    assert page.context["received"].text == "second"
    assert page.context["answer"].text == "first"
    chosen = {"text": "second", "based_on": 1, "emptied": "on", "go": "2"}
    response = client.post(path(interview, "1/save/"), chosen)
    assert response["Location"] == path(interview, "2/")


@pytest.mark.parametrize("name", ["notes_based_on", "notes_seen"])
def test_notes_are_joined_by_what_the_page_knew_whatever_its_age_calls_it(
    client: Client, interview: Interview, name: str
) -> None:
    for notes, knew in (("one", ""), ("two", ""), ("all", "one\n\ntwo")):
        client.post(path(interview, "1/save/"), {"text": "", "based_on": 0, "notes": notes, name: knew})
    assert interview.answers.get(position=1).notes == "all"


@pytest.mark.parametrize(("rest", "name"), [("notes/", "based_on"), ("note/", "seen")])
def test_a_questions_notes_too(client: Client, user: User, rest: str, name: str) -> None:
    address = f"/practice/{make_question().slug}/{rest}"
    for notes, knew in (("one", ""), ("two", ""), ("all", "one\n\ntwo")):
        client.post(address, {"text": notes, name: knew})
    assert user.notes.get().text == "all"


def test_the_list_of_bookmarks_is_found_at_its_earlier_address(client: Client, user: User) -> None:
    response = client.get("/kept/")
    assert (response.status_code, response["Location"]) == (301, "/bookmarks/")


def test_after_time_a_form_leads_to_the_review(client: Client, interview: Interview) -> None:
    interview.deadline = timezone.now() - GRACE - timedelta(seconds=1)
    interview.started_at = deadline_of(interview) - timedelta(hours=1)
    interview.save()
    response = client.post(path(interview, "1/save/"), {"text": "late", "based_on": 0}, follow=True)
    assert "Written after time" in response.content.decode()
    interview.refresh_from_db()
    assert interview.finished_at == interview.deadline


def test_a_script_may_not_end_it_early(client: Client, interview: Interview) -> None:
    told = client.post(path(interview, "finish/"), {"because": "time_up"}, headers=SCRIPT).json()
    assert told["open"] is True
    assert told["seconds_left"] > 0
    assert client.post(path(interview, "finish/"))["Location"] == path(interview)
    interview.refresh_from_db()
    assert interview.ending == "finished"


def test_without_a_session_the_text_comes_back(client: Client, interview: Interview) -> None:
    client.logout()
    address, text = path(interview, "1/save/"), {"text": "a <b> & c", "based_on": 0, "go": "2"}
    response = client.post(address, text)
    assert response.status_code == 401
    assert "a &lt;b&gt; &amp; c" in response.content.decode()
    assert client.post(address, text, headers=SCRIPT).json() == {"outcome": "signed_out"}
    assert client.get(path(interview, "state/")).status_code == 401


class TestFormToken:
    @pytest.fixture
    def strict(self, interview: Interview) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.force_login(interview.user)
        return client

    def test_an_old_one_gives_the_text_back(self, strict: Client, interview: Interview) -> None:
        response = strict.post(path(interview, "1/save/"), {"text": "typed", "based_on": 0})
        assert response.status_code == 403
        assert b"typed" in response.content
        told = strict.post(path(interview, "1/save/"), {"text": "typed", "based_on": 0}, headers=SCRIPT)
        assert (told.status_code, told.json()) == (403, {"outcome": "token"})

    def test_a_script_gets_a_new_one(self, strict: Client, interview: Interview) -> None:
        token = strict.get(path(interview, "state/")).json()["token"]
        sent = {"text": "typed", "based_on": 0, "csrfmiddlewaretoken": token}
        assert strict.post(path(interview, "1/save/"), sent, headers=SCRIPT).json()["outcome"] == "applied"

    def test_another_sites_form_is_not_shown_again(self, strict: Client, interview: Interview) -> None:
        sent = {"text": "planted", "based_on": 0}
        response = strict.post(path(interview, "1/save/"), sent, headers={"Origin": "https://evil.example"})
        assert response.status_code == 403
        assert b"planted" not in response.content

    def test_other_forms_are_refused_as_ever(self, strict: Client, interview: Interview) -> None:
        assert strict.post(path(interview, "finish/")).status_code == 403


def test_pressing_start_twice_leads_to_the_same_interview_without_a_word(client: Client, user: User) -> None:
    make_question()
    blueprint = make_blueprint(1)
    first = client.post(blueprint.get_absolute_url())
    again = client.post(blueprint.get_absolute_url())
    assert first["Location"] == again["Location"]
    page = client.get(make_blueprint(1).get_absolute_url())
    assert "is running" in page.content.decode()
    other = client.post(make_blueprint(1).get_absolute_url(), follow=True)
    assert "is still running" in other.content.decode()


def test_the_pace_is_a_questions_share_of_the_time(client: Client, user: User) -> None:
    questions = [make_question(minutes=minutes) for minutes in (5, 15)]
    interview = make_interview(user, questions=questions, minutes=40)
    assert b"about 10 minutes" in client.get(path(interview, "1/")).content
    assert b"about 30 minutes" in client.get(path(interview, "2/")).content


def test_extra_time_is_told_before_during_and_after(client: Client) -> None:
    user = make_user(extra_time=50)
    client.force_login(user)
    make_question()
    blueprint = make_blueprint(1, minutes=20)
    assert b"20 minutes, and 10 more for you" in client.get(blueprint.get_absolute_url()).content
    client.post(blueprint.get_absolute_url())
    interview = user.interviews.get()
    assert client.get(path(interview, "1/")).context["seconds_left"] == pytest.approx(1800, abs=10)
    interviews.finish(interview, now=timezone.now())
    assert b"with 10 minutes extra time" in client.get(path(interview, "review/")).content
