from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import attempts, autosave, grasps, interviews, progress, reviewed, self_rating
from practice.attempts import Attempt
from practice.models import GRACE, Answer, Interview
from practice.progress import Score
from tests.factories import NOON, make_content, make_interview, make_past, make_question, make_user

pytestmark = pytest.mark.django_db

SAID = "High bias: a model too simple underfits"


@pytest.fixture
def user() -> User:
    return make_user()


def finished(user: User, *, days: int, text: str = SAID, asked: int = 2, minutes: int = 10) -> Interview:
    began = NOON - timedelta(days=days)
    interview = make_interview(user, questions=asked, now=began)
    autosave.save(interview, 1, text=text, based_on=0, now=began)
    interviews.finish(interview, now=began + timedelta(minutes=minutes))
    return interview


def by_the_orm(user: User) -> list[Attempt]:
    found = []
    for each in user.interviews.finished():
        score = progress.score(reviewed.read(each))
        found.append(
            Attempt(
                interview=each.pk,
                title=each.title,
                started_at=each.started_at,
                taken=each.time_taken,
                is_repetition=each.is_repetition,
                is_imported=each.imported_at is not None,
                is_time_up=each.ending == Interview.Ending.TIME_UP,
                score=uncounted(score),
            )
        )
    return found


def uncounted(score: Score) -> Score:
    """As the statement has it: where there are points, nobody counts answers."""
    return replace(score, answered=None if score.total else score.answered, weakest="")


def of_each_sort(user: User) -> None:
    """Attempts with and without a clock, brought in, over time, with ticks, without points, without an answer."""
    rng = Random(5)
    for days in range(6):
        interview = finished(user, days=days, text=rng.choice(["", SAID]), minutes=rng.choice([10, 31]))
        if days % 2:
            answer = interview.answers.get(position=1)
            points = [point.key_point_id for point in answer.coverage.all()]
            self_rating.tick(answer, points[: days % 3], nudged=points[:1])
    practice = interviews.practise(user, make_question(content=make_content(points=[])), now=NOON)
    interviews.finish(practice, now=NOON + timedelta(minutes=3))
    Interview.objects.filter(pk=practice.pk).update(imported_at=NOON, imported_identity="a" * 64)
    empty = Interview.objects.create(
        user=user, title="Due again", is_repetition=True, started_at=NOON, current_since=NOON
    )
    interviews.finish(empty, now=NOON)


def test_the_statement_finds_what_the_orm_finds(user: User) -> None:
    of_each_sort(user)
    of_each_sort(make_user())
    running, going_on = make_interview(user, now=NOON), interviews.practise(user, make_question(), now=NOON)
    every = by_the_orm(user)
    for start, size in ((0, 20), (0, 5), (5, 3), (7, 5)):
        found = attempts.read(user, now=NOON, size=size, start=start)
        assert found.finished == every[start : start + size]
        assert found.count == len(every) == 8
        assert found.open == interviews.still_open(user, now=NOON) == [running, going_on]
        assert found.running == running
        known = attempts.read(user, now=NOON, size=size, start=start, answers=lambda: grasps.answers(user)).finished
        assert [each._replace(score=uncounted(each.score)) for each in known] == every[start : start + size]
    beyond = attempts.read(user, now=NOON, size=5, start=8)
    assert (beyond.finished, beyond.count, beyond.open) == ([], 0, [running, going_on])


def test_what_was_not_added_up_is_added_up_here(user: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """As of rows that another release wrote."""
    finished(user, days=3)
    past = make_past(user, [make_question(), make_question()], 2, now=NOON)
    unknown = {"sum_covered": None, "sum_confirmed": None, "sum_total": None, "sum_own": None, "sum_written": None}
    Answer.objects.filter(interview__in=past).update(**unknown)
    for statements in (2, 1):
        with django_assert_num_queries(statements):
            found = attempts.read(user, now=NOON, size=5).finished
        assert [(each.score.covered, each.score.total) for each in found] == [(6, 10), (6, 10), (3, 10)]
        known = {"sum_covered": 3, "sum_confirmed": 0, "sum_total": 5, "sum_own": 0, "sum_written": True}
        Answer.objects.filter(sum_total=None).update(**known)


def test_what_is_overdue_is_closed_and_stands_among_the_finished(user: User) -> None:
    interview = make_interview(user, minutes=30, now=NOON)
    going_on = interviews.practise(user, make_question(), now=NOON)
    late = NOON + timedelta(minutes=30) + GRACE
    assert attempts.read(user, now=late, size=5).open == [interview, going_on]
    found = attempts.read(user, now=late + timedelta(seconds=1), size=5)
    assert (found.open, found.running, found.count) == ([going_on], None, 1)
    assert [(each.interview, each.is_time_up, each.taken) for each in found.finished] == [
        (interview.pk, True, timedelta(minutes=30))
    ]


def test_an_open_one_says_the_rest_when_asked(user: User) -> None:
    interview = make_interview(user, one_way=True, now=NOON)
    (found,) = attempts.read(user, now=NOON, size=5).open
    assert (found.one_way, found.minutes, found.user) == (True, interview.minutes, user)
