import math
import random
import statistics


def test_odd_k() -> None:
    """An odd `k` rules out vote ties with two classes, not with three."""
    for k in (1, 3, 5, 7):
        assert all(a != k - a for a in range(k + 1))
    assert sorted([1, 1, 1]) == [1, 1, 1]
    assert sum((1, 1, 1)) == 3


def test_all_points_vote() -> None:
    """with `k = n` every query gets the majority class"""
    rng = random.Random(1)
    points = [(rng.random(), "a" if i < 7 else "b") for i in range(10)]
    for _ in range(20):
        query = rng.random()
        nearest = sorted(points, key=lambda p: abs(p[0] - query))[:10]
        assert statistics.mode(label for _, label in nearest) == "a"


def test_error_of_a_share() -> None:
    """with a standard error of about 0.2 near one half"""
    assert abs(math.sqrt(0.5 * 0.5 / 5) - 0.2) < 0.03


def test_distances_concentrate() -> None:
    """With many independent features the distances from a query to all points concentrate around one value"""
    rng, ratios = random.Random(2), []
    for d in (2, 200):
        query = [rng.random() for _ in range(d)]
        distances = [math.dist(query, [rng.random() for _ in range(d)]) for _ in range(150)]
        ratios.append(max(distances) / min(distances))
    assert ratios[0] > 5
    assert ratios[1] < 1.6
