from datetime import timedelta

import pytest

from practice import autosave, comparison, interviews, self_rating
from practice.models import Answer
from questions.authoring import lifecycle, versions
from questions.content import Point
from questions.models import Question
from tests.factories import NOON, make_content, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

POINTS = (Point(text="bias is a gap"), Point(text="variance is a spread"))


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(key_points=POINTS))


def answered(question: Question, text: str, *, days: int, user: object = None) -> Answer:
    interview = make_interview(user, questions=[question], now=NOON + timedelta(days=days))  # type: ignore[arg-type]
    autosave.save(interview, 1, text=text, based_on=0, now=interview.started_at)
    interviews.finish(interview, now=interview.started_at)
    return interview.answers.get()


def test_only_ones_own_finished_answers_from_before_are_offered_the_newest_first(question: Question) -> None:
    user = make_user()
    first, second, this = (answered(question, "x", days=days, user=user) for days in (0, 1, 2))
    answered(question, "by somebody else", days=0)
    answered(make_question(), "to another question", days=0, user=user)
    make_interview(user, questions=[question], now=NOON + timedelta(days=1, hours=1))  # still runs
    offered = [
        list(comparison.earlier_answers(user, question.pk, before=answer.interview.started_at))
        for answer in (this, first)
    ]
    assert offered == [[second, first], []]


def test_what_changed_is_told_by_words_and_by_points(question: Question) -> None:
    user = make_user()
    then, now = (answered(question, text, days=days, user=user) for days, text in enumerate(["Bias is", "Bias was"]))
    self_rating.tick(then, [])
    self_rating.tick(now, now.coverage.values_list("key_point", flat=True)[:1])
    found = comparison.compare(then, now)
    assert [(each.sort.value, each.text) for each in found.pieces] == [
        ("same", "Bias "),
        ("removed", "is"),
        ("added", "was"),
    ]
    assert [(each.key_point.text, each.then, each.now, each.is_change) for each in found.points] == [
        ("bias is a gap", "not said", "said unprompted", True),
        ("variance is a spread", "not said", "not said", False),
    ]


def test_points_of_a_corrected_question_are_paired_by_what_they_say(question: Question) -> None:
    user = make_user()
    then = answered(question, "x", days=0, user=user)
    content = make_content(key_points=(POINTS[0], Point(text="noise stays")))
    versions.revise(question, content, now=NOON, editor=make_user())
    lifecycle.publish(question, now=NOON)
    question.refresh_from_db()
    found = comparison.compare(then, answered(question, "y", days=1, user=user))
    assert [(each.key_point.text, each.then, each.now) for each in found.points] == [
        ("bias is a gap", "not said", "not said"),
        ("noise stays", "", "not said"),
        ("variance is a spread", "not said", ""),
    ]


def test_answers_that_are_very_long_or_missing_are_not_compared_by_words(question: Question) -> None:
    user = make_user()
    blank, long, other = (
        answered(question, text, days=days, user=user) for days, text in enumerate(["", "word " * 5000, "word"])
    )
    assert comparison.compare(blank, other).pieces == ()
    assert comparison.compare(long, other).pieces == ()
