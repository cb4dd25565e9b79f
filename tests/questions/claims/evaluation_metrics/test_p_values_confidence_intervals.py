from math import sqrt
from random import Random
from statistics import NormalDist

N, CONTROL, TREATMENT = 10_000, 0.100, 0.108
NORMAL = NormalDist()


def test_p_value() -> None:
    r"""z=\frac{0.008}{0.00432}=1.85,\qquad p\approx0.064$$"""
    pooled = (CONTROL + TREATMENT) / 2
    z = (TREATMENT - CONTROL) / sqrt(pooled * (1 - pooled) * 2 / N)
    assert round(z, 2) == 1.85
    assert round(2 * (1 - NORMAL.cdf(z)), 3) == 0.064


def test_share_of_experiments_without_an_effect() -> None:
    """a difference at least this large in either direction would appear in about 6.4% of such experiments"""
    random, spread = Random(3), sqrt(N * 0.104 * 0.896)
    differences = (random.gauss(0, spread) - random.gauss(0, spread) for _ in range(20_000))
    assert abs(sum(abs(d) >= 80 for d in differences) / 20_000 - 0.064) < 0.006


def test_interval() -> None:
    r"""The 95% interval is $0.8\pm1.96\times0.432$, which is −0.05 to +1.65 points."""
    error = sqrt(CONTROL * (1 - CONTROL) / N + TREATMENT * (1 - TREATMENT) / N)
    assert [round(100 * (0.008 + sign * 1.96 * error), 2) for sign in (-1, 1)] == [-0.05, 1.65]


def test_a_trivial_effect_in_a_huge_test() -> None:
    r"""with 25 million users per arm, +0.02 points would be significant ($z>2$)"""
    assert 0.0002 / sqrt(2 * 0.104 * 0.896 / 25e6) > 2


def test_two_p_values() -> None:
    """With equal standard errors and the same sign their estimates differ by a small part of one standard error"""
    assert abs(NORMAL.inv_cdf(1 - 0.04 / 2) - NORMAL.inv_cdf(1 - 0.06 / 2)) < 0.2
