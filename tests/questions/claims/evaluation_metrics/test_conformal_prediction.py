from math import ceil, comb, inf
from random import Random
from statistics import fmean


def half_width(errors: list[float], alpha: float) -> float:
    rank = ceil(round((len(errors) + 1) * (1 - alpha), 9))
    return sorted(errors)[rank - 1] if rank <= len(errors) else inf


def test_coverage() -> None:
    r"""$\lceil100\times0.9\rceil=90$, so I take the 90th smallest error, and the coverage is exactly 90% without
    ties."""
    random, covered = Random(1), []
    for _ in range(3000):
        errors = [random.expovariate(1) for _ in range(99)]
        assert half_width(errors, 0.1) == sorted(errors)[89]
        covered.append(random.expovariate(1) <= half_width(errors, 0.1))
    assert abs(fmean(covered) - 0.9) < 0.02


def test_few_examples() -> None:
    """With fewer than 9 examples the interval is infinite."""
    assert half_width([1.0] * 8, 0.1) == inf
    assert half_width([1.0] * 9, 0.1) == 1.0


def test_bounds() -> None:
    r"""$$1-\alpha\ \le\ P(y\in \hat C(x))\ \le\ 1-\alpha+\frac{1}{n+1},$$"""
    for n in range(9, 200):
        chance = ceil(round((n + 1) * 0.9, 9)) / (n + 1)  # of a uniform rank
        assert chance + 1e-12 >= 0.9
        assert chance <= 0.9 + 1 / (n + 1)


def test_coverage_of_one_calibration_set() -> None:
    """Beta(90, 10) here: mean 0.90, and 95% of the time between about 0.83 and 0.95"""

    def below(x: float) -> float:
        """Chance that at least 90 of 99 uniform numbers are below x: the beta distribution's function."""
        return sum(comb(99, k) * x**k * (1 - x) ** (99 - k) for k in range(90, 100))

    grid = [i / 1000 for i in range(1001)]
    low = next(x for x in grid if below(x) > 0.025)
    high = next(x for x in grid if below(x) > 0.975)
    assert round(low, 2) == 0.83
    assert round(high, 2) == 0.95


def test_groups() -> None:
    """With 90% of customers covered at 95% and 10% at 45%, the mean is 90%."""
    assert abs(0.9 * 0.95 + 0.1 * 0.45 - 0.9) < 1e-12


def test_without_the_correction() -> None:
    """without the n + 1 the coverage tends to fall short"""
    random, covered = Random(2), []
    for _ in range(4000):
        errors = sorted(random.random() for _ in range(10))
        covered.append(random.random() <= errors[8])  # nine of ten
    assert fmean(covered) < 0.85
