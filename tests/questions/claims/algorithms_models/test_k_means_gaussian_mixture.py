import itertools
import math
import random


def _normal(x: float, mean: float, deviation: float) -> float:
    return math.exp(-((x - mean) ** 2) / (2 * deviation**2)) / (deviation * math.sqrt(2 * math.pi))


def test_responsibility_of_equal_spreads() -> None:
    """the first component gets $1/(1+e^{-2}) = 0.88$ and the second 0.12"""
    first, second = _normal(1.5, 0, 1), _normal(1.5, 4, 1)
    assert abs(math.log(first / second) - 2) < 1e-12
    assert (round(first / (first + second), 2), round(second / (first + second), 2)) == (0.88, 0.12)


def test_responsibility_of_unequal_spreads() -> None:
    """At the midpoint $x = 2$ its responsibility is 0.66"""
    first, second = _normal(2, 0, 1), _normal(2, 4, 3)
    assert round(second / (first + second), 2) == 0.66


def test_parameters() -> None:
    """A full-covariance mixture fits $5(10 + 55) + 4 = 329$."""
    covariance = sum(1 for i in range(10) for j in range(10) if i <= j)
    assert 5 * 10 == 50
    assert 5 * (10 + covariance) + (5 - 1) == 329


def test_nearest_mean_takes_all_in_the_limit() -> None:
    """the nearest mean takes all the responsibility, whatever the (positive) weights"""
    for weight in (0.001, 0.5, 0.999):
        log_odds = [
            math.log(weight / (1 - weight)) + ((3.0 - 0.9) ** 2 - 0.9**2) / (2 * sigma**2) for sigma in (1, 0.1, 0.01)
        ]
        assert log_odds[-1] > 1000


def test_no_round_lowers_the_likelihood() -> None:
    """No round can lower the likelihood."""
    rng = random.Random(0)
    points = [rng.gauss(0, 1) for _ in range(60)] + [rng.gauss(5, 2) for _ in range(40)]
    weights, means, deviations = [0.5, 0.5], [-1.0, 1.0], [1.0, 1.0]
    likelihoods = []
    for _ in range(30):
        densities = [[weights[k] * _normal(x, means[k], deviations[k]) for k in (0, 1)] for x in points]
        likelihoods.append(sum(math.log(sum(row)) for row in densities))
        for k in (0, 1):
            r = [row[k] / sum(row) for row in densities]
            weights[k] = sum(r) / len(points)
            means[k] = sum(a * x for a, x in zip(r, points, strict=True)) / sum(r)
            deviations[k] = math.sqrt(sum(a * (x - means[k]) ** 2 for a, x in zip(r, points, strict=True)) / sum(r))
    assert all(after >= before - 1e-9 for before, after in itertools.pairwise(likelihoods))
