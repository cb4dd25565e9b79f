"""A question's statement beside the ORM's answer."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from practice import autosave, question_map, reading
from practice.models import Answer, Part
from tests.factories import NOON, make_interview, make_recording, make_user

pytestmark = pytest.mark.django_db


def _told(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_it_says_what_the_orm_says(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    interview = make_interview(questions=3, speak_first=True, now=NOON)
    make_recording(interview)
    autosave.save(interview, 1, text="Words", based_on=0, now=NOON + timedelta(seconds=9))
    orm, user = Answer.objects.select_related("interview").get(interview=interview, position=1), interview.user
    with django_assert_num_queries(2):  # its recordings are the second
        found = reading.one(user, interview.pk, 1)
        assert found
        mine, marks = found
        parts, recordings = list(mine.parts.all()), list(mine.recordings.all())
    assert _told(mine) == _told(orm)
    assert _told(mine.interview) == _told(orm.interview)
    assert mine.interview.user is user
    assert [_told(part) for part in parts] == [_told(part) for part in orm.parts.order_by("position")]
    assert all(part.answer is mine for part in parts)
    assert marks == question_map.marks(interview)
    assert [mark.position for mark in marks if mark.written] == [1]
    assert recordings == list(orm.recordings.all())


def test_where_nobody_speaks_it_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    interview = make_interview(questions=3, now=NOON)
    user = interview.user
    with django_assert_num_queries(1):
        found = reading.one(user, interview.pk, 2)
        assert found
        answer, _ = found
        assert [part.position for part in answer.parts.all()] == sorted(part.position for part in answer.parts.all())
        assert not answer.is_spoken
    assert Part.objects.filter(answer=answer).count() == len(answer.parts.all())


def test_a_strangers_and_what_is_not_there_is_none() -> None:
    interview = make_interview(questions=3, now=NOON)
    assert reading.one(make_user(), interview.pk, 1) is None
    assert reading.one(interview.user, interview.pk, 4) is None


@pytest.mark.parametrize("spoken", [False, True])
def test_those_of_an_interview_are_what_the_orm_says(
    spoken: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    interview = make_interview(questions=3, speak_first=True, now=NOON)
    make_interview(questions=2, now=NOON)
    make_recording(interview)
    autosave.save(interview, 2, text="Words", based_on=0, now=NOON)
    with django_assert_num_queries(2 if spoken else 1):
        mine = reading.every(interview, recordings=spoken)
        told = [
            (_told(answer), list(answer.parts.all()), list(answer.recordings.all()), answer.words) for answer in mine
        ]
        asked = [(answer.version.prompt, answer.version.question.kind, answer.version.pk) for answer in mine]
    orm = interview.answers.select_related("version__question").order_by("position")
    assert [each[:2] for each in told] == [(_told(each), list(each.parts.order_by("position"))) for each in orm]
    assert [each[2] for each in told] == [list(each.recordings.all()) if spoken else [] for each in orm]
    assert [words for *_, words in told] == ["", "Words", ""]
    assert asked == [(each.version.prompt, each.version.question.kind, each.version.pk) for each in orm]
