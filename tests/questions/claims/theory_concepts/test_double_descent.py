from functools import cache
from math import exp, sqrt
from random import Random
from statistics import fmean


def _risk(gamma: float, signal: float = 5.0) -> float:
    """The formula's excess risk, with noise variance 1."""
    return gamma / (1 - gamma) if gamma < 1 else signal * (1 - 1 / gamma) + 1 / (gamma - 1)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][k] * found[k] for k in range(i + 1, size))) / rows[i][i]
    return found


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


@cache
def _simulated(examples: int, features: int, repeats: int, signal: float = 5.0) -> float:
    """The mean excess risk of least squares, or of the minimum-norm fit, over random designs."""
    random, risks = Random(examples * features), []
    for _ in range(repeats):
        truth = [random.gauss(0, 1) for _ in range(features)]
        norm = sqrt(_dot(truth, truth))
        truth = [sqrt(signal) * w / norm for w in truth]
        rows = [[random.gauss(0, 1) for _ in range(features)] for _ in range(examples)]
        targets = [_dot(row, truth) + random.gauss(0, 1) for row in rows]
        columns = [list(column) for column in zip(*rows, strict=True)]
        if features < examples:
            fit = _solve([[_dot(a, b) for b in columns] for a in columns], [_dot(a, targets) for a in columns])
        else:
            duals = _solve([[_dot(a, b) for b in rows] for a in rows], targets)
            fit = [_dot(column, duals) for column in columns]
        risks.append(sum((a - b) ** 2 for a, b in zip(fit, truth, strict=True)))
    return fmean(risks)


def test_table() -> None:
    """| $R$ | 1.0 | 9.0 | 10.5 | 3.5 | 4.6 |"""
    assert [round(_risk(g), 1) for g in (0.5, 0.9, 1.1, 2, 10)] == [1.0, 9.0, 10.5, 3.5, 4.6]


def test_formula_below_the_threshold() -> None:
    r"""R(\gamma) = \frac{\sigma^2\gamma}{1-\gamma}\ \ (\gamma<1)"""
    assert abs(_simulated(24, 12, 50) - _risk(0.5)) < 0.3


def test_formula_beyond_the_threshold() -> None:
    r"""R(\gamma) = r^2\left(1-\frac1\gamma\right) + \frac{\sigma^2}{\gamma-1}\ \ (\gamma>1)"""
    assert abs(_simulated(12, 24, 50) - _risk(2)) < 0.6


def test_more_data_can_hurt() -> None:
    r"""adding data moves $\gamma$ from above towards 1 and can hurt"""
    assert _simulated(19, 20, 25) > 2 * _simulated(10, 20, 25)


def test_first_minimum_is_lower() -> None:
    r"""Here the second descent stays **above the risk at small $\gamma$**"""
    beyond = min(_risk(1 + step / 100) for step in range(1, 5000))
    assert min(_risk(step / 100) for step in range(1, 100)) < beyond


def test_weak_signal() -> None:
    r"""with $r^2 \le \sigma^2$ every $\gamma > 1$ is worse than predicting zero"""
    for signal in (1.0, 0.5, 0.1):
        assert all(_risk(1 + step / 20, signal) > signal for step in range(1, 5000))
    assert min(_risk(1 + step / 20, 5.0) for step in range(1, 5000)) < 5


def test_minimum_norm() -> None:
    """Gradient descent from zero picks the one with **minimum norm**"""
    row, target, weights = [3.0, 4.0], 5.0, [0.0, 0.0]
    for _ in range(500):
        error = _dot(row, weights) - target
        weights = [w - 0.02 * error * x for w, x in zip(weights, row, strict=True)]
    assert all(abs(w - x / 5) < 1e-9 for w, x in zip(weights, row, strict=True))


def test_logistic_regression_grows() -> None:
    """On separable data the loss has no minimum, so the weights grow without end, at a logarithmic rate."""
    weight, norms = 0.0, {}
    for step in range(1, 100_001):
        weight += 1 / (1 + exp(weight))
        if step in (1000, 10_000, 100_000):
            norms[step] = weight
    assert abs((norms[100_000] - norms[10_000]) - (norms[10_000] - norms[1000])) < 0.05
