from random import Random
from statistics import fmean, median


def pinball(level: float, actual: float, forecast: float) -> float:
    return level * (actual - forecast) if actual >= forecast else (1 - level) * (forecast - actual)


def test_mase() -> None:
    """If the seasonal-naive error in training is 8 units and my test MAE is 6, MASE is 0.75."""
    training = [10.0, 20.0, 18.0, 28.0, 26.0, 36.0]  # season of two: each value is off by 8
    naive = fmean(abs(training[t] - training[t - 2]) for t in range(2, len(training)))
    assert naive == 8
    assert fmean([abs(30 - 24), abs(40 - 46)]) / naive == 0.75


def test_charges() -> None:
    r"""an actual of 120 costs $0.9\times20=18$ and an actual of 80 costs $0.1\times20=2$"""
    assert round(pinball(0.9, 120, 100), 9) == 18
    assert round(pinball(0.9, 80, 100), 9) == 2


def test_lowest_at_the_quantile() -> None:
    """The expected loss is lowest at the true 0.9 quantile."""
    losses = {q: fmean(pinball(0.9, y, q) for y in range(1, 101)) for q in range(1, 101)}
    assert min(losses, key=lambda q: losses[q]) in (90, 91)


def test_stock_by_costs() -> None:
    r"""if a missing unit costs \$9 and an extra one \$1, stock the $9/(9+1)=0.9$ quantile"""
    demand = range(1, 101)
    costs = {s: sum(9 * max(d - s, 0) + max(s - d, 0) for d in demand) for s in range(1, 101)}
    assert min(costs, key=lambda s: costs[s]) in (90, 91)


def test_crps_from_pinball() -> None:
    """Averaged evenly over all quantiles and doubled, it equals the CRPS."""
    values, actual = [1.0, 2.0, 4.0, 8.0, 9.0], 5.0
    n, steps = len(values), 5000
    levels = [(i + 0.5) / steps for i in range(steps)]
    averaged = 2 * fmean(pinball(level, actual, values[int(level * n)]) for level in levels)
    crps = fmean(abs(v - actual) for v in values) - fmean(abs(a - b) for a in values for b in values) / 2
    assert abs(averaged - crps) < 1e-3


def test_a_useless_forecast_has_the_right_coverage() -> None:
    """Coverage alone can be met by useless forecasts, such as a huge value on nine days and zero on the tenth"""
    random = Random(12)
    days = [(random.uniform(50, 150), 0.0 if t % 10 == 9 else 1e6) for t in range(1000)]
    assert fmean(actual <= forecast for actual, forecast in days) == 0.9
    useless = fmean(pinball(0.9, actual, forecast) for actual, forecast in days)
    assert useless > 100 * fmean(pinball(0.9, actual, 140.0) for actual, _ in days)


def test_intermittent_demand() -> None:
    """If more than half of the days have no sale, the median is zero, however large the sales on the other days."""
    sales = [0.0] * 6 + [400.0] * 4
    assert median(sales) == 0
    errors = {f: fmean(abs(s - f) for s in sales) for f in range(0, 401, 20)}
    assert min(errors, key=lambda f: errors[f]) == 0
