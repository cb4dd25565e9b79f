from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import interviews, scheduling, self_rating
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
    moved = scheduling.reschedule(user, question)
    assert moved
    assert moved.due == planned.due
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


ratings = st.sampled_from(list(Rating))


@given(st.lists(st.tuples(ratings, st.integers(0, 60)), min_size=1, max_size=8))
def test_the_schedule_is_the_packages_day_for_day(history: list[tuple[Rating, int]]) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, at, recalls = fsrs.Card(card_id=1), NOON, []
    for rating, gap in history:
        at += timedelta(days=gap)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), review_datetime=at)
        recalls.append((rating, at))
    planned = scheduling.plan(recalls)
    assert (planned.due, planned.stability, planned.difficulty) == (card.due, card.stability, card.difficulty)
    assert scheduling.due_after(recalls) == card.due


def test_a_night_between_two_recalls_is_a_day_and_the_hour_says_nothing() -> None:
    with timezone.override("Europe/Berlin"):
        evening, morning = (
            datetime(2026, 3, 28, 21, tzinfo=UTC),
            datetime(2026, 3, 29, 5, tzinfo=UTC),
        )  # a short night
        slept = scheduling.plan([(Rating.GOOD, evening), (Rating.GOOD, morning)])
    day_after = scheduling.plan([(Rating.GOOD, NOON), (Rating.GOOD, NOON + timedelta(days=1))])
    same_day = scheduling.plan([(Rating.GOOD, NOON), (Rating.GOOD, NOON + timedelta(hours=8))])
    assert slept.stability == day_after.stability
    assert same_day.stability != day_after.stability


@pytest.mark.django_db
def test_each_rating_brings_the_day_that_was_shown_before_it() -> None:
    user, question = make_user(), make_question()
    make_card(user, question, Rating.GOOD, now=NOON)
    later = NOON + timedelta(days=4)
    practice = interviews.practise(user, question, now=later)
    interviews.finish(practice, now=later)
    answer = practice.answers.select_related("interview__user", "version__question").get()
    shown = scheduling.previews(answer, at=later)
    assert sorted(shown.values()) == list(shown.values())
    for rating in Rating:
        self_rating.rate(answer, rating)
        assert user.cards.get().due == shown[rating]
        assert scheduling.previews(answer, at=later) == shown, "a correction is shown what the first rating was"


CARD = ("due", "state", "step", "stability", "difficulty", "last_review")


@pytest.mark.django_db
@given(st.lists(st.tuples(ratings, st.integers(0, 40)), max_size=4), ratings, ratings)
@settings(max_examples=15, deadline=None)
def test_a_rating_taken_back_leaves_the_card_as_it_was(
    history: list[tuple[Rating, int]], said: Rating, instead: Rating
) -> None:
    user, question, at = make_user(), make_question(), NOON
    for rating, gap in history:
        at += timedelta(days=gap)
        make_card(user, question, rating, now=at)
    before = list(user.cards.values(*CARD))
    make_card(user, question, said, now=at + timedelta(days=3))
    answer = (
        Answer.objects.select_related("interview__user", "version__question").filter(interview__user=user).latest("pk")
    )
    self_rating.rate(answer, instead)
    self_rating.rate(answer, None)
    assert list(user.cards.values(*CARD)) == before


@pytest.mark.django_db
def test_the_chance_to_know_it_still_falls_from_day_to_day() -> None:
    user = make_user()
    card = make_card(user, make_question(), Rating.GOOD, now=NOON)
    chances = [scheduling.recall_chance(card, now=NOON + timedelta(days=days)) for days in range(0, 100, 10)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1
    assert scheduling.recall_chance(card, now=card.due) == pytest.approx(0.9, abs=0.03)
    assert scheduling.recall_chance(Card(user=user), now=NOON) == 0
