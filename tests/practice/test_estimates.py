from math import sqrt
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.estimates import FEWEST, LEVEL, Estimate, wilson

SHARES = st.floats(0, 1)
TRIALS = st.integers(1, 10_000)
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@given(SHARES, TRIALS)
def test_a_range_holds_its_share_and_stays_on_the_scale(share: float, trials: int) -> None:
    low, high = wilson(share, trials)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert high - low > 0


@given(SHARES, TRIALS)
def test_its_ends_are_the_shares_that_are_just_not_ruled_out(share: float, trials: int) -> None:
    """Wilson's own definition: where the distance from what was seen is z standard errors of the end itself."""
    for end in wilson(share, trials):
        if 0 < end < 1:
            assert abs(share - end) == pytest.approx(Z * sqrt(end * (1 - end) / trials), abs=1e-9)


@given(SHARES, TRIALS)
def test_more_answers_leave_less_open(share: float, trials: int) -> None:
    few, many = wilson(share, trials), wilson(share, trials + 1)
    assert many[1] - many[0] < few[1] - few[0]


@given(SHARES, SHARES, TRIALS)
def test_more_covered_lowers_no_end(share: float, other: float, trials: int) -> None:
    less, more = sorted((share, other))
    assert all(low <= high + 1e-12 for low, high in zip(wilson(less, trials), wilson(more, trials), strict=True))


@given(SHARES, TRIALS)
def test_what_is_missed_is_the_mirror_of_what_is_covered(share: float, trials: int) -> None:
    low, high = wilson(share, trials)
    assert wilson(1 - share, trials) == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_nothing_is_known_of_no_answers() -> None:
    assert wilson(0, 0) == (0, 1)


@pytest.mark.parametrize("answers", [3, 8, 30])
@pytest.mark.parametrize("skill", [0.15, 0.5, 0.8])
def test_the_range_holds_the_truth_as_often_as_it_says(answers: int, skill: float) -> None:
    """Also where the points of an answer come and stay away together, each answer being all or little."""
    rng, held = Random(15), 0
    for _ in range(1000):
        shares = [rng.choice((1.0, 0.5)) if rng.random() < skill else 0.0 for _ in range(answers)]
        low, high = wilson(sum(shares) / answers, answers)
        held += low <= 0.75 * skill <= high
    assert held / 1000 >= LEVEL


def test_few_answers_tell_nothing() -> None:
    assert [Estimate(covered=1, total=2, answers=count).is_telling for count in (0, FEWEST - 1, FEWEST)] == [
        False,
        False,
        True,
    ]
    assert not Estimate(covered=0, total=0, answers=9).is_telling


def test_its_words() -> None:
    estimate = Estimate(covered=12, total=20, answers=10)
    assert (str(estimate), estimate.range) == ("60 %", "35 to 81 %")
