from fractions import Fraction
from math import log
from random import Random
from statistics import fmean, pvariance

GRID = [step / 10_000 for step in range(1, 10_000)]


def _log_likelihood(theta: float, heads: int, tosses: int) -> float:
    return heads * log(theta) + (tosses - heads) * log(1 - theta)


def _map(heads: int, tosses: int) -> float:
    """The mode of the posterior on a grid, with a prior proportional to theta (1 - theta)."""
    return max(GRID, key=lambda theta: _log_likelihood(theta, heads, tosses) + log(theta) + log(1 - theta))


def test_likelihood() -> None:
    """With 7 heads in 10, the MLE is $7/10 = 0.70$."""
    assert max(GRID, key=lambda theta: _log_likelihood(theta, 7, 10)) == 0.7


def test_posterior_mode() -> None:
    r"""Its mode, the MAP, is $8/12 \approx 0.67$"""
    assert abs(_map(7, 10) - 8 / 12) < 1e-4


def test_posterior_mean() -> None:
    r"""its mean is $9/14 \approx 0.64$"""
    weights = [theta**8 * (1 - theta) ** 4 for theta in GRID]
    assert abs(sum(theta * w for theta, w in zip(GRID, weights, strict=True)) / sum(weights) - 9 / 14) < 1e-6


def test_three_heads() -> None:
    """After 3 heads in 3 tosses the MLE says 1.0, so tails are impossible; the MAP says $4/5$."""
    assert max(GRID, key=lambda theta: _log_likelihood(theta, 3, 3)) == GRID[-1]
    assert abs(_map(3, 3) - 4 / 5) < 1e-9


def test_a_thousand_tosses() -> None:
    r"""With 700 in 1,000 the MAP is $701/1002 \approx 0.6996$"""
    assert abs(_map(700, 1000) - 701 / 1002) < 1e-4
    assert round(701 / 1002, 4) == 0.6996


def test_ridge_is_map() -> None:
    r"""ridge minimises $\lVert y-Xw\rVert^2 + (\sigma^2/\tau^2)\lVert w\rVert^2$"""
    xs, ys, noise, prior = [1.0, 2.0, -1.0], [0.5, 3.0, -2.0], 0.5, 2.0
    grid = [step / 1000 for step in range(-4000, 4000)]

    def residuals(w: float) -> float:
        return sum((y - x * w) ** 2 for x, y in zip(xs, ys, strict=True))

    posterior = max(grid, key=lambda w: -residuals(w) / (2 * noise) - w * w / (2 * prior))
    assert posterior == min(grid, key=lambda w: residuals(w) + noise / prior * w * w)


def test_biased_variance() -> None:
    """For $n = 10$ it is 10% too low on average."""
    random = Random(1)
    estimates = [pvariance([random.gauss(0, 1) for _ in range(10)]) for _ in range(1000)]
    assert abs(fmean(estimates) - 0.9) < 0.06


def test_add_one_smoothing() -> None:
    """gives the posterior mean under a uniform prior, Dirichlet(1), which equals the MAP under Dirichlet(2)"""
    counts = [3, 0, 5]
    smoothed = [Fraction(count + 1, sum(counts) + 3) for count in counts]

    def mean(alpha: int) -> list[Fraction]:
        return [Fraction(count + alpha, sum(counts) + 3 * alpha) for count in counts]

    def mode(alpha: int) -> list[Fraction]:
        return [Fraction(count + alpha - 1, sum(counts) + 3 * alpha - 3) for count in counts]

    assert smoothed == mean(1) == mode(2)
