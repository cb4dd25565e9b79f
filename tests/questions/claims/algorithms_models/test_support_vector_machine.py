import math
import random

W, B = (3.0, 4.0), -5.0


def _score(point: tuple[float, float]) -> float:
    return W[0] * point[0] + W[1] * point[1] + B


def test_margin() -> None:
    r"""Then $\lVert w\rVert = 5$, so the margin is $2/5 = 0.4$ wide."""
    norm = math.hypot(*W)
    assert norm == 5
    # Walk along w from a point of score -1 to score 1.
    low = (0.0, 1.0)  # score -1
    assert _score(low) == -1
    high = (low[0] + 0.4 * W[0] / norm, low[1] + 0.4 * W[1] / norm)
    assert abs(_score(high) - 1) < 1e-12


def test_point_beyond_the_margin() -> None:
    """A positive point $(1,1)$ scores 2 and lies $2/5 = 0.4$ from the boundary."""
    assert _score((1, 1)) == 2
    foot = (1 - 0.4 * 0.6, 1 - 0.4 * 0.8)
    assert abs(_score(foot)) < 1e-12


def test_hinge_loss_inside_the_margin() -> None:
    """A positive point with score 0.3 is on the correct side but inside the margin; its loss is 0.7."""
    assert abs(max(0, 1 - 0.3) - 0.7) < 1e-12


def _fit(points: list[tuple[float, int]]) -> tuple[float, float]:
    """The hard-margin boundary in one dimension: weight and bias."""
    left = max(x for x, y in points if y < 0)
    right = min(x for x, y in points if y > 0)
    weight = 2 / (right - left)
    return weight, -weight * (left + right) / 2


def test_points_beyond_the_margin_may_go() -> None:
    """Its score is above 1, so its multiplier is 0 and removing it changes nothing."""
    points = [(-3.0, -1), (-1.0, -1), (2.0, 1), (5.0, 1)]
    weight, bias = _fit(points)
    for point in points:
        margin = point[1] * (weight * point[0] + bias)
        rest = [other for other in points if other != point]
        assert (_fit(rest) == (weight, bias)) == (margin > 1 + 1e-9)


def test_kernel_is_an_inner_product_of_implicit_features() -> None:
    """It computes inner products there without building the coordinates"""
    rng = random.Random(0)
    for _ in range(20):
        x, z = ((rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(2))

        def features(p: tuple[float, float]) -> tuple[float, float, float]:
            return p[0] ** 2, math.sqrt(2) * p[0] * p[1], p[1] ** 2

        kernel = (x[0] * z[0] + x[1] * z[1]) ** 2
        assert abs(kernel - sum(a * b for a, b in zip(features(x), features(z), strict=True))) < 1e-9
