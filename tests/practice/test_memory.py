"""The formulas, held against the package's cards."""

from datetime import timedelta

import fsrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.memory import Memory, first_met
from tests.factories import NOON

SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

memories = st.builds(Memory, st.floats(0.01, 500), st.floats(1, 10), st.integers(-60, -1))

# A machine that does much at once is slow, and nothing here is about time.
drawn = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def card_of(memory: Memory) -> fsrs.Card:
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=NOON + timedelta(days=memory.last),
    )


@drawn
@given(memories, st.integers(0, 200))
def test_recall_is_the_packages(memory: Memory, day: int) -> None:
    at = NOON + timedelta(days=day)
    assert memory.recall(day) == pytest.approx(SCHEDULER.get_card_retrievability(card_of(memory), at))


@drawn
@given(memories, st.integers(0, 200))
def test_a_meeting_does_what_the_package_says(memory: Memory, day: int) -> None:
    at = NOON + timedelta(days=day)
    for met, rating in ((memory.met_well(day), fsrs.Rating.Good), (memory.met_badly(day), fsrs.Rating.Again)):
        card, _ = SCHEDULER.review_card(card_of(memory), rating, at)
        assert list(met) == pytest.approx([card.stability, card.difficulty, day])


def test_a_first_meeting_is_the_packages_when_one_knows_how_it_goes() -> None:
    for known, rating in ((0, fsrs.Rating.Again), (1, fsrs.Rating.Good)):
        card, _ = SCHEDULER.review_card(fsrs.Card(card_id=1), rating, NOON)
        met = first_met(0, known=known)
        assert met == pytest.approx((card.stability, card.difficulty, 0))


@drawn
@given(memories, st.integers(0, 60), st.integers(1, 60))
def test_what_is_expected_lies_between_well_and_badly_and_near_their_mean(memory: Memory, day: int, later: int) -> None:
    well, badly = (met.recall(day + later) for met in (memory.met_well(day), memory.met_badly(day)))
    expected = memory.met(day).recall(day + later)
    chance = memory.recall(day)
    assert min(well, badly) - 1e-9 <= expected <= max(well, badly) + 1e-9
    assert expected == pytest.approx(chance * well + (1 - chance) * badly, abs=0.06)
