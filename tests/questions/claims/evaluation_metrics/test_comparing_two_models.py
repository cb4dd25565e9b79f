from math import comb, sqrt
from random import Random
from statistics import NormalDist

N, ONLY_A, ONLY_B = 2000, 90, 130


def two_sided(z: float) -> float:
    return 2 * (1 - NormalDist().cdf(abs(z)))


def test_mcnemar() -> None:
    r"""\frac{(130-90)^2}{220}=7.27,\qquad p\approx0.007$$"""
    statistic = (ONLY_B - ONLY_A) ** 2 / (ONLY_A + ONLY_B)
    assert round(statistic, 2) == 7.27
    assert round(two_sided(sqrt(statistic)), 3) == 0.007


def test_exact_binomial() -> None:
    r"""The exact binomial test gives $p\approx0.008$"""
    tail = sum(comb(220, k) for k in range(130, 221)) / 2**220
    assert round(2 * tail, 3) == 0.008


def test_standard_error_of_the_difference() -> None:
    r"""with standard error $\sqrt{220-40^2/2000}/2000=0.74$ points"""
    values = [-1] * ONLY_A + [1] * ONLY_B + [0] * (N - ONLY_A - ONLY_B)
    mean = sum(values) / N
    error = sqrt(sum((v - mean) ** 2 for v in values) / N / N)
    assert round(100 * error, 2) == 0.74


def test_interval() -> None:
    """The 95% interval is 0.5 to 3.5 points."""
    values = [-1] * ONLY_A + [1] * ONLY_B + [0] * (N - ONLY_A - ONLY_B)
    random = Random(6)
    draws = sorted(sum(random.choices(values, k=N)) / N * 100 for _ in range(400))
    assert abs(draws[10] - 0.5) < 0.25
    assert abs(draws[389] - 3.5) < 0.25


def test_unpaired() -> None:
    r"""An unpaired test gives a standard error of 0.93 points and $p\approx0.03$."""
    a, b = 1790 / N, 1830 / N
    error = sqrt(a * (1 - a) / N + b * (1 - b) / N)
    assert round(100 * error, 2) == 0.93
    assert round(two_sided((b - a) / error), 2) == 0.03


def test_separate_intervals_overlap() -> None:
    """The separate 95% intervals are 88.2 to 90.8 and 90.3 to 92.7. They overlap."""
    ends = [round(100 * (p + sign * 1.96 * sqrt(p * (1 - p) / N)), 1) for p in (1790 / N, 1830 / N) for sign in (-1, 1)]
    assert ends == [88.2, 90.8, 90.3, 92.7]


def test_size_for_half_a_point() -> None:
    """For 80% power I need 7.85 times 0.11 over 0.005 squared, about 35,000 examples."""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    n = z**2 * ((ONLY_A + ONLY_B) / N) / 0.005**2
    assert round(n, -3) == 35_000
