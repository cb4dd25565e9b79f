"""The story bank's pages: nothing that is typed there is lost."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews, stories
from practice.models import Interview, Story
from questions.models import Kind, Question
from tests.factories import make_content, make_interview, make_question, make_story, make_user
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db

TYPED = {name: f"Typed into {name}: a <b> & c" for name in Story.NOTES}


def make_prompt(words: str) -> Question:
    return make_question(kind=Kind.BEHAVIORAL, content=make_content(prompt=words))


def sent(**fields: Any) -> dict[str, Any]:
    return TYPED | {"title": "Spare parts", "tags": "ranking, Demand", "based_on": 0} | fields


def everything_typed_stands_in(page: str) -> bool:
    return all(text in unescape(page) for text in TYPED.values())


def test_nothing_yet_says_what_to_write(client: Client, user: User) -> None:
    assert "Nothing yet. Behavioral rounds ask for stories" in client.get("/stories/").content.decode()


def test_a_story_is_written_read_changed_and_deleted(client: Client, user: User) -> None:
    prompt = make_prompt("Tell me about a project you led.")
    make_prompt("Tell me about a failure.")
    saved = client.post("/stories/new/", sent(serves=[prompt.pk]))
    story = user.stories.get()
    assert saved["Location"] == "/stories/"
    assert {name: getattr(story, name) for name in Story.NOTES} == TYPED
    assert (story.tags, list(story.prompts.all())) == (["ranking", "Demand"], [prompt])
    listed = client.get("/stories/").content.decode()
    assert "for 1 prompt" in listed
    assert "1 of the bank’s 2 behavioral prompts has no story yet." in listed
    page = client.get(story.get_absolute_url())
    assert everything_typed_stands_in(page.content.decode())
    assert page.context["form"].initial["serves"] == [prompt.pk]
    client.post(story.get_absolute_url(), sent(based_on=1, result="", tags=""))
    story.refresh_from_db()
    assert (story.result, story.tags, story.missing, story.revision) == ("", [], ["result"], 2)
    assert not story.prompts.exists()
    asked = client.get(f"{story.get_absolute_url()}delete/").content.decode()
    assert "Delete “Spare parts”?" in asked
    assert user.stories.exists()
    gone = client.post(f"{story.get_absolute_url()}delete/", follow=True)
    assert "“Spare parts” is deleted." in gone.content.decode()
    assert not user.stories.exists()


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"title": " "}, {"title": ["Give it a title, so that you can choose it later."]}),
        (
            {"numbers": "x" * 5_001},
            {"numbers": ["This note may have 5,000 characters; it has 5001. Nothing was cut."]},
        ),
        ({"tags": ",".join("abcdefghi")}, {"tags": ["8 tags at most; these are 9."]}),
        ({"tags": "x" * 41}, {"tags": [f"A tag may have 40 characters; “{'x' * 30}…” has 41."]}),
        (
            {"serves": [0]},
            {"serves": ["One of the prompts has left the bank meanwhile; the others are still ticked."]},
        ),
    ],
)
def test_a_fault_is_told_and_costs_no_word(
    client: Client, user: User, fields: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    page = client.post("/stories/new/", sent(**fields))
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    told = sent(**fields)
    assert all(told[name] in unescape(page.content.decode()) for name in Story.NOTES)
    assert page.context["form"].fields[next(iter(errors))].widget.attrs["autofocus"]
    assert not user.stories.exists()


def test_the_browser_gets_no_limit_that_would_cut_what_is_pasted(client: Client, user: User) -> None:
    fields = client.get("/stories/new/").content.decode().split("<textarea")[1:]
    assert len(fields) == len(Story.NOTES)
    assert not [field for field in fields if "maxlength" in field.split(">")[0]]


def test_what_another_tab_stored_is_shown_beside_what_was_typed(client: Client, user: User) -> None:
    story = make_story(user)
    client.post(story.get_absolute_url(), sent(based_on=1, action="From the other tab."))
    page = client.post(story.get_absolute_url(), sent(based_on=1))
    assert page.status_code == 409
    assert page.context["stored"] == [("Action", "From the other tab.")]
    assert everything_typed_stands_in(page.content.decode())
    assert (
        client.post(story.get_absolute_url(), sent(based_on=page.context["form"]["based_on"].value())).status_code
        == 302
    )
    assert user.stories.get().action == TYPED["action"]


@pytest.mark.parametrize("title", ["Spare parts", ""])
def test_a_story_that_was_deleted_meanwhile_can_be_saved_as_a_new_one(client: Client, user: User, title: str) -> None:
    story = make_story(user)
    story_address = story.get_absolute_url()
    story.delete()
    page = client.post(story_address, sent(based_on=1, title=title))
    assert page.status_code == 404
    assert everything_typed_stands_in(page.content.decode())
    assert 'action="/stories/new/"' in page.content.decode()


def test_no_room_costs_no_word(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST", 1)
    make_story(user)
    page = client.post("/stories/new/", sent())
    assert page.status_code == 422
    assert "There is room for 1 stories." in page.content.decode()
    assert everything_typed_stands_in(page.content.decode())
    assert "Write a story" not in client.get("/stories/").content.decode()


class TestExpired:
    @pytest.mark.parametrize("address", ["/stories/new/", "/stories/7/"])
    def test_without_a_session_the_story_comes_back(self, client: Client, address: str) -> None:
        page = client.post(address, sent())
        assert page.status_code == 401
        assert everything_typed_stands_in(page.content.decode())
        assert f'action="{address}"' in page.content.decode()
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"

    def test_with_an_old_form_token_too(self, user: User) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(user)
        page = strict.post("/stories/new/", sent())
        assert page.status_code == 403
        assert everything_typed_stands_in(page.content.decode())
        planted = strict.post("/stories/new/", sent(), headers={"Origin": "https://evil.example"})
        assert not everything_typed_stands_in(planted.content.decode())


def test_the_browser_learns_which_copy_is_stored(client: Client, user: User) -> None:
    token = "0" * 36
    cookie = client.post("/stories/new/", sent(_copy=token)).cookies["stored_form"]
    assert (cookie.value, cookie["path"]) == (token, "/stories/")
    assert "stored_form" not in client.post("/stories/new/", sent(title="", _copy=token)).cookies


def test_which_prompts_have_no_story(client: Client, user: User) -> None:
    led, failed = make_prompt("Tell me about a project you led."), make_prompt("Tell me about a failure.")
    story = make_story(user, serves=[led])
    make_story(make_user(), serves=[failed])
    page = client.get("/stories/prompts/")
    assert (page.context["without"], page.context["served"]) == ([failed], [led])
    assert page.context["served"][0].own_stories == [story]


class TestAttaching:
    @pytest.fixture
    def interview(self, user: User) -> Interview:
        return make_interview(user, questions=[make_prompt("Tell me about a project you led."), make_question()])

    def test_a_plain_form_takes_the_story_along_with_the_words(
        self, client: Client, user: User, interview: Interview
    ) -> None:
        story = make_story(user)
        page = client.get(path(interview, "1/"))
        assert page.context["stories"] == [story]
        told = {"1-text": "I led it.", "1-based_on": 0, "story": story.pk, "story_was": "", "go": "2"}
        assert client.post(path(interview, "1/save/"), told)["Location"] == path(interview, "2/")
        answer = interview.answers.get(position=1)
        assert (answer.story, answer.parts.get(position=1).text) == (story, "I led it.")
        assert client.get(path(interview, "2/")).context["stories"] == []

    def test_a_form_that_chose_nothing_new_leaves_another_tabs_choice(
        self, client: Client, user: User, interview: Interview
    ) -> None:
        story = make_story(user)
        client.post(path(interview, "1/story/"), {"story": story.pk, "story_was": ""}, headers=SCRIPT)
        client.post(path(interview, "1/save/"), {"1-text": "More.", "1-based_on": 0, "story": "", "story_was": ""})
        assert interview.answers.get(position=1).story == story
        gone = client.post(path(interview, "1/story/"), {"story": "", "story_was": story.pk}, headers=SCRIPT)
        assert gone.json() == {"outcome": "attached", "story": None}

    def test_a_strangers_story_and_one_that_is_gone_are_not_attached(
        self, client: Client, interview: Interview
    ) -> None:
        for story in (make_story().pk, 0, "x", "9" * 30):
            told = client.post(path(interview, "1/story/"), {"story": story, "story_was": ""}, headers=SCRIPT)
            assert told.json() == {"outcome": "attached", "story": None}
        page = client.post(path(interview, "1/story/"), {"story": 0, "story_was": ""}, follow=True)
        assert "The story that you chose is no longer there." in unescape(page.content.decode())
        assert interview.answers.get(position=1).story is None

    def test_only_behavioral_questions_have_stories(self, client: Client, user: User, interview: Interview) -> None:
        client.post(path(interview, "2/story/"), {"story": make_story(user).pk})
        assert interview.answers.get(position=2).story is None

    def test_without_a_session_the_choice_comes_back_with_the_words(self, interview: Interview) -> None:
        page = Client().post(path(interview, "1/save/"), {"1-text": "I led it.", "story": 7, "story_was": ""})
        assert ("story", "7") in page.context["carried"]

    def test_the_review_names_it_and_takes_another(self, client: Client, user: User, interview: Interview) -> None:
        story = make_story(user, title="Spare parts")
        client.post(path(interview, "1/save/"), {"1-text": "I led it.", "1-based_on": 0, "story": story.pk})
        interviews.finish(interview, now=timezone.now())
        page = " ".join(client.get(path(interview, "review/")).content.decode().split())
        assert "Spare parts</a>" in page
        assert "told in your last behavioral answer" in page
        back = client.post(path(interview, "1/story/"), {"story": "", "story_was": story.pk})
        assert back["Location"] == path(interview, "review/#question-1")
        page = client.get(path(interview, "review/")).content.decode()
        assert "Which story was it?" in page
        assert page.count("data-story-url") == 1

    def test_what_is_told_too_often_is_named(self, client: Client, user: User) -> None:
        story = make_story(user, title="Spare parts")
        interview = make_interview(user, questions=[make_prompt(f"Tell me of {number}.") for number in range(3)])
        for answer in interview.answers.all():
            stories.attach(answer, story)
        interviews.finish(interview, now=timezone.now())
        assert "told in 3 of your last 3 behavioral answers" in client.get("/stories/").content.decode()
        assert client.get("/stories/prompts/").context["too_often"] == [(story, stories.Use(told=3, of=3))]
        assert "try another one" in client.get(path(interview, "review/")).content.decode()
