"""The pages of an interview as a browser without scripts, and as the page's own script, talk to them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import cast

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from django.utils import timezone

from accounts.http import SignedInRequest
from accounts.models import User
from practice import autosave, interviews
from practice.models import GRACE, Blueprint, Interview
from practice.views.access import own_interview
from tests.factories import (
    deadline_of,
    make_content,
    make_curator,
    make_interview,
    make_question,
    make_user,
    part_of,
)
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(user: User) -> Interview:
    return make_interview(user, questions=3)


def test_the_statement_finds_the_interview_that_the_orm_finds(client: Client, interview: Interview) -> None:
    request = cast("SignedInRequest", client.get(path(interview, "finish/")).wsgi_request)
    for has_blueprint in (True, False):
        found, known = own_interview(request, interview.pk), Interview.objects.get(pk=interview.pk)
        assert model_to_dict(found) == model_to_dict(known)
        assert (found.user, found.blueprint) == (interview.user, known.blueprint)
        assert (found.blueprint is not None) == has_blueprint
        if found.blueprint and known.blueprint:
            assert model_to_dict(found.blueprint) == model_to_dict(known.blueprint)
        interviews.finish(found, now=timezone.now())
        Blueprint.objects.all().delete()


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("rest", ["/", "/review/", "/review/whole/", "/1/", "/1/curveball/", "/state/", "/finish/"])
def test_an_interview_with_a_number_that_no_row_can_have_is_not_found(client: Client, rest: str, is_open: bool) -> None:
    interview = make_interview(now=timezone.now())
    if not is_open:
        interviews.finish(interview, now=timezone.now())
    client.force_login(interview.user)
    assert client.get(f"/interviews/{'9' * 30}{rest}").status_code == 404


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("rest", ["{}/", "review/{}/", "review/{}/reference/", "{}/curveball/"])
def test_a_question_with_a_number_that_no_row_can_have_is_not_found(client: Client, rest: str, is_open: bool) -> None:
    interview = make_interview(questions=2, now=timezone.now())
    if not is_open:
        interviews.finish(interview, now=timezone.now())
    client.force_login(interview.user)
    address = interview.get_absolute_url() + rest.format("9" * 30)
    assert client.get(address).status_code == 404


ACTS = "save", "recordings", "runs", "story", "notes", "rate", "rate-and-go-on", "undo", "points", "components"


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_what_no_row_can_be_called_finds_nothing(client: Client, act: str) -> None:
    interview = make_interview(questions=2, now=timezone.now())
    client.force_login(interview.user)
    for numbers in (f"{interview.pk}/{'9' * 30}", f"{'9' * 30}/1"):
        answer = client.post(f"/interviews/{numbers}/{act}/", {"text": "a", "based_on": 0, "rating": 3})
        assert answer.status_code == 404, numbers


def test_a_receipt_tells_what_became_of_the_text(client: Client, interview: Interview) -> None:
    address = path(interview, "1/save/")
    told = client.post(address, {"text": "a", "based_on": 0}, headers=SCRIPT).json()
    assert told.pop("seconds_left") == pytest.approx(30 * 60, abs=30)
    assert told.pop("saved_at")
    assert told == {"outcome": "applied", "revision": 1, "text": None, "open": True, "seconds": 0}
    stale = client.post(address, {"text": "b", "based_on": 0}, headers=SCRIPT)
    assert (stale.status_code, stale.json()["text"], stale.json()["revision"]) == (409, "a", 1)


def test_a_text_that_is_too_long_is_refused_whole_and_given_back(client: Client, interview: Interview) -> None:
    long = "x" * 100_001
    response = client.post(path(interview, "1/save/"), {"text": long, "based_on": 0})
    assert response.status_code == 422
    assert long in response.content.decode()
    told = client.post(path(interview, "1/save/"), {"text": long, "based_on": 0}, headers=SCRIPT)
    assert (told.status_code, told.json()["outcome"]) == (422, "invalid")
    assert part_of(interview, 1).text == ""


def test_a_stale_form_is_shown_both_texts_and_goes_on_where_it_wanted(client: Client, interview: Interview) -> None:
    client.post(path(interview, "1/save/"), {"text": "first", "based_on": 0})
    page = client.post(path(interview, "1/save/"), {"text": "second", "based_on": 0, "go": "2"})
    assert page.status_code == 409
    assert page.context["conflicts"][0].received.text == "second"
    assert page.context["conflicts"][0].part.text == "first"
    chosen = {"text": "second", "based_on": 1, "emptied": "on", "go": "2"}
    response = client.post(path(interview, "1/save/"), chosen)
    assert response["Location"] == path(interview, "2/")


class TestParts:
    """One form carries every box of the question; each is saved for itself."""

    @pytest.fixture
    def interview(self, user: User) -> Interview:
        return make_interview(user, questions=[make_question(content=make_content(starter="def f(): ..."))])

    def sent(self, *texts: str, based_on: int = 0) -> dict[str, object]:
        """A form's fields: the notes, the code, the words beside it."""
        fields: dict[str, object] = {}
        for part, text in enumerate(texts):
            fields |= {f"{part}-text": text, f"{part}-based_on": based_on}
        return fields

    def texts(self, interview: Interview) -> list[str]:
        return [part_of(interview, part=part).text for part in range(3)]

    def test_each_has_a_box_with_what_stands_in_it(self, client: Client, interview: Interview) -> None:
        page = client.get(path(interview, "1/"))
        boxes = [*page.context["boxes"], page.context["notes"]]
        labels = [(box.part.label, box.text) for box in boxes]
        assert labels == [("Your code", "def f(): ..."), ("Beside the code", ""), ("Notes", "")]

    def test_all_are_saved(self, client: Client, interview: Interview) -> None:
        response = client.post(path(interview, "1/save/"), self.sent("n", "c", "w") | {"go": "finish"})
        assert response["Location"] == path(interview, "finish/")
        assert self.texts(interview) == ["n", "c", "w"]

    def test_one_that_is_too_long_holds_up_none_of_the_others(self, client: Client, interview: Interview) -> None:
        long = "x" * 100_001
        page = client.post(path(interview, "1/save/"), self.sent(long, "c", "w"))
        assert (page.status_code, self.texts(interview)) == (422, ["", "c", "w"])
        assert (page.context["notes"].text, page.context["boxes"][0].errors) == (long, [])
        assert "100000 can be saved" in page.context["notes"].errors[0]

    def test_two_quarrels_are_asked_about_one_after_the_other(self, client: Client, interview: Interview) -> None:
        client.post(path(interview, "1/save/"), self.sent("", "c", "w"))
        page = client.post(path(interview, "1/save/"), self.sent("", "c2", "w2") | {"go": "finish"})
        assert [saved.received.text for saved in page.context["conflicts"]] == ["c2", "w2"]
        chosen = {"1-text": "c2", "1-based_on": 1, "1-emptied": "on", "2-text": "w2", "2-based_on": 0, "go": "finish"}
        page = client.post(path(interview, "1/save/"), chosen)
        assert [saved.received.text for saved in page.context["conflicts"]] == ["w2"]
        assert f'name="{2}-text"' in page.content.decode()
        last = client.post(path(interview, "1/save/"), {"2-text": "w", "2-based_on": 1, "go": "finish"})
        assert last["Location"] == path(interview, "finish/")
        assert self.texts(interview) == ["", "c2", "w"]

    @pytest.mark.parametrize("place", [3, 99])
    def test_there_is_no_other(self, client: Client, interview: Interview, place: int) -> None:
        sent = {f"{place}-text": "x", f"{place}-based_on": 0}
        assert client.post(path(interview, "1/save/"), sent).status_code == 404

    def test_a_page_from_before_there_were_parts_saves_the_first(self, client: Client, interview: Interview) -> None:
        sent = {"text": "c", "based_on": 0, "notes": "n", "notes_seen": ""}
        assert client.post(path(interview, "1/save/"), sent, headers=SCRIPT).json()["outcome"] == "applied"
        assert self.texts(interview) == ["n", "c", ""]

    def test_the_review_shows_what_was_written_in_each(self, client: Client, interview: Interview) -> None:
        client.post(path(interview, "1/save/"), self.sent("n<b>", "c<b>", "w<b>"))
        client.post(path(interview, "1/save/"), self.sent("n2", "c2", "w2"))
        client.post(path(interview, "finish/"))
        page = client.get(path(interview, "review/")).content.decode()
        for text in ("n&lt;b&gt;", "c&lt;b&gt;", "w&lt;b&gt;", "n2", "c2", "w2"):
            assert page.count(f">{text}</") == 1
        assert page.count("Another text of yours") == 3


@pytest.mark.parametrize("name", ["notes_based_on", "notes_seen"])
def test_notes_are_joined_by_what_the_page_knew_whatever_its_age_calls_it(
    client: Client, interview: Interview, name: str
) -> None:
    for notes, knew in (("one", ""), ("two", ""), ("all", "one\n\ntwo")):
        client.post(path(interview, "1/save/"), {"text": "", "based_on": 0, "notes": notes, name: knew})
    assert part_of(interview, part=0).text == "all"


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


def test_the_pace_is_a_questions_share_of_the_time(client: Client, user: User) -> None:
    questions = [make_question(minutes=minutes) for minutes in (5, 15)]
    interview = make_interview(user, questions=questions, minutes=40)
    assert b"about 10 minutes" in client.get(path(interview, "1/")).content
    assert b"about 30 minutes" in client.get(path(interview, "2/")).content


@pytest.mark.parametrize("make", [make_user, make_curator])
def test_no_page_under_time_names_the_idea(client: Client, make: Callable[[], User]) -> None:
    """Who runs the site is a candidate as well."""
    client.force_login(user := make())
    content = make_content(
        title="Simpson's paradox",
        prompt="Why do both halves fall while the whole rises?",
        answer="It is Simpson's.",
        points=["Simpson's: the shares differ"],
        hints=("think of Simpson",),
        mistakes=("to blame Simpson",),
        sources=("https://example.org/Simpson",),
    )
    question = make_question(content=content, difficulty="hard", tags=("confounding", "aggregation"))
    interview = make_interview(user, questions=[question])
    client.post(path(interview, "1/save/"), {"text": "one", "based_on": 0, "go": "flag"})
    pages = [
        client.get(path(interview, "1/")),
        client.get(path(interview, "finish/")),
        client.post(path(interview, "1/save/"), {"text": "two", "based_on": 0}),
        Client().post(path(interview, "1/save/"), {"text": "three", "based_on": 1}),
    ]
    assert [page.status_code for page in pages] == [200, 200, 409, 401]
    for page in pages:
        text = unescape(page.content.decode())
        assert [word for word in ("Simpson", "confounding", "aggregation", "hard") if word in text] == []
    assert "Why do both halves fall" in pages[1].content.decode()


def test_only_practice_tells_the_difficulty_which_is_a_hint(client: Client, user: User) -> None:
    question = make_question(difficulty="hard")
    timed = make_interview(user, questions=[question])
    practice = interviews.practise(user, question, now=timezone.now())
    shown = ["<span>hard</span>" in client.get(path(each, "1/")).content.decode() for each in (timed, practice)]
    assert shown == [False, True]


class TestButtons:
    """Each button below an answer saves it and then goes where it says."""

    @pytest.mark.parametrize(
        ("go", "leads_to"),
        [
            ("2", "2/"),
            ("3", "3/"),
            ("stay", "1/"),
            ("", "1/"),
            ("finish", "finish/"),
            ("flag", "1/"),
            ("hint", "1/"),
            ("reveal", "1/"),
            ("1000", "1/"),
            ("-1", "1/"),
            ("\N{SUPERSCRIPT TWO}", "1/"),
        ],
    )
    def test_lead_on_with_the_text_kept(self, client: Client, interview: Interview, go: str, leads_to: str) -> None:
        response = client.post(path(interview, "1/save/"), {"text": "words", "based_on": 0, "go": go})
        assert (response.status_code, response["Location"]) == (302, path(interview, leads_to))
        interview.refresh_from_db()
        assert (part_of(interview, 1).text, interview.is_open) == ("words", True)

    def test_hints_are_for_practice_alone(self, client: Client, interview: Interview) -> None:
        client.post(path(interview, "1/save/"), {"text": "", "based_on": 0, "go": "hint"})
        assert set(interview.answers.values_list("hints_shown", flat=True)) == {0}

    def test_a_flag_is_set_and_taken_away(self, client: Client, interview: Interview) -> None:
        for go, flagged in (("flag", [False, True, False]), ("unflag", [False, False, False])):
            client.post(path(interview, "2/save/"), {"text": "", "based_on": 0, "go": go})
            assert list(interview.answers.values_list("flagged", flat=True)) == flagged

    def test_what_is_unanswered_or_flagged_is_told_before_the_end(self, client: Client, interview: Interview) -> None:
        client.post(path(interview, "1/save/"), {"text": "words", "based_on": 0, "go": "flag"})
        client.post(path(interview, "3/save/"), {"text": "words", "based_on": 0})
        told = client.get(path(interview, "finish/")).context
        assert [answer.position for answer in told["blank"]] == [2]
        assert [answer.position for answer in told["flagged"]] == [1]

    def test_a_text_for_a_question_left_behind_is_kept_beside_it(self, client: Client, user: User) -> None:
        interview = make_interview(user, questions=3, one_way=True)
        for position in (2, 3):
            client.get(path(interview, f"{position}/"))
        response = client.post(path(interview, "1/save/"), {"text": "too late", "based_on": 0, "go": "2"}, follow=True)
        assert response.redirect_chain == [(path(interview), 302), (path(interview, "3/"), 302)]
        assert "You had gone on from this question" in response.content.decode()
        assert part_of(interview, 1).text == ""
        assert "one way" in client.get(path(interview, "1/"), follow=True).content.decode()


def test_an_interview_leads_to_where_it_stands(client: Client, interview: Interview) -> None:
    client.get(path(interview, "2/"))
    assert client.get(path(interview))["Location"] == path(interview, "2/")
    client.post(path(interview, "finish/"))
    for rest in ("", "2/"):
        assert client.get(path(interview, rest))["Location"] == path(interview, "review/")
    assert client.get(path(interview, "finish/"))["Location"] == path(interview)


def test_without_scripts_the_time_left_says_as_of_when(client: Client, user: User) -> None:
    interview = make_interview(user)
    page = client.get(path(interview, "1/")).content.decode()
    assert re.search(r"<noscript><span class=\"small\">as of \d\d:\d\d:\d\d</span></noscript>", page)
    page = client.get(path(interview, "finish/")).content.decode()
    assert re.search(r"<noscript>\d+ minutes were left when this page was opened.</noscript>", page)


def test_a_text_for_which_there_is_no_room_is_given_back(
    client: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "ROOM", 10)
    sent = {"1-text": "More than ten bytes", "1-based_on": 0, "0-text": "notes", "0-based_on": 0}
    reply = client.post(path(interview, "1/save/"), sent, headers=SCRIPT)
    page = client.post(path(interview, "1/save/"), sent)
    assert (reply.status_code, page.status_code) == (422, 422)
    assert "this text is not" in reply.json()["errors"]["text"][0]
    assert ">\nMore than ten bytes</textarea>" in page.content.decode()
    assert (part_of(interview).text, part_of(interview, part=0).text) == ("", "notes")


def test_notes_of_an_earlier_page_for_which_there_is_no_room_do_not_hold_up_the_text(
    client: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    autosave.save(interview, 1, part=0, text="there already", based_on=0, now=timezone.now())
    monkeypatch.setattr(autosave, "ROOM", 20)
    monkeypatch.setattr(autosave, "LONGEST", 20)
    sent = {"text": "The answer", "based_on": 0, "notes": "other notes", "notes_based_on": ""}
    reply = client.post(path(interview, "1/save/"), sent, headers=SCRIPT)
    assert (reply.status_code, reply.json()["outcome"]) == (422, "invalid")
    assert (part_of(interview).text, part_of(interview, part=0).text) == ("The answer", "there already")


def test_the_prompt_has_a_heading_and_no_box_reads_it_out_at_each_focus(client: Client, interview: Interview) -> None:
    page = client.get(path(interview, "1/")).content.decode()
    assert page.index('id="question-title">Question 1<') < page.index('id="prompt"')
    assert 'aria-labelledby="question-title"' in page
    boxes = re.findall("<textarea[^>]*>", page)
    assert boxes
    assert not [box for box in boxes if "prompt" in box or "aria-describedby" in box]


def test_without_scripts_nothing_is_promised_that_only_scripts_do(client: Client, interview: Interview) -> None:
    page = client.get(path(interview, "1/")).content.decode()
    assert re.search(r"<noscript><span class=\"small\">as of \d\d:\d\d:\d\d</span></noscript>", page)
    assert "as you type" not in page


def test_the_buttons_of_two_texts_have_names_of_their_own(client: Client, interview: Interview) -> None:
    autosave.save(interview, 1, text="there", based_on=0, now=interview.started_at)
    page = client.post(path(interview, "1/save/"), {"1-text": "here", "1-based_on": "0", "go": "stay"})
    names = re.findall(r"<button[^>]*>([^<]*)</button>", page.content.decode().partition('class="versions"')[2])
    assert names == ["Use what I just sent", "Use what is saved"]
