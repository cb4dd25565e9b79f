from math import cos, sin
from random import Random


def test_escape() -> None:
    """From $y = 0.001$ it takes 38 steps to reach $|y| \\ge 1$. Starting at $y = 0$ exactly, it never escapes."""

    def steps(y: float) -> int:
        x = 1.0
        for step in range(1000):
            if abs(y) >= 1:
                return step
            x, y = x - 0.1 * 2 * x, y - 0.1 * -2 * y
        return 1000

    assert steps(0.001) == 38
    assert steps(0.0) == 1000


def test_factors() -> None:
    """each step multiplies $x$ by 0.8 and $y$ by 1.2"""
    x, y, step = 3.0, 0.5, 1e-6
    slope_x = ((x + step) ** 2 - (x - step) ** 2) / (2 * step)
    slope_y = (-((y + step) ** 2) + (y - step) ** 2) / (2 * step)
    assert abs((x - 0.1 * slope_x) / x - 0.8) < 1e-6
    assert abs((y - 0.1 * slope_y) / y - 1.2) < 1e-6


def test_linear_rate() -> None:
    r"""\left(1-\frac{1}{\kappa}\right)^t \big(f(w_0)-f^\star\big)"""
    curvatures, weights = [1.0, 4.0, 10.0], [2.0, -1.0, 0.5]

    def value(w: list[float]) -> float:
        return sum(c * x * x / 2 for c, x in zip(curvatures, w, strict=True))

    start = value(weights)
    for t in range(1, 60):
        weights = [x - c * x / 10 for c, x in zip(curvatures, weights, strict=True)]
        assert value(weights) <= (1 - 1 / 10) ** t * start + 1e-15


def test_descent_without_convexity() -> None:
    r"""It holds for $x^2 + 3\sin^2 x$, which is not convex"""
    grid = [step / 500 - 10 for step in range(10_001)]

    def value(x: float) -> float:
        return x * x + 3 * sin(x) ** 2

    def slope(x: float) -> float:
        return 2 * x + 3 * sin(2 * x)

    assert min(2 + 6 * cos(2 * x) for x in grid) < 0, "a negative curvature somewhere"
    assert min(slope(x) ** 2 / 2 / value(x) for x in grid if abs(x) > 1e-9) > 1 / 32
    x = 9.0
    for _ in range(500):
        x -= slope(x) / 8
    assert value(x) < 1e-12


def test_average_of_permuted_copies() -> None:
    """the midpoint between two copies is usually worse"""
    xs = [step / 10 - 2 for step in range(41)]

    def outputs(first: tuple[float, float], second: tuple[float, float]) -> list[float]:
        return [sum(o * max(0.0, h * x) for h, o in zip(first, second, strict=True)) for x in xs]

    target = outputs((1.0, -1.0), (1.0, -2.0))
    assert outputs((-1.0, 1.0), (-2.0, 1.0)) == target, "the units swapped: the same function"
    middle = outputs((0.0, 0.0), (-0.5, -0.5))
    assert sum((a - b) ** 2 for a, b in zip(middle, target, strict=True)) > 1


def test_newton_is_attracted() -> None:
    """Plain Newton steps are attracted to saddles."""
    x, y = 1.5, 0.3

    def gradient(x: float, y: float) -> tuple[float, float]:
        return 2 * x, -2 * y + 0.4 * y**3

    for _ in range(20):
        gx, gy = gradient(x, y)
        x, y = x - gx / 2, y - gy / (-2 + 1.2 * y * y)
    assert abs(x) + abs(y) < 1e-9


def test_rescaled_layers() -> None:
    """one can multiply one layer by 10 and divide the next by 10: the function stays and the curvature changes"""
    random = Random(1)
    xs = [random.uniform(-1, 1) for _ in range(20)]

    def output(first: float, second: float) -> list[float]:
        return [second * max(0.0, first * x) for x in xs]

    def curvature(first: float, second: float, step: float = 1e-3) -> float:
        def loss(w: float) -> float:
            return sum((a - b) ** 2 for a, b in zip(output(w, second), output(1.0, 1.0), strict=True))

        return (loss(first + step) - 2 * loss(first) + loss(first - step)) / step**2

    assert all(abs(a - b) < 1e-12 for a, b in zip(output(10.0, 0.1), output(1.0, 1.0), strict=True))
    assert curvature(1.0, 1.0) > 50 * curvature(10.0, 0.1)
