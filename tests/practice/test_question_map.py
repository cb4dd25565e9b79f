"""The map's statement beside the ORM's annotations."""

import pytest

from practice import autosave, interviews, question_map
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
