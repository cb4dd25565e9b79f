from datetime import timedelta

import pytest

from practice import interviews, self_rating
from practice.models import Answer, Interview, Rating
from tests.factories import NOON, make_interview

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return make_interview(now=NOON)


@pytest.fixture
def answer(interview: Interview) -> Answer:
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview.answers.select_related("interview__user", "version__question").get(position=1)


def test_rating_plans_the_question(answer: Answer) -> None:
    self_rating.rate(answer, Rating.GOOD)
    answer.refresh_from_db()
    assert answer.rating == Rating.GOOD
    assert answer.interview.user.cards.get().question == answer.version.question


def test_correcting_a_rating_corrects_the_plan_with_it(answer: Answer) -> None:
    self_rating.rate(answer, Rating.AGAIN)
    meant = answer.interview.user.cards.values("due", "stability", "difficulty", "last_review").get()
    self_rating.rate(answer, Rating.EASY)
    assert answer.interview.user.cards.get().due > meant["due"]
    self_rating.rate(answer, Rating.AGAIN)
    answer.refresh_from_db()
    assert answer.rating == Rating.AGAIN
    assert answer.interview.user.cards.values("due", "stability", "difficulty", "last_review").get() == meant


def test_ticks_replace_the_suggestion(answer: Answer) -> None:
    first, second = answer.coverage.all()
    self_rating.tick(answer, [second.key_point_id])
    assert [point.covered for point in answer.coverage.all()] == [False, True]
    assert [point.suggested for point in answer.coverage.all()] == [False, False]
    self_rating.tick(answer, [first.key_point_id, -5])
    assert [point.covered for point in answer.coverage.all()] == [True, False]


def confirmed(answer: Answer) -> list[bool]:
    return list(answer.coverage.values_list("confirmed", flat=True))


def test_what_changes_is_ones_own_word_and_so_is_what_one_confirms(answer: Answer) -> None:
    first, second = answer.coverage.all()
    self_rating.tick(answer, [])
    assert confirmed(answer) == [False, False]
    self_rating.tick(answer, [first.key_point_id])
    assert confirmed(answer) == [True, False]
    self_rating.tick(answer, [])  # taken back: it is not covered, by one's own word
    assert confirmed(answer) == [True, False]
    self_rating.tick(answer, [], confirmed=[second.key_point_id])
    assert confirmed(answer) == [True, True]


def test_all_can_be_confirmed_as_they_stand(answer: Answer) -> None:
    self_rating.tick(answer, [], confirmed=None)
    assert confirmed(answer) == [True, True]


def test_the_sentence_that_shows_a_point_stays_unless_another_is_named(answer: Answer) -> None:
    answer.coverage.update(evidence="As found.")
    first, second = (point.key_point_id for point in answer.coverage.all())
    self_rating.tick(answer, [first], evidence={second: "Never said."})
    assert [point.evidence for point in answer.coverage.all()] == ["As found.", ""]


def test_nothing_is_reviewed_while_it_runs(interview: Interview) -> None:
    answer = interview.answers.get(position=1)
    with pytest.raises(self_rating.StillRunning):
        self_rating.rate(answer, Rating.GOOD)
    with pytest.raises(self_rating.StillRunning):
        self_rating.tick(answer, [])
