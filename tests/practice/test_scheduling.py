from datetime import timedelta

import pytest

from practice import scheduling
from practice.models import Card, Rating
from questions.authoring import lifecycle
from tests.factories import NOON, make_question, make_user

pytestmark = pytest.mark.django_db


def test_the_better_it_went_the_later_it_comes_again() -> None:
    question = make_question()
    due = [scheduling.repeat(make_user(), question, rating, now=NOON).due for rating in Rating]
    assert due == sorted(due)
    assert due[0] >= NOON + timedelta(days=1)
    assert due[3] > due[2]


def test_knowing_it_again_widens_the_interval() -> None:
    user, question = make_user(), make_question()
    first = scheduling.repeat(user, question, Rating.GOOD, now=NOON)
    second = scheduling.repeat(user, question, Rating.GOOD, now=first.due)
    assert second.due - first.due > first.due - NOON
    assert user.cards.count() == 1


def test_forgetting_brings_it_back_soon() -> None:
    user, question = make_user(), make_question()
    first = scheduling.repeat(user, question, Rating.EASY, now=NOON)
    again = scheduling.repeat(user, question, Rating.AGAIN, now=first.due)
    assert again.due - first.due < first.due - NOON


def test_due_is_up_to_now_and_published() -> None:
    user, question = make_user(), make_question()
    card = scheduling.repeat(user, question, Rating.GOOD, now=NOON)
    assert not Card.objects.due(card.due - timedelta(seconds=1)).exists()
    assert Card.objects.due(card.due).get() == card
    lifecycle.retire(question)
    assert not Card.objects.due(card.due).exists()
