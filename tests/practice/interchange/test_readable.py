"""The pages that a person reads of what they took along, and the notes that Anki imports."""

from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest

from accounts.models import User
from practice import autosave, bookmarks, interviews, mentors
from practice.export import attempts_of
from practice.models import Interview
from questions.content import Content, Point
from tests.factories import (
    NOON,
    make_change,
    make_content,
    make_interview,
    make_mentor_link,
    make_question,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def interview(user: User) -> Interview:
    told = Content(title="Loss", prompt="What is $x$?", answer="**Less**.", key_points=(Point(text="one", weight=3),))
    asked = [make_question(slug="loss", content=told), make_question(content=make_content(starter="def f(): ..."))]
    interview = make_interview(user, questions=asked, title="Phone / screen", now=NOON)
    autosave.save(interview, 1, text="# Not a heading\nbut words", based_on=0, now=NOON)
    autosave.save(interview, 1, part=0, text="for me", based_on=0, now=NOON)
    autosave.save(interview, 2, text="x = '```'\n", based_on=0, now=NOON)
    interviews.finish(interview, now=NOON)
    return interview


def files(user: User) -> dict[str, str]:
    return {path: content.decode() for path, content in attempts_of(user)}


def test_an_attempt_is_one_page(user: User, interview: Interview) -> None:
    link, _ = make_mentor_link(interview, now=NOON)
    mentors.comment(link, interview.answers.get(position=1), name="Grace", text="Well put.", now=NOON)
    page = files(user)[f"attempts/2026-03-02-phone-screen-{interview.pk}.md"]
    assert page.startswith(
        "# Phone / screen\n\n02 March 2026, 12:00 UTC · 0 s of 30 min\n\n## 1. Loss\n\nWhat is $x$?\n"
    )
    for block in (
        "### Your answer\n\n> # Not a heading\n> but words\n",
        "### Key points: 0 of 3\n\n- [ ] one (not said, 3)\n",
        "### My notes\n\n> for me\n",
        "### Grace, 02 March 2026\n\n> Well put.\n",
        "### Reference answer\n\n**Less**.\n",
        "### Your code\n\n````python\nx = '```'\n````\n",
    ):
        assert block in page, block


def test_a_running_one_gives_no_reference_away(user: User) -> None:
    interview = make_interview(user, now=NOON)
    (page,) = files(user).values()
    assert "still open" in page
    assert "Expected error" not in page
    interviews.finish(interview, now=NOON)
    assert "Expected error" in next(iter(files(user).values()))


def test_notes_bookmarks_and_stories_have_pages_where_there_are_any(user: User) -> None:
    assert files(user) == {}
    question = make_question()
    bookmarks.write_notes(user, question, text="again", based_on="", now=NOON)
    bookmarks.bookmark(user, question, now=NOON)
    make_story(user, title="The outage", tags=["scale"], serves=[question])
    found = files(user)
    assert "## Bias and variance\n\n> again\n" in found["notes.md"]
    assert "- Bias and variance, 02 March 2026\n" in found["bookmarks.md"]
    assert "## The outage\n\nTags: scale\n\n### Situation\n\nThe situation of it.\n" in found["stories.md"]


def test_anki_imports_what_was_met_and_no_change_that_waits(user: User, interview: Interview, tmp_path: Path) -> None:
    waiting = make_question(content=make_content(prompt="As published?"))
    bookmarks.bookmark(user, waiting, now=NOON)
    make_change(waiting, prompt="As it will be?")
    make_question(content=make_content(prompt="Never met?"))
    path = tmp_path / "anki-cards.txt"
    path.write_text(files(user)["anki-cards.txt"], encoding="utf-8")
    deck = Collection(str(tmp_path / "c.anki2"))
    try:
        metadata = deck.get_csv_metadata(path=str(path), delimiter=None)
        for _ in range(2):
            deck.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        notes = [deck.get_note(number) for number in deck.find_notes("")]
        fronts = {note["Front"].strip() for note in notes}
        assert len(notes) == 3
        assert "<p>As published?</p>" in fronts
        assert not any("Never" in front or "will be" in front for front in fronts)
        (loss,) = [note for note in notes if "What is" in note["Front"] and "<li>one</li>" in note["Back"]]
        assert "<strong>Less</strong>" in loss["Back"]
    finally:
        deck.close()
