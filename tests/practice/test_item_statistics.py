"""The numbers against the standard library's over plain lists, from interviews made of plain rows."""

import random
import statistics as reference
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.db.models import ProtectedError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import departures
from accounts.models import User
from practice import item_statistics
from practice.models import Answer, FormerAttempt, Interview, Part, PointCoverage, Role
from questions.admin import item_analysis
from questions.authoring import lifecycle, versions
from questions.content import Point
from questions.models import Question, QuestionStatistics
from tests.factories import make_category, make_content, make_question, make_recording, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(microsecond=0)
POINTS = (Point(text="one", weight=1), Point(text="two", weight=2), Point(text="three", weight=3))


@pytest.fixture
def questions() -> list[Question]:
    category = make_category()
    return [make_question(category=category, content=make_content(key_points=POINTS)) for _ in range(3)]


def attempt(
    questions: Sequence[Question],
    covered: Sequence[Sequence[bool]],
    *,
    user: User | None = None,
    days_ago: int = 1,
    seconds: Sequence[int] = (),
    rating: int | None = None,
    finished: bool = True,
    timed: bool = True,
) -> Interview:
    start = NOW - timedelta(days=days_ago)
    interview = Interview.objects.create(
        user=user or make_user(),
        title="Round",
        minutes=30,
        started_at=start,
        deadline=start + timedelta(minutes=30) if timed else None,
        current_since=start,
        finished_at=start + timedelta(minutes=20) if finished else None,
        ending=Interview.Ending.FINISHED if finished else "",
    )
    for place, (question, hits) in enumerate(zip(questions, covered, strict=True)):
        answer = Answer.objects.create(
            interview=interview,
            position=place + 1,
            version=question.latest,
            minutes=5,
            seconds=seconds[place] if seconds else 60,
            rating=rating,
        )
        Part.objects.create(answer=answer, position=1, role=Role.TEXT, text="Words")
        points = answer.version.key_points.all()
        PointCoverage.objects.bulk_create(
            PointCoverage(answer=answer, key_point=point, suggested=hit, covered=hit)
            for point, hit in zip(points, hits, strict=True)
        )
    return interview


def of(question: Question) -> QuestionStatistics:
    item_statistics.refresh(now=NOW)
    return QuestionStatistics.objects.get(question=question)


def share(hits: Sequence[bool]) -> float:
    return sum(weight for weight, hit in zip((1, 2, 3), hits, strict=True) if hit) / 6


def test_agrees_with_the_standard_library(questions: list[Question]) -> None:
    rng = random.Random(3)
    every = []
    for _ in range(40):
        skill = rng.random()
        covered = [[rng.random() < skill for _ in POINTS] for _ in questions]
        seconds = [rng.randrange(1, 900) for _ in questions]
        attempt(questions, covered, seconds=seconds, rating=rng.choice([1, 2, 3, 4]))
        every.append((covered, seconds))
    found = of(questions[0])

    x = [share(covered[0]) for covered, _ in every]
    y = [(share(covered[1]) + share(covered[2])) / 2 for covered, _ in every]
    times = [seconds[0] for _, seconds in every]
    assert (found.attempts, found.firsts, found.pairs) == (40, 40, 40)
    assert found.facility == pytest.approx(reference.mean(x))
    assert found.discrimination == pytest.approx(reference.correlation(x, y))
    assert found.median_seconds == pytest.approx(reference.median(times))
    assert found.median_share == pytest.approx(reference.median(time / 300 for time in times))
    assert [point["hits"] for point in found.points] == [
        sum(covered[0][place] for covered, _ in every) for place in range(3)
    ]
    assert sum(found.ratings) == 40


def test_an_odd_number_has_a_middle(questions: list[Question]) -> None:
    for seconds in (10, 30, 500):
        attempt(questions[:1], [[True] * 3], seconds=[seconds])
    assert of(questions[0]).median_seconds == 30


def test_practice_without_a_clock_counts_but_has_no_time(questions: list[Question]) -> None:
    attempt(questions[:1], [[True] * 3], seconds=[0], rating=3, timed=False)
    found = of(questions[0])
    assert (found.attempts, found.facility, found.ratings) == (1, 1.0, [0, 0, 1, 0])
    assert (found.median_seconds, found.median_share) == (None, None)
    attempt(questions[:1], [[True] * 3], seconds=[40])
    assert of(questions[0]).median_seconds == 40


def test_a_person_counts_once_for_facility_and_always_for_time(questions: list[Question]) -> None:
    learner = make_user()
    attempt(questions[:1], [[True, True, True]], user=learner, days_ago=1)
    attempt(questions[:1], [[False, False, False]], user=learner, days_ago=2)
    found = of(questions[0])
    assert (found.attempts, found.firsts, found.facility) == (2, 1, 0.0)


def test_what_was_not_reached_or_not_finished_does_not_count(questions: list[Question]) -> None:
    attempt(questions[:1], [[True] * 3], finished=False)
    unreached = attempt(questions[:1], [[True] * 3])
    unreached.answers.update(seconds=0)
    Part.objects.filter(answer__interview=unreached).update(text="")
    item_statistics.refresh(now=NOW)
    assert not QuestionStatistics.objects.exists()


def test_a_question_alone_has_no_rest_to_compare_with(questions: list[Question]) -> None:
    attempt(questions[:1], [[True] * 3])
    found = of(questions[0])
    assert (found.firsts, found.pairs, found.discrimination) == (1, 0, None)


def test_no_correlation_where_nothing_varies(questions: list[Question]) -> None:
    for _ in range(3):
        attempt(questions, [[True, False, False]] * 3)
    assert of(questions[0]).discrimination is None


def test_key_points_are_counted_over_versions_that_say_the_same(questions: list[Question]) -> None:
    question = questions[0]
    attempt([question], [[True, False, True]])
    kept = (Point(text="three", weight=3), Point(text="new", weight=1))
    versions.revise(question, make_content(key_points=kept), now=NOW)
    lifecycle.publish(question, now=NOW)
    attempt([question], [[False, True]])
    assert of(question).points == [
        {"text": "three", "weight": 3, "n": 2, "hits": 1},
        {"text": "new", "weight": 1, "n": 1, "hits": 1},
    ]


def test_a_question_without_key_points_still_has_its_time() -> None:
    question = make_question(content=make_content(key_points=()))
    attempt([question], [[]])
    found = of(question)
    assert (found.attempts, found.firsts, found.facility, found.points) == (1, 0, None, [])


def test_only_the_chosen_ones_are_refreshed(questions: list[Question]) -> None:
    attempt(questions, [[True] * 3] * 3)
    assert item_statistics.refresh(now=NOW, questions=[questions[1].pk]) == 1
    assert QuestionStatistics.objects.get().question == questions[1]


def test_what_is_gone_is_forgotten(questions: list[Question]) -> None:
    interview = attempt(questions[:1], [[True] * 3])
    item_statistics.refresh(now=NOW)
    interview.delete()
    item_statistics.refresh(now=NOW + timedelta(hours=1))
    assert not QuestionStatistics.objects.exists()


def statistics_of_all() -> list[dict[str, Any]]:
    item_statistics.refresh(now=NOW)
    return [dict(row) for row in QuestionStatistics.objects.order_by("pk").values()]


def test_who_leaves_takes_nothing_from_the_statistics(questions: list[Question]) -> None:
    rng = random.Random(5)
    people = [make_user() for _ in range(12)]
    for number in range(40):
        user = people[number % len(people)]
        covered = [[rng.random() < 0.5 for _ in POINTS] for _ in questions]
        seconds = [rng.randrange(1, 900) for _ in questions]
        interview = attempt(
            questions, covered, user=user, days_ago=rng.randrange(1, 90), seconds=seconds, rating=rng.choice([1, 4])
        )
        PointCoverage.objects.filter(answer__interview=interview, key_point__position=2, covered=True).update(
            nudged=number % 2
        )
    attempt(questions[:1], [[True, False, True]], user=people[0], timed=False)
    attempt(questions[:1], [[False, False, True]], user=people[0], finished=False)
    unheard = attempt(questions[1:2], [[False] * 3], user=people[1], days_ago=100)
    Part.objects.filter(answer__interview=unheard).update(text="")
    make_recording(unheard)
    before = statistics_of_all()

    for user in people[:9]:
        departures.remove(user)
    assert Answer.objects.filter(interview__user__in=people[9:]).count() == 3 * 3 * 3
    after = statistics_of_all()
    for was, now in zip(before, after, strict=True):
        assert now.pop("facility") == pytest.approx(was.pop("facility"))
        assert now.pop("discrimination") == pytest.approx(was.pop("discrimination"))
    assert after == before


def test_what_stays_of_somebody_says_nothing_of_them(questions: list[Question]) -> None:
    user = make_user()
    attempt(questions, [[True, False, True]] * 3, user=user, rating=2)
    departures.remove(user)
    kinds = {field.name: field.get_internal_type() for field in FormerAttempt._meta.concrete_fields}
    assert kinds == {
        "id": "UUIDField",
        "version": "ForeignKey",
        "timed": "BooleanField",
        "seconds": "PositiveIntegerField",
        "minutes": "PositiveSmallIntegerField",
        "rating": "PositiveSmallIntegerField",
        "credits": "JSONField",
        "rest": "FloatField",
    }
    assert {each.id.version for each in FormerAttempt.objects.all()} == {4}  # by chance alone
    assert [each.credits for each in FormerAttempt.objects.all()] == [[[1, 2], [2, 0], [3, 2]]] * 3


def test_a_version_that_only_those_asked_who_have_left_stays(questions: list[Question]) -> None:
    user = make_user()
    attempt(questions[:1], [[True] * 3], user=user)
    departures.remove(user)
    assert (questions[0].was_asked, questions[1].was_asked) == (True, False)
    with pytest.raises(ProtectedError):
        questions[0].delete()


def test_an_account_that_cannot_be_deleted_leaves_no_numbers(questions: list[Question]) -> None:
    user = make_user()
    attempt(questions, [[True] * 3] * 3, user=user)
    with patch.object(User, "delete", side_effect=DatabaseError), pytest.raises(DatabaseError):
        departures.remove(user)
    assert not FormerAttempt.objects.exists()


def test_the_command(questions: list[Question], capsys: pytest.CaptureFixture[str]) -> None:
    attempt(questions, [[True] * 3] * 3)
    call_command("refresh_statistics")
    assert capsys.readouterr().out == "Statistics of 3 questions are up to date.\n"


@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_statements_does_not_grow(
    questions: list[Question], size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(size):
        attempt(questions[:size], [[True] * 3] * size)
        departures.remove(attempt(questions[:size], [[True] * 3] * size).user)
    with django_assert_num_queries(9):
        item_statistics.refresh(now=NOW)


def test_few_answers_are_called_too_few(questions: list[Question]) -> None:
    for _ in range(19):
        attempt(questions[:1], [[True] * 3])
    few = of(questions[0])
    assert (item_analysis.brief(few), {figure.value for figure in item_analysis.figures(few)[1:]}) == (
        "too few (n 19)",
        {"too few"},
    )
    attempt(questions[:1], [[True] * 3])
    enough = of(questions[0])
    assert item_analysis.brief(enough) == "1.00 / too few (n 20)"
    assert [figure.value for figure in item_analysis.key_points(enough)] == ["100%"] * 3
    poor = Question.objects.filter(item_analysis.poor("statistics__"))
    assert list(poor) == [questions[0]]  # everybody covers everything
