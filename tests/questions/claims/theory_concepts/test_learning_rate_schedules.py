from math import cos, pi
from random import Random
from statistics import fmean


def _cosine(share: float, high: float = 3e-4, low: float = 3e-5) -> float:
    return low + (high - low) * (1 + cos(pi * share)) / 2


def _distance_after(rate: float, curvature: float, steps: int = 200) -> float:
    weight = 1.0
    for _ in range(steps):
        weight -= rate * curvature * weight
    return abs(weight)


def _excess_loss(rate: float, *, curvature: float = 1.0, steps: int = 20_000) -> float:
    """The mean loss of noisy gradient descent on a quadratic, after it has settled."""
    random, weight, losses = Random(1), 0.0, []
    for step in range(steps):
        weight -= rate * (curvature * weight + random.gauss(0, 1))
        if step > 1000:
            losses.append(curvature * weight**2 / 2)
    return fmean(losses)


def test_ceiling() -> None:
    r"""converges from every start just if $0 < \eta < 2/\lambda_{\max}$. Beyond it, steps overshoot and grow."""
    curvature = 4.0
    assert _distance_after(0.99 * 2 / curvature, curvature) < 0.1
    assert _distance_after(1.01 * 2 / curvature, curvature) > 10


def test_half_time() -> None:
    r"""it gives $1.65\times 10^{-4}$ at half time and $0.70 \times 10^{-4}$ at three quarters"""
    assert abs(_cosine(0.5) - 1.65e-4) < 1e-9
    assert round(_cosine(0.75) * 1e4, 2) == 0.70


def test_ends_of_the_cosine() -> None:
    r"""From $3\times 10^{-4}$ to $3\times 10^{-5}$"""
    assert abs(_cosine(0) - 3e-4) < 1e-12
    assert abs(_cosine(1) - 3e-5) < 1e-12
    assert all(_cosine(s / 50) > _cosine((s + 1) / 50) for s in range(50))


def test_hovering() -> None:
    r"""hovers around a minimum in a region whose expected excess loss is roughly proportional to $\eta$"""
    assert abs(_excess_loss(0.1) / _excess_loss(0.05) - 2) < 0.3


def test_averaging_the_last_weights() -> None:
    """averaging the last weights helps for the same reason"""
    random, weight, weights = Random(2), 0.0, []
    for step in range(20_000):
        weight -= 0.1 * (weight + random.gauss(0, 1))
        if step >= 10_000:
            weights.append(weight)
    assert fmean(weights) ** 2 < fmean(w * w for w in weights) / 10
