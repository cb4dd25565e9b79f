"""A text that arrives without a session, or with an old form token, comes back."""

import pytest
from django.test import Client

from accounts.models import User
from practice.models import Interview
from questions.models import Report
from tests.factories import make_interview, make_question
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(user: User) -> Interview:
    return make_interview(user)


def test_without_a_session_the_text_comes_back(client: Client, interview: Interview) -> None:
    client.logout()
    address, text = path(interview, "1/save/"), {"text": "a <b> & c", "based_on": 0, "go": "2"}
    response = client.post(address, text)
    assert response.status_code == 401
    assert "a &lt;b&gt; &amp; c" in response.content.decode()
    assert client.post(address, text, headers=SCRIPT).json() == {"outcome": "signed_out"}
    assert client.get(path(interview, "state/")).status_code == 401


def test_every_box_comes_back_and_nothing_that_is_not_ours(client: Client, interview: Interview) -> None:
    client.logout()
    sent = {"1-text": "said <b>", "0-text": "noted", "1-based_on": 4, "go": "2", "planted": "elsewhere"}
    page = client.post(path(interview, "1/save/"), sent)
    assert page.context["texts"] == [("1-text", "Your answer", "said <b>"), ("0-text", "Notes", "noted")]
    assert page.context["carried"] == [("1-based_on", "4"), ("go", "2")]
    assert "elsewhere" not in page.content.decode()


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

    def test_a_script_is_told_so_whatever_it_sends(self, strict: Client, interview: Interview) -> None:
        told = strict.post(path(interview, "1/points/"), headers=SCRIPT)
        assert (told.status_code, told.json()) == (403, {"outcome": "token"})

    @pytest.mark.parametrize("address", ["/practice/{slug}/notes/", "/questions/{slug}/report/"])
    def test_notes_and_reports_come_back_too(self, strict: Client, address: str) -> None:
        address = address.format(slug=make_question().slug)
        response = strict.post(address, {"text": "typed", "based_on": "before", "problem": "unclear"})
        assert response.status_code == 403
        assert response.context["texts"] == [("text", "Your text", "typed")]
        assert response.context["carried"] == [("based_on", "before"), ("problem", "unclear")]
        assert "The clock goes on" not in response.content.decode()


@pytest.mark.parametrize("address", ["/practice/{slug}/notes/", "/practice/{slug}/note/"])
def test_without_a_session_notes_come_back(client: Client, interview: Interview, address: str) -> None:
    client.logout()
    address = address.format(slug=interview.answers.get(position=1).version.question.slug)
    response = client.post(address, {"text": "typed", "based_on": "before"})
    assert response.status_code == 401
    assert response.context["texts"] == [("text", "Your text", "typed")]
    client.force_login(interview.user)
    carried = dict(response.context["carried"])
    client.post(response.wsgi_request.path, {"text": "typed"} | carried)
    assert interview.user.notes.get().text == "typed"


def test_without_a_session_a_report_comes_back(client: Client, user: User) -> None:
    client.logout()
    address = f"/questions/{make_question().slug}/report/?from=review"
    response = client.post(address, {"problem": "unclear", "text": "What is <meant>?"})
    assert response.status_code == 401
    assert "What is &lt;meant&gt;?" in response.content.decode()
    assert not Report.objects.exists()
    client.force_login(user)
    client.post(
        address, {name: value for name, _, value in response.context["texts"]} | dict(response.context["carried"])
    )
    assert user.reports.get().text == "What is <meant>?"


def test_what_is_only_read_leads_to_signing_in(client: Client) -> None:
    client.logout()
    for address in (f"/questions/{make_question().slug}/report/", "/stories/new/", "/interviews/1/1/save/"):
        assert client.get(address).headers["Location"] == f"/accounts/login/?next={address}"
