import math
from statistics import NormalDist


def _at_most(count: int, mean: float) -> float:
    return sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


def test_storage() -> None:
    r"""$120 \times 52 \times 0.5$ GB $= 3.1$ TB a year; 6.2 TB for two years"""
    assert round(120 * 52 * 0.5 / 1_000, 1) == 3.1
    assert round(2 * 120 * 52 * 0.5 / 1_000, 1) == 6.2


def test_errors_of_the_canary() -> None:
    r"""36,000 requests in 30 minutes, with $36{,}000 \times 0.001 = 36$ errors"""
    assert 0.01 * 2_000 * 1_800 == 36_000
    assert math.sqrt(36_000 * 0.001) == 6
    assert (72 - 36) / 6 == 6


def test_the_limit_of_54() -> None:
    """stops a good version in about 0.3% of the releases and misses a doubling in about 1.2%"""
    assert round(100 * (1 - _at_most(53, 36)), 1) == 0.3
    assert round(100 * _at_most(53, 72), 1) == 1.2


def test_users_for_quality() -> None:
    r"""$n \approx 16 \times 0.03 \times 0.97/0.0015^2 = 207{,}000$ users each"""
    assert round(16 * 0.03 * 0.97 / 0.0015**2, -3) == 207_000


def test_users_in_a_small_arm() -> None:
    """an arm of 10% against the rest needs about 115,000"""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    needed = z**2 * 0.03 * 0.97 / 0.0015**2
    assert abs(needed * (1 + 1 / 9) / 115_000 - 1) < 0.03
    assert needed * (1 + 1 / 99) / 20_000 > 5  # days of a 1 % step


def test_reload() -> None:
    """Reloading 500 MB from storage at 200 MB/s takes 2.5 s"""
    assert 500 / 200 == 2.5
