import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from accounts import export
from practice import autosave, bookmarks, interviews, stories
from tests.factories import NOON, make_interview, make_question, make_recording, make_story, make_user

pytestmark = pytest.mark.django_db


def test_a_question_is_bookmarked_once() -> None:
    user, question = make_user(), make_question()
    for _ in range(2):
        bookmarks.bookmark(user, question, now=NOON)
    assert [bookmark.question for bookmark in user.bookmarks.all()] == [question]
    bookmarks.remove_bookmark(user, question)
    assert not user.bookmarks.exists()


def test_notes_are_written_joined_and_emptied() -> None:
    user, question = make_user(), make_question()
    bookmarks.write_notes(user, question, text="one", based_on="", now=NOON)
    bookmarks.write_notes(user, question, text="other tab", based_on="", now=NOON)
    assert user.notes.get().text == "one\n\nother tab"
    bookmarks.write_notes(user, question, text="", based_on="one\n\nother tab", now=NOON)
    assert not user.notes.exists()


def test_the_export_holds_all_of_ones_own_and_nothing_else() -> None:
    user, question = make_user(), make_question()
    interview = make_interview(user, questions=[question], now=NOON)
    autosave.save(interview, 1, text="My words", based_on=0, now=NOON)
    autosave.save(interview, 1, text="Stale words", based_on=0, now=NOON)
    make_recording(interview)
    interviews.finish(interview, now=NOON)
    bookmarks.bookmark(user, question, now=NOON)
    bookmarks.write_notes(user, question, text="My notes", based_on="", now=NOON)
    told = make_story(user, title="Parts", numbers="From 21 % to 14 %", tags=["forecasting"], serves=[question])
    stories.attach(interview.answers.get(), told)
    make_story(numbers="Not mine either")
    other = make_interview(now=NOON)
    autosave.save(other, 1, text="Not mine", based_on=0, now=NOON)
    collected = export.collect(user)["practice"]
    text = json.dumps(collected, cls=DjangoJSONEncoder)
    assert all(words in text for words in ("My words", "Stale words", "My notes", question.slug, "bytes", "suggested"))
    assert "Not mine" not in text
    assert json.loads(text)["interviews"][0]["answers"][0]["story"] == "Parts"
    [story] = collected["stories"]
    assert (story["numbers"], story["tags"], story["prompts"]) == (
        "From 21 % to 14 %",
        ["forecasting"],
        [question.slug],
    )
