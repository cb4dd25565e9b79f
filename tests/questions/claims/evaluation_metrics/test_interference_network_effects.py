from itertools import combinations, product
from random import Random
from statistics import fmean, pvariance


def test_measured_lift() -> None:
    r"""The test reports a lift of $550/450-1=22\%$."""
    assert round(100 * (550 / 450 - 1)) == 22


def test_moved_items() -> None:
    """Some 50 items were moved, none was made, and that is the difference of 100."""
    moved = 550 - 1000 // 2
    assert (moved, 500 + moved - (500 - moved), 500 + moved + 500 - moved) == (50, 100, 1000)


def test_a_market_whose_stock_sells_out() -> None:
    """Treatment moved purchases from one arm to the other."""

    def sold(eagerness: list[float], seed: int) -> list[int]:
        random = Random(seed)
        order = sorted(range(len(eagerness)), key=lambda i: random.expovariate(eagerness[i]))
        bought = set(order[:1000])
        return [int(i in bought) for i in range(len(eagerness))]

    users = 4000
    half = sold([1.3 if i % 2 else 1.0 for i in range(users)], 1)
    assert sum(half[1::2]) > sum(half[::2]) + 50
    assert sum(sold([1.3] * users, 2)) == sum(sold([1.0] * users, 3)) == sum(half) == 1000


def test_design_effect() -> None:
    r"""the design effect is $1+49\times0.02=1.98$: about twice as many users"""
    random, m, icc = Random(4), 50, 0.02
    assert 1 + (m - 1) * icc == 1.98
    means = []
    for _ in range(1500):
        shared = random.gauss(0, icc**0.5)
        means.append(shared + random.gauss(0, ((1 - icc) / m) ** 0.5))
    assert abs(pvariance(means) / (1 / m) - 1.98) < 0.2
    assert abs(fmean(means)) < 0.03


def test_assignments_of_twelve_cities() -> None:
    """six against six without pairs gives 924 assignments, pairs only 64,
    so a two-sided p cannot fall below about 0.03"""
    assert len(list(combinations(range(12), 6))) == 924
    pairs = list(product((0, 1), repeat=6))
    assert len(pairs) == 64
    assert round(2 / len(pairs), 2) == 0.03
