from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from practice import autosave, interviews, progress, results, reviewed, self_rating
from practice.estimates import Estimate
from practice.models import Answer, Interview, PointCoverage, confirmed, covered_weight
from practice.results import Result
from questions.models import Question, Status
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_question,
    make_recording,
    make_result,
    make_transcript,
    make_user,
)

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path"]


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(points=POINTS))


def answered(user: User, *questions: Question, text: str = "", days: int = 0, **fields: object) -> Interview:
    """A finished interview whose first answer says `text`; a minute went into it."""
    now = NOON + timedelta(days=days)
    interview = make_interview(user, questions=questions, now=now, **fields)
    if text:
        autosave.save(interview, 1, text=text, based_on=0, now=now)
    interviews.finish(interview, now=now + timedelta(minutes=1))
    return interview


def test_a_result_has_its_time_and_its_points(user: User, question: Question) -> None:
    interview = answered(user, question, text="Gradient descent follows the slope")
    answered(make_user(), question, text="Another's")
    (result,) = results.every(user)
    assert (result.interview, result.question, result.category) == (interview.pk, question.pk, question.category_id)
    assert (result.seconds, result.minutes, result.timed) == (60, question.minutes, True)
    assert interview.blueprint
    assert result.round == interview.blueprint.slug
    assert (result.covered, result.total, result.is_known, result.is_reached) == (1, 2, True, True)


def test_the_last_answer_to_each_question_is_where_one_stands(user: User, question: Question) -> None:
    other = make_question(question.category, content=make_content(points=POINTS))
    answered(user, question, text="Momentum smooths the path", days=0)
    answered(user, question, text="Gradient descent follows the slope. Momentum smooths the path", days=2)
    answered(user, other, text="Nothing of the sort", days=1)
    running = make_interview(user, questions=[question], now=NOON + timedelta(days=3))
    assert not running.finished_at
    last = results.last_of(results.every(user))
    assert {result.question: result.covered for result in last} == {question.pk: 2, other.pk: 0}


def test_what_was_never_reached_says_nothing(user: User, question: Question) -> None:
    missed = make_question(question.category, content=make_content(points=POINTS))
    answered(user, question, missed)
    assert [result.question for result in results.every(user) if not result.is_reached] == [missed.pk]
    assert [result.question for result in results.last_of(results.every(user))] == [question.pk]


def test_a_story_is_known_once_something_is_ticked(user: User) -> None:
    story = make_question(kind="behavioral", content=make_content(points=POINTS))
    interview = answered(user, story, text="Gradient descent follows the slope")
    assert [result.is_known for result in results.every(user)] == [False]
    answer = interview.answers.get()
    self_rating.tick(answer, [point.key_point_id for point in answer.coverage.all()])
    assert [(result.is_known, result.covered) for result in results.every(user)] == [(True, 2)]


def test_what_was_only_spoken_is_known_once_somebody_has_the_words(user: User, question: Question) -> None:
    interview = make_interview(user, questions=[question], now=NOON, speak_first=True)
    recording = make_recording(interview)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    assert [(result.unheard, result.is_known) for result in results.every(user)] == [(True, False)]
    make_transcript(recording, "Something else")
    assert [(result.unheard, result.is_known) for result in results.every(user)] == [(False, True)]


def test_what_took_a_nudge_counts_half(user: User, question: Question) -> None:
    answer = answered(user, question).answers.get()
    one, two = (point.key_point_id for point in answer.coverage.all())
    self_rating.tick(answer, [one, two], nudged=[two])
    (result,) = results.every(user)
    assert (result.unprompted, result.nudged, result.covered) == (1, 0.5, 1.5)


def test_an_estimate_leaves_out_what_is_not_known_and_a_score_does_not() -> None:
    known, unheard = make_result(), make_result(unheard=True, unprompted=0.0)
    assert results.estimate([known, unheard]) == Estimate(covered=5, total=10, answers=1)
    assert results.whole([known, unheard]) == Estimate(covered=5, total=20, answers=2)


FIELDS = {
    "answer": "pk",
    "interview": "interview",
    "title": "interview__title",
    "round": "interview__blueprint__slug",
    "started_at": "interview__started_at",
    "finished_at": "interview__finished_at",
    "timed": "interview__deadline",
    "interviewer": "interview__interviewer",
    "question": "version__question",
    "is_published": "version__question__status",
    "kind": "version__question__kind",
    "category": "version__question__category",
    "minutes": "minutes",
    "seconds": "seconds",
    "answered": "answered",
    "unheard": "unheard",
    "unprompted": "points_unprompted",
    "nudged": "points_nudged",
    "total": "points_total",
    "confirmed": "points_confirmed",
    "own_words": "own_words",
}


def by_the_orm(user: User) -> list[Result]:
    weight, own = covered_weight("coverage__"), confirmed("coverage__")
    rows = (
        Answer.objects.filter(interview__user=user, interview__finished_at__isnull=False)
        .annotate_answered()
        .annotate_unheard()
        .annotate(
            points_unprompted=Coalesce(Sum(weight, filter=Q(coverage__nudged=False)), 0.0),
            points_nudged=Coalesce(Sum(weight, filter=Q(coverage__nudged=True)), 0.0),
            points_total=Coalesce(Sum("coverage__key_point__weight"), 0),
            points_confirmed=Coalesce(Sum(weight, filter=own), 0.0),
            own_words=Count("coverage", filter=own),
        )
        .order_by("interview__started_at", "pk")
        .values_list(*FIELDS.values())
    )
    found = []
    for row in rows:
        told = dict(zip(FIELDS, row, strict=True))
        told |= {"round": told["round"] or "", "timed": bool(told["timed"])}
        found.append(Result(**told | {"is_published": told["is_published"] == Status.PUBLISHED}))
    return found


def test_the_statement_finds_what_the_orm_finds() -> None:
    """Of learners whose attempts are of each sort, with marks set at random."""
    rng = Random(7)
    questions = [make_question(content=make_content(points=[*POINTS, "a third"])) for _ in range(3)]
    users = [make_user() for _ in range(2)]
    for days, user in enumerate(users * 3):
        past = answered(user, *questions, text=rng.choice(["", POINTS[0]]), days=days, speak_first=bool(days % 2))
        if days % 2:
            recording = make_recording(past, late=days == 5)
            if days == 3:
                make_transcript(recording, "Something")
        if days == 2:
            Interview.objects.filter(pk=past.pk).update(blueprint=None)
        if days == 4:
            Interview.objects.filter(pk=past.pk).update(deadline=None)
        for mark in PointCoverage.objects.filter(answer__interview=past):
            for name in ("suggested", "covered", "confirmed", "nudged"):
                setattr(mark, name, rng.random() < 0.5)
            mark.save()
    Question.objects.filter(pk=questions[2].pk).update(status=Status.RETIRED)
    make_interview(users[0], questions=questions, now=NOON)  # one that is open says nothing yet
    for user in users:
        assert results.every(user) == by_the_orm(user)
        assert len(results.every(user)) == 9
        some = [attempt.pk for attempt in user.interviews.finished()[1:]]
        assert results.every(user, of=some) == [each for each in by_the_orm(user) if each.interview in some]
        for attempt, score in progress.scores(some, results.every(user, of=some)).items():
            whole = next(each for each in user.interviews.all() if each.pk == attempt)
            assert score == replace(progress.score(reviewed.read(whole)), weakest="")
    assert results.every(make_user()) == results.every(users[0], of=[]) == []
    assert results.every(users[0], of=[past.pk for past in users[1].interviews.all()]) == []
