from datetime import timedelta

import pytest

from accounts.models import User
from practice import autosave, interviews, results, self_rating
from practice.estimates import Estimate
from practice.models import Interview
from questions.models import Question
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
    assert {result.question: result.covered for result in results.last(user)} == {question.pk: 2, other.pk: 0}
    assert results.last_of(results.every(user)) == sorted(results.last(user), key=lambda each: -each.covered)


def test_what_was_never_reached_says_nothing(user: User, question: Question) -> None:
    missed = make_question(question.category, content=make_content(points=POINTS))
    answered(user, question, missed)
    assert [result.question for result in results.every(user) if not result.is_reached] == [missed.pk]
    assert [result.question for result in results.last(user)] == [question.pk]


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
