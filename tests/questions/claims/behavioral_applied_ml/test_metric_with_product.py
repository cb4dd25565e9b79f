from math import comb
from random import Random
from statistics import correlation


def _at_least(hits: int, n: int) -> float:
    return sum(comb(n, k) for k in range(hits, n + 1)) / (1 << n)


def test_clicks_are_hardly_better_than_a_coin() -> None:
    """clicks agreed in direction with the outcome in 12, hardly better than a coin"""
    assert _at_least(12, 21) > 0.3
    assert _at_least(18, 21) < 0.001


def test_five_of_six() -> None:
    """Of the six left out five agreed; a coin does as well one time in nine."""
    assert round(1 / _at_least(5, 6)) == 9


def test_twelve_are_few() -> None:
    """Minutes agreed in direction with retention in 7, episodes completed to 80% in 10. Twelve are few"""
    won_and_lost = [(lost + 10 - 7, lost) for lost in range(3)]  # experiments in which only one of the two agreed
    smallest = min(2 * _at_least(won, won + lost) for won, lost in won_and_lost)
    assert smallest == 0.25


def test_correlated_across_users_and_useless_in_a_test() -> None:
    """A treatment can raise clicks without raising purchases, and that correlation will not show it."""
    random = Random(1)
    activity = [random.expovariate(1) for _ in range(4_000)]
    clicks = [10 * a + random.gauss(0, 1) for a in activity]
    purchases = [a + random.gauss(0, 0.3) for a in activity]
    treated = [click + 2 for click in clicks]  # people have to search on; what they buy stays as it was
    assert correlation(clicks, purchases) > 0.9
    assert correlation(treated, purchases) > 0.9
