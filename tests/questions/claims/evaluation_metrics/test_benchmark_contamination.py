from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf


def test_the_interval_of_the_clean_part() -> None:
    """with a 95% interval of about ±4.2 points"""
    share = (400 - 98) / 400
    assert share == 0.755
    assert round(196 * sqrt(share * (1 - share) / 400), 1) == 4.2


def test_the_gap() -> None:
    """about 15 of the gap of 22.5 may be difficulty"""
    assert round(100 * (98 / 100 - 302 / 400), 6) == 22.5


def test_fresh_items() -> None:
    """about 1,100 new items against as many old ones"""
    n = (Z(0.975) + Z(0.8)) ** 2 * (0.8 * 0.2 + 0.75 * 0.25) / 0.05**2
    assert round(n, -2) == 1_100


def test_five_hundred_old_items_never_suffice() -> None:
    """With only the 500 old items, even an unlimited number of new ones falls just short"""
    needed = 0.05 / (Z(0.975) + Z(0.8))
    assert 0.99 * needed < sqrt(0.8 * 0.2 / 500 + 0.75 * 0.25 / 1e9) < 1.01 * needed
    assert sqrt(0.8 * 0.2 / 500) > needed
