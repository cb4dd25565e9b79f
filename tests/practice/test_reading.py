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
        found = reading.read(user, interview.pk, 1)
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
        found = reading.read(user, interview.pk, 2)
        assert found
        answer, _ = found
        assert [part.position for part in answer.parts.all()] == sorted(part.position for part in answer.parts.all())
        assert not answer.is_spoken
    assert Part.objects.filter(answer=answer).count() == len(answer.parts.all())


def test_a_strangers_and_what_is_not_there_is_none() -> None:
    interview = make_interview(questions=3, now=NOON)
    assert reading.read(make_user(), interview.pk, 1) is None
    assert reading.read(interview.user, interview.pk, 4) is None
