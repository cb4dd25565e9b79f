from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf


def users_per_arm(baseline: float, lift: float) -> float:
    """Two-sided 5%, 80% power, unpooled variances."""
    other = baseline * (1 + lift)
    variances = baseline * (1 - baseline) + other * (1 - other)
    return (Z(0.975) + Z(0.8)) ** 2 * variances / (other - baseline) ** 2


def test_users_per_arm() -> None:
    r"""$n=7.84\times0.0972/0.0025^2\approx122{,}000$ per arm, 244,000 in total"""
    assert round(users_per_arm(0.05, 0.05), -3) == 122_000
    assert round(2 * users_per_arm(0.05, 0.05), -3) == 244_000


def test_power_of_that_size() -> None:
    """Power of 80% also means that a true effect of exactly this size is missed in one test of five."""
    n = users_per_arm(0.05, 0.05)
    error = sqrt((0.05 * 0.95 + 0.0525 * 0.9475) / n)
    missed = NormalDist(0.0025, error).cdf(1.96 * error)
    assert abs(missed - 0.2) < 0.001


def test_quick_check() -> None:
    r"""Quick check: $16\,p(1-p)/\delta^2=121{,}600$."""
    assert round(16 * 0.05 * 0.95 / 0.0025**2) == 121_600


def test_days() -> None:
    """At 20,000 eligible users a day this is 12.2 days."""
    assert round(2 * users_per_arm(0.05, 0.05) / 20_000, 1) == 12.2


def test_half_the_effect() -> None:
    """an MDE of 2.5% relative needs about four times as many users"""
    assert 3.9 < users_per_arm(0.05, 0.025) / users_per_arm(0.05, 0.05) < 4.05


def test_an_uneven_split() -> None:
    """a 50.5/49.5 split of 244,000 users is about five standard errors from even"""
    assert 4.8 < (0.505 * 244_000 - 122_000) / sqrt(244_000 * 0.25) < 5.1


def test_what_sixty_thousand_can_detect() -> None:
    """Solving the formula for δ gives about 0.36 percentage points, a relative lift of about 7%."""
    low, high = 0.01, 0.5
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if users_per_arm(0.05, middle) > 60_000 else (low, middle)
    assert round(100 * 0.05 * low, 2) == 0.36
    assert round(low, 2) == 0.07


def test_spread_of_the_difference_in_counts() -> None:
    """the standard deviation of the difference is about 494 users, and this one is 2,440"""
    assert round(2 * sqrt((123_220 + 120_780) * 0.25)) == 494
    assert 123_220 - 120_780 == 2_440
