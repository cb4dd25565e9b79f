import math
import random


def _loss(z: float, y: int) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z))) - y * z


def test_derivative() -> None:
    r"""the negative log-likelihood is $\log(1+e^{z}) - yz$. Its derivative with respect to $z$ is $\sigma(z) - y$"""
    for z in (-3.0, -0.2, 0.0, 1.7):
        for y in (0, 1):
            p = 1 / (1 + math.exp(-z))
            assert math.isclose(-math.log(p if y else 1 - p), math.log(1 + math.exp(z)) - y * z)
            assert abs((_loss(z + 1e-5, y) - _loss(z - 1e-5, y)) / 2e-5 - (p - y)) < 1e-8


def test_cap_by_clipping() -> None:
    """the loss is then capped near 34.5 for a clip at $10^{-15}$"""
    assert round(-math.log(1e-15), 1) == 34.5


def test_separable_weights_grow() -> None:
    """the weights keep growing, and the result depends on the number of epochs"""
    found = []
    for epochs in (100, 1000):
        w = 0.0
        for _ in range(epochs):
            w -= sum((1 / (1 + math.exp(-w * x)) - y) * x for x, y in ((1.0, 1), (-1.0, 0))) / 2
        found.append(w)
    assert found[1] > found[0] + 2


def test_squared_error_is_flat_for_confident_errors() -> None:
    """the objective is no longer convex, and confident errors get almost no gradient"""

    def squared(z: float) -> float:
        return (1 / (1 + math.exp(-z))) ** 2  # label 0

    assert squared(20.5) - squared(19.5) < 1e-7
    assert squared(2.0) > (squared(0.0) + squared(4.0)) / 2  # above its chord, so not convex


def test_threshold_from_costs() -> None:
    """with costs of 1 for a false alarm and 20 for a miss it lies at 1/21"""
    p = 1 / 21
    assert math.isclose(1 * (1 - p), 20 * p)


def test_hessian() -> None:
    """For any direction v it gives the mean of p(1-p) times (v dot x) squared, which is not negative."""
    rng = random.Random(1)
    rows = [[rng.gauss(0, 1), rng.gauss(0, 1), 1.0] for _ in range(30)]
    y = [rng.randrange(2) for _ in rows]
    at, v = [0.3, -0.8, 0.1], [rng.gauss(0, 1) for _ in range(3)]

    def along(t: float) -> float:
        theta = [a + t * b for a, b in zip(at, v, strict=True)]
        return (
            sum(_loss(sum(a * x for a, x in zip(theta, r, strict=True)), t) for r, t in zip(rows, y, strict=True)) / 30
        )

    second = (along(1e-3) - 2 * along(0) + along(-1e-3)) / 1e-6
    formula = 0.0
    for r in rows:
        p = 1 / (1 + math.exp(-sum(a * x for a, x in zip(at, r, strict=True))))
        formula += p * (1 - p) * sum(a * x for a, x in zip(v, r, strict=True)) ** 2 / 30
    assert abs(second - formula) < 1e-4
    assert formula >= 0
