from math import exp, log, sqrt
from random import Random
from statistics import fmean, median, pvariance


def rmse(errors: list[float]) -> float:
    return sqrt(fmean(e * e for e in errors))


def test_one_large_error() -> None:
    r"""Absolute errors of 2, 2, 2, 2 and 12 give MAE = 20/5 = 4 and RMSE = $\sqrt{(16+144)/5}=\sqrt{32}=5.7$. One error
    carries 60% of the MAE but 90% of the squared error."""
    errors = [2.0, 2.0, 2.0, 2.0, 12.0]
    assert fmean(errors) == 4
    assert round(rmse(errors), 1) == 5.7
    assert 12 / sum(errors) == 0.6
    assert 12**2 / sum(e * e for e in errors) == 0.9


def test_the_gap() -> None:
    r"""$\text{RMSE}^2-\text{MAE}^2$ is the variance of the absolute errors, here 16. A gap needs no outlier: half zeros
    and half ones give 0.50 and 0.71."""
    for errors in ([2.0, 2.0, 2.0, 2.0, 12.0], [0.0, 1.0] * 4, [0.3, 1.7, 2.2]):
        assert abs(rmse(errors) ** 2 - fmean(errors) ** 2 - pvariance(errors)) < 1e-9
    assert round(pvariance([2, 2, 2, 2, 12])) == 16
    assert fmean([0, 1] * 4) == 0.5
    assert round(rmse([0.0, 1.0] * 4), 2) == 0.71


def test_best_constants() -> None:
    """The best constant under squared error is the mean; under absolute error it is the median."""
    values = [1.0, 2.0, 3.0, 4.0, 40.0]
    grid = [i / 10 for i in range(401)]
    assert min(grid, key=lambda c: sum((v - c) ** 2 for v in values)) == fmean(values)
    assert min(grid, key=lambda c: sum(abs(v - c) for v in values)) == median(values)


def test_mape_pushes_forecasts_down() -> None:
    """Minimising it pushes forecasts down."""
    values = [50.0, 100.0, 150.0]
    grid = range(1, 200)
    assert min(grid, key=lambda c: sum(abs(v - c) / v for v in values)) < median(values)


def test_log_targets() -> None:
    """for log-normal errors by a factor of e to half the variance"""
    random, spread = Random(3), 0.8
    values = [exp(random.gauss(1, spread)) for _ in range(60_000)]
    back = exp(fmean(log(v) for v in values))
    assert abs(back / median(values) - 1) < 0.02
    assert abs(fmean(values) / back / exp(spread**2 / 2) - 1) < 0.03


def test_quantile_of_the_costs() -> None:
    """the value that demand stays below with probability 4 in 5, the 0.8 quantile"""
    demand = range(1, 101)
    costs = {s: sum(4 * max(d - s, 0) + max(s - d, 0) for d in demand) for s in range(1, 101)}
    assert min(costs, key=lambda s: costs[s]) in (80, 81)
