import math
import random


def test_draw_of_the_far_point() -> None:
    """Take the points 0, 1 and 10 with a start at 0: the point 10 is drawn with probability 100/101."""
    weights = {p: (p - 0) ** 2 for p in (0, 1, 10)}
    assert math.isclose(weights[10] / sum(weights.values()), 100 / 101)


def test_neither_step_raises_the_inertia() -> None:
    """Neither step can raise the inertia."""
    rng = random.Random(1)
    points = [(rng.random(), rng.random()) for _ in range(60)]
    centroids = [list(p) for p in points[:4]]

    def inertia(labels: list[int]) -> float:
        return sum(math.dist(p, centroids[j]) ** 2 for p, j in zip(points, labels, strict=True))

    labels = [0] * 60
    for _ in range(10):
        before = inertia(labels)
        labels = [min(range(4), key=lambda j: math.dist(p, centroids[j])) for p in points]
        between = inertia(labels)
        for j in range(4):
            own = [p for p, label in zip(points, labels, strict=True) if label == j]
            centroids[j] = [sum(c) / len(own) for c in zip(*own, strict=True)] if own else centroids[j]
        assert inertia(labels) <= between + 1e-12 <= before + 2e-12


def test_expansion_cancels() -> None:
    """is faster with matrix products but cancels for data far from the origin"""
    x, c = 1e8 + 0.25, 1e8
    assert (x - c) ** 2 == 0.0625
    assert abs(x * x - 2 * x * c + c * c - 0.0625) > 0.05


def test_inertia_of_one_cluster_a_point() -> None:
    """it is 0 when every point is its own cluster"""
    points = [3.0, 5.0, 11.0]
    assert sum(min((p - c) ** 2 for c in points) for p in points) == 0


def test_limit_of_the_mixture() -> None:
    """The responsibilities then become zero or one, which is the nearest-centroid rule"""
    shares = []
    for variance in (10.0, 1.0, 0.01):
        densities = [math.exp(-((0.4 - c) ** 2) / (2 * variance)) for c in (0.0, 1.0)]
        shares.append(densities[0] / sum(densities))
    assert 0.5 < shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.9999
