from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from practice import autosave, interviews, stories
from practice.models import Story
from questions.authoring import lifecycle
from questions.models import Kind, Question
from tests.factories import NOON, make_interview, make_question, make_story, make_user

pytestmark = pytest.mark.django_db


def write(user: User, pk: int | None = None, *, based_on: int = 0, **fields: Any) -> Story:
    told = dict.fromkeys(Story.NOTES, "") | {"title": "Parts", "tags": ["ranking"], "serves": []} | fields
    return stories.write(user, pk, based_on=based_on, now=NOON, **told)


def make_prompt(**fields: Any) -> Question:
    return make_question(kind=Kind.BEHAVIORAL, **fields)


def test_a_story_is_stored_with_all_that_it_says() -> None:
    user, prompt = make_user(), make_prompt()
    story = write(user, situation="Stock ran out.", own_part="I wrote the baseline.", serves=[prompt])
    found = user.stories.get()
    assert found == story
    assert (found.title, found.situation, found.own_part, found.tags) == (
        "Parts",
        "Stock ran out.",
        "I wrote the baseline.",
        ["ranking"],
    )
    assert (list(found.prompts.all()), found.revision, found.updated_at) == ([prompt], 1, NOON)
    assert found.missing == ["task", "action", "result", "numbers", "reflection"]


def test_a_form_sent_twice_makes_one_story() -> None:
    user = make_user()
    assert write(user) == write(user)
    assert write(user, title="Another") != write(user)
    assert user.stories.count() == 2


def test_what_another_page_stored_meanwhile_is_not_overwritten() -> None:
    user = make_user()
    story = write(user)
    write(user, story.pk, based_on=1, result="From the other tab.")
    with pytest.raises(stories.Changed) as error:
        write(user, story.pk, based_on=1, result="From this one.")
    assert error.value.story.result == user.stories.get().result == "From the other tab."
    assert write(user, story.pk, based_on=2, result="Both.").result == "Both."


def test_a_strangers_story_is_not_there() -> None:
    story = make_story()
    with pytest.raises(Story.DoesNotExist):
        write(make_user(), story.pk, based_on=1)
    assert Story.objects.get().title == story.title


def test_there_is_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST", 2)
    user = make_user()
    story = make_story(user)
    make_story(user)
    make_story()
    with pytest.raises(stories.TooMany):
        write(user, title="A third")
    assert write(user, story.pk, based_on=1, title="Changed").title == "Changed"


def test_prompts_are_the_published_behavioral_questions() -> None:
    prompt = make_prompt()
    make_prompt(publish=False)
    make_question()
    assert list(stories.prompts()) == [prompt]


def test_each_prompt_knows_ones_own_stories_alone() -> None:
    user, prompt = make_user(), make_prompt()
    mine = make_story(user, serves=[prompt])
    make_story(serves=[prompt])
    [found] = stories.prompts_of(user)
    assert found.own_stories == [mine]  # type: ignore[attr-defined]


def test_a_prompt_that_has_left_the_bank_stays_linked() -> None:
    user, gone, other = make_user(), make_prompt(), make_prompt()
    story = write(user, serves=[gone])
    lifecycle.retire(gone)
    write(user, story.pk, based_on=1, serves=[other])
    assert set(story.prompts.all()) == {gone, other}


def answered(user: User, *told: Story | None, words: str = "I did it.", days: int = 0) -> None:
    """A finished round of one behavioral answer for each of the stories told."""
    interview = make_interview(user, questions=[make_prompt() for _ in told], now=NOON - timedelta(days=days))
    for position, story in enumerate(told, 1):
        autosave.save(interview, position, text=words, based_on=0, now=interview.started_at)
        stories.attach(interview.answers.get(position=position), story)
    interviews.finish(interview, now=interview.started_at)


class TestUse:
    def test_counts_the_last_behavioral_answers(self) -> None:
        user = make_user()
        often, seldom, once = (make_story(user) for _ in range(3))
        answered(user, once, days=9)
        answered(user, often, None, seldom, often, days=2)
        answered(user, often, often, days=1)
        assert stories.uses(user) == {
            often.pk: stories.Use(told=4, of=6),
            seldom.pk: stories.Use(told=1, of=6),
        }

    def test_leaves_out_blank_answers_other_kinds_and_what_is_not_finished(self) -> None:
        user = make_user()
        story = make_story(user)
        answered(user, story)
        answered(user, None, words="")
        answered(make_user(), None)
        interviews.finish(make_interview(user, now=NOON), now=NOON)
        running = make_interview(user, questions=[make_prompt()], now=NOON)
        autosave.save(running, 1, text="I am at it.", based_on=0, now=NOON)
        assert stories.uses(user) == {story.pk: stories.Use(told=1, of=1)}

    @pytest.mark.parametrize(
        ("told", "of", "too_often"), [(1, 1, False), (2, 2, False), (2, 3, True), (3, 6, False), (4, 6, True)]
    )
    def test_more_than_half_is_too_often(self, told: int, of: int, too_often: bool) -> None:
        assert stories.Use(told=told, of=of).is_too_often is too_often


def test_those_for_a_prompt_come_first() -> None:
    user, prompt = make_user(), make_prompt()
    other, fitting = make_story(user, title="A"), make_story(user, title="B", serves=[prompt])
    make_story(serves=[prompt])
    found = stories.for_prompt(user, prompt)
    assert [(story, story.serves_it) for story in found] == [(fitting, True), (other, False)]  # type: ignore[attr-defined]


def test_a_deleted_story_leaves_the_answer() -> None:
    user = make_user()
    story = make_story(user)
    answered(user, story)
    story.delete()
    assert user.interviews.get().answers.get().story is None
