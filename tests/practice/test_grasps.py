from datetime import timedelta
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import autosave, grasps, interviews, results, sums
from practice.estimates import Estimate
from practice.grasps import Grasp
from practice.models import Answer, Interview, PointCoverage
from questions.models import Question
from tests.factories import (
    NOON,
    make_category,
    make_content,
    make_interview,
    make_question,
    make_recording,
    make_result,
    make_transcript,
    make_user,
)

SAID = "High bias: a model too simple underfits"


def test_a_grasp_is_of_the_last_answers_of_a_category() -> None:
    late = NOON + timedelta(days=3)
    answers = [
        make_result(question=1, unprompted=0.0),
        make_result(question=1),
        make_result(finished_at=late, is_published=False),
        make_result(category=2, total=0),
        make_result(category=3, seconds=0, answered=False),
    ]
    assert grasps.of(answers) == [
        Grasp(category=1, estimate=Estimate(covered=10, total=20, answers=2), answered_on=late.date(), seen=1),
        Grasp(category=2, estimate=Estimate(), answered_on=NOON.date(), seen=1),
    ]


@pytest.fixture
def user() -> User:
    return make_user()


def sit(user: User, questions: list[Question], *, days: int, text: str, **fields: object) -> Interview:
    """A finished interview whose first answer says `text`; no minute of it was counted."""
    now = NOON + timedelta(days=days)
    interview = make_interview(user, questions=questions, now=now, **fields)
    if text:
        autosave.save(interview, 1, text=text, based_on=0, now=now)
    interviews.finish(interview, now=now)
    return interview


@pytest.mark.django_db
def test_they_are_read_as_every_point_tells_them(user: User) -> None:
    """Of attempts written, spoken, heard and blank, with and without time, stories and what has no points."""
    rng = Random(11)
    category = make_category()
    asked = [make_question(category) for _ in range(2)]
    asked += [make_question(kind="behavioral"), make_question(content=make_content(points=[]))]
    for days in range(24):
        text, spoken = rng.choice(["", SAID, "Something else"]), rng.random() < 0.5
        some = rng.sample(asked, rng.randint(1, 4))
        past = sit(user, some, days=days, text=text, speak_first=spoken)
        if spoken and rng.random() < 0.7:
            recording = make_recording(past, late=rng.random() < 0.3)
            if rng.random() < 0.5:
                make_transcript(recording, rng.choice(["", "Something"]))
        past.answers.filter(position__in=rng.sample([1, 2, 3, 4], 2)).update(seconds=rng.choice([0, 60]))
        for mark in PointCoverage.objects.filter(answer__interview=past):
            if rng.random() < 0.3:
                for name in ("covered", "confirmed", "nudged"):
                    setattr(mark, name, rng.random() < 0.5)
                mark.save()
        sums.add_up(past.answers.values_list("pk", flat=True))
        make_interview(make_user(), questions=some, now=NOON)  # another's
        assert grasps.of(grasps.answers(user)) == grasps.of(results.every(user))
    assert {grasp.estimate.answers > 0 for grasp in grasps.of(grasps.answers(user))} == {True, False}


@pytest.mark.django_db
def test_it_takes_one_statement(user: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sit(user, [make_question(), make_question()], days=0, text=SAID)
    spoken = sit(user, [make_question()], days=1, text="", speak_first=True)
    make_recording(spoken)
    with django_assert_num_queries(3):  # of which sort the versions are is asked once a minute
        found = grasps.of(grasps.answers(user))
    with django_assert_num_queries(2):  # what was only spoken has a statement of its own
        assert grasps.of(grasps.answers(user)) == found
    spoken.delete()
    with django_assert_num_queries(1):
        assert grasps.of(grasps.answers(user)) == found[:-1]
    Answer.objects.update(sum_covered=None, sum_confirmed=None, sum_total=None, sum_own=None, sum_written=None)
    with django_assert_num_queries(2):
        assert grasps.of(grasps.answers(user)) == found[:-1]
