from math import comb, sqrt


def test_the_best_of_forty_coins() -> None:
    """forty coin-flip 'models' on a hundred cases: report the best. It got about 61 right"""
    at_most, expected = 0.0, 0.0
    for right in range(101):
        expected += 1 - at_most**40  # the chance that the best has at least this many
        at_most += comb(100, right) / 2**100
    assert round(expected - 1) == 61  # the sum from 1 on is the mean of the best


def test_the_selection_explains_the_gap() -> None:
    """He had chosen among 40 runs by their score on a test set of 100 lesions."""
    deviation = sqrt(0.89 * 0.11 / 100)
    assert 2.2 * deviation > 0.94 - 0.89  # the best of forty independent runs lies about 2.2 deviations high


def test_lower_in_eleven_weeks() -> None:
    """over 13 weeks error was 11.8% against 12.9%, and lower in 11 of them"""
    by_chance = sum(comb(13, k) for k in (11, 12, 13)) / 2**13
    assert 2 * by_chance < 0.05
