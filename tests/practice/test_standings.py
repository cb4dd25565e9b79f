"""How questions stand, and the statement by hand beside what the ORM says."""

from datetime import timedelta

import pytest

from accounts.models import User
from practice import interviews, progress, standings
from practice.models import Answer, Card, Rating, day_end
from practice.standings import Mark, Standing
from questions.models import Question
from tests.factories import NOON, make_card, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


def read(user: User, *questions: Question, days: int = 0) -> list[Standing]:
    found = standings.read(user, [question.pk for question in questions], now=NOON + timedelta(days=days))
    return [found.by_question[question.pk] for question in questions]


def test_how_questions_stand(user: User) -> None:
    new, seen, due, again, known = (make_question() for _ in range(5))
    make_interview(user, questions=[seen], now=NOON)
    make_card(user, due, Rating.AGAIN, now=NOON - timedelta(days=30))
    later = {
        question: make_card(user, question, rating, now=NOON).due
        for question, rating in ((again, Rating.HARD), (known, Rating.GOOD))
    }
    make_card(make_user(), new, Rating.EASY, now=NOON)
    assert read(user, new, seen, due, again, known) == [
        Standing(mark=Mark.NEW),
        Standing(mark=Mark.SEEN),
        Standing(mark=Mark.DUE),
        Standing(mark=Mark.AGAIN, again_on=later[again]),
        Standing(mark=Mark.KNOWN, again_on=later[known]),
    ]
    assert progress.due(user, now=NOON) == 1
    assert read(make_user(), seen, due) == [Standing(mark=Mark.NEW)] * 2


def test_what_was_said_last_decides_whether_it_is_known(user: User) -> None:
    question = make_question()
    make_card(user, question, Rating.EASY, now=NOON)
    make_card(user, question, Rating.AGAIN, now=NOON + timedelta(days=20))
    assert [each.mark for each in read(user, question, days=20)] == [Mark.AGAIN]


def test_whether_anything_is_due_is_told_of_all_questions(user: User) -> None:
    make_card(make_user(), make_question(), Rating.AGAIN, now=NOON - timedelta(days=30))
    assert not standings.read(user, [make_question().pk], now=NOON).any_due
    card = make_card(user, make_question(), Rating.GOOD, now=NOON)
    for days in (-1, 0):
        found = standings.read(user, [], now=card.due + timedelta(days=days))
        assert (found.any_due, found.by_question) == (days == 0, {})


def test_it_says_what_the_orm_says(user: User) -> None:
    questions = [make_question() for _ in range(8)]
    for number, question in enumerate(questions[:6]):
        for day in range(number % 3):
            make_card(user, question, Rating(1 + (number + day) % 4), now=NOON + timedelta(days=day))
    make_interview(user, questions=questions[5:7], now=NOON)
    unfinished = make_interview(make_user(), questions=questions, now=NOON)
    interviews.finish(unfinished, now=NOON)
    now = NOON + timedelta(days=3)
    asked = set(Answer.objects.filter(interview__user=user).values_list("version__question", flat=True))
    cards = {card.question_id: card for card in Card.objects.filter(user=user).with_last_rating()}

    def by_the_orm(question: Question) -> Standing:
        card = cards.get(question.pk)
        if card is None:
            return Standing(mark=Mark.SEEN if question.pk in asked else Mark.NEW)
        if card.due < day_end(now):
            return Standing(mark=Mark.DUE)
        known = (card.last_rating or 0) >= Rating.GOOD  # type: ignore[attr-defined]
        return Standing(mark=Mark.KNOWN if known else Mark.AGAIN, again_on=card.due)

    found = read(user, *questions, days=3)
    assert found == [by_the_orm(question) for question in questions]
    assert len({each.mark for each in found}) >= 4
