"""The map's statement beside the ORM's annotations."""

import pytest

from practice import autosave, interviews, question_map
from practice.views import question_page
from tests.factories import NOON, make_interview, make_recording

pytestmark = pytest.mark.django_db


def test_it_says_what_the_orm_says() -> None:
    interview = make_interview(questions=6, speak_first=True, now=NOON)
    make_interview(now=NOON)
    autosave.save(interview, 2, text="Words", based_on=0, now=NOON)
    autosave.save(interview, 3, part=0, text="Notes are no answer", based_on=0, now=NOON)
    make_recording(interview)
    for position, late in ((4, False), (5, True)):
        recording = make_recording(interview, late=late)
        recording.answer = interview.answers.get(position=position)
        recording.save()
    interviews.flag(interview, 5, flagged=True)
    answers = interview.answers.annotate_answered().order_by("position")
    marks = question_map.marks(interview)
    fields = "position", "minutes", "flagged", "written", "spoken"
    assert [(mark.position, mark.minutes, mark.is_flagged, mark.written, mark.spoken) for mark in marks] == [
        tuple(getattr(answer, field) for field in fields) for answer in answers
    ]
    assert [mark.words for mark in marks] == [
        f"Question {answer.position}, {answer.how}{', flagged' if answer.flagged else ''}"  # type: ignore[attr-defined]
        for answer in answers
    ]
    assert {mark.words.split(", ", 1)[1] for mark in marks} == {
        "answered",
        "spoken",
        "not answered",
        "not answered, flagged",
    }
    assert [("is-done" in mark.states, "is-flagged" in mark.states) for mark in marks] == [
        (answer.answered, answer.flagged)  # type: ignore[attr-defined]
        for answer in answers
    ]


def test_a_mark_is_the_same_for_everybody_and_follows_what_it_shows() -> None:
    interview = make_interview(questions=3, one_way=True, now=NOON)
    before = question_page.question_map_of(interview, question_map.marks(interview), 1)
    assert [("aria-current" in mark, "disabled" in mark) for mark in before] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    autosave.save(interview, 1, text="Words", based_on=0, now=NOON)
    after = question_page.question_map_of(interview, question_map.marks(interview), 1)
    assert "Question 1, answered" in after[0]
    assert after[1:] == before[1:]
