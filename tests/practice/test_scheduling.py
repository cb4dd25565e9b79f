from datetime import timedelta

import pytest
from django.utils import timezone

from practice import scheduling
from practice.models import Answer, Card, Rating
from questions.authoring import lifecycle
from tests.factories import NOON, make_card, make_question, make_user


def test_the_better_it_went_the_later_it_comes_again() -> None:
    due = [scheduling.plan([(rating, NOON)]).due for rating in Rating]
    assert due == sorted(due)
    assert due[0] >= NOON + timedelta(days=1)
    assert due[3] > due[2]


def test_knowing_it_again_widens_the_interval() -> None:
    first = scheduling.plan([(Rating.GOOD, NOON)])
    second = scheduling.plan([(Rating.GOOD, NOON), (Rating.GOOD, first.due)])
    assert second.due - first.due > first.due - NOON


def test_forgetting_brings_it_back_soon() -> None:
    first = scheduling.plan([(Rating.EASY, NOON)])
    again = scheduling.plan([(Rating.EASY, NOON), (Rating.AGAIN, first.due)])
    assert again.due - first.due < first.due - NOON


@pytest.mark.django_db
def test_a_card_stands_where_all_rated_answers_say() -> None:
    user, question = make_user(), make_question()
    make_card(user, question, Rating.GOOD, now=NOON)
    make_card(make_user(), question, Rating.AGAIN, now=NOON)
    card = make_card(user, question, Rating.EASY, now=NOON + timedelta(days=3))
    planned = scheduling.plan([(Rating.GOOD, NOON), (Rating.EASY, NOON + timedelta(days=3))])
    assert (card.due, card.state) == (planned.due, planned.state.value)
    earlier = Answer.objects.filter(interview__user=user).earliest("interview__finished_at")
    earlier.rating = Rating.AGAIN
    earlier.save()
    planned = scheduling.plan([(Rating.AGAIN, NOON), (Rating.EASY, NOON + timedelta(days=3))])
    assert scheduling.reschedule(user, question).due == planned.due
    assert user.cards.count() == 1


@pytest.mark.django_db
def test_due_goes_by_the_learners_day_and_by_what_is_published() -> None:
    user, question = make_user(), make_question()
    card = make_card(user, question, Rating.GOOD, now=NOON)
    with timezone.override("Pacific/Auckland"):  # thirteen hours ahead: noon in Greenwich is one at night
        day = timezone.localtime(card.due).replace(hour=0, minute=0, second=0, microsecond=0)
        assert not Card.objects.due(day - timedelta(seconds=1)).exists()
        assert Card.objects.due(day).get() == card
        lifecycle.retire(question)
        assert not Card.objects.due(day).exists()
