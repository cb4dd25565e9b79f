from functools import cache
from math import pi, sin
from random import Random
from statistics import fmean, median

GRID = [(2 * i + 1) / 60 - 1 for i in range(60)]


def _legendre(x: float, degree: int) -> list[float]:
    values = [1.0, x]
    for k in range(1, degree):
        values.append(((2 * k + 1) * x * values[k] - k * values[k - 1]) / (k + 1))
    return values[: degree + 1]


def _least_squares(rows: list[list[float]], targets: list[float]) -> list[float]:
    """The weights, by Gram-Schmidt on the columns (twice, for accuracy)."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    size = len(columns)
    triangle = [[0.0] * size for _ in range(size)]
    basis: list[list[float]] = []
    for j, column in enumerate(columns):
        rest = column[:]
        for _ in range(2):
            for i, direction in enumerate(basis):
                share = sum(a * b for a, b in zip(direction, rest, strict=True))
                triangle[i][j] += share
                rest = [a - share * b for a, b in zip(rest, direction, strict=True)]
        triangle[j][j] = sum(a * a for a in rest) ** 0.5
        basis.append([a / triangle[j][j] for a in rest])
    weights = [0.0] * size
    for j in reversed(range(size)):
        seen = sum(a * b for a, b in zip(basis[j], targets, strict=True))
        weights[j] = (seen - sum(triangle[j][k] * weights[k] for k in range(j + 1, size))) / triangle[j][j]
    return weights


@cache
def _medians(degree: int, repeats: int) -> tuple[float, float, float]:
    """Median training error, median test error, and the median share of the test error in the outer fifth."""
    random, training, test, outer = Random(degree), [], [], []
    grid = [(x, _legendre(x, degree)) for x in GRID]
    for _ in range(repeats):
        xs = [random.uniform(-1, 1) for _ in range(15)]
        ys = [sin(pi * x) + random.gauss(0, 0.3) for x in xs]
        rows = [_legendre(x, degree) for x in xs]
        weights = _least_squares(rows, ys)

        def fit(row: list[float], weights: list[float] = weights) -> float:
            return sum(a * b for a, b in zip(weights, row, strict=True))

        training.append(fmean((y - fit(row)) ** 2 for row, y in zip(rows, ys, strict=True)))
        errors = [(x, (sin(pi * x) - fit(row)) ** 2) for x, row in grid]
        total = fmean(error for _, error in errors)
        test.append(total + 0.09)
        outer.append(sum(error for x, error in errors if abs(x) > 0.8) / len(errors) / total)
    return median(training), median(test), median(outer)


def test_degree_1() -> None:
    """| 1 | 0.24 | 0.32 |"""
    training, test, _ = _medians(1, 250)
    assert abs(training - 0.24) < 0.02
    assert abs(test - 0.32) < 0.02


def test_degree_3() -> None:
    """| 3 | 0.064 | 0.124 |"""
    training, test, _ = _medians(3, 250)
    assert abs(training - 0.064) < 0.006
    assert abs(test - 0.124) < 0.01


def test_degree_9() -> None:
    """| 9 | 0.026 | about 17 |"""
    training, test, _ = _medians(9, 150)
    assert abs(training - 0.026) < 0.006
    assert 8 < test < 35


def test_where_the_error_arises() -> None:
    """a huge test error that arises mostly near the ends of the interval"""
    assert _medians(9, 150)[2] > 0.8
