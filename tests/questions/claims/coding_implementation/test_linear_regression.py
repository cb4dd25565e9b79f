import math
import random


def _fit(x: list[float], y: list[float], l2: float, penalise_intercept: bool) -> tuple[float, float]:
    """Slope and intercept by the two normal equations, solved with Cramer's rule."""
    n = len(x)
    a, b = sum(v * v for v in x) + l2, sum(x)
    c = n + (l2 if penalise_intercept else 0.0)
    p, q = sum(u * v for u, v in zip(x, y, strict=True)), sum(y)
    return (p * c - b * q) / (a * c - b * b), (a * q - b * p) / (a * c - b * b)


def test_intercept_from_the_means() -> None:
    r"""At the optimum the intercept is $\bar y - w \cdot \bar x$"""
    rng = random.Random(1)
    x = [rng.gauss(3, 2) for _ in range(20)]
    y = [rng.gauss(0, 1) + v for v in x]
    for l2 in (0.0, 2.5):
        w, b = _fit(x, y, l2, penalise_intercept=False)
        assert math.isclose(b, sum(y) / 20 - w * sum(x) / 20, abs_tol=1e-9)


def test_pivot_is_one_minus_r_squared() -> None:
    """a pivot divided by its original diagonal entry equals $1 - R^2$ from regressing that column on the earlier
    ones
    """
    rng = random.Random(2)
    u = [rng.gauss(0, 1) for _ in range(30)]
    v = [0.8 * a + rng.gauss(0, 1) for a in u]
    u, v = ([a - sum(c) / 30 for a in c] for c in (u, v))
    uu, uv, vv = (sum(a * b for a, b in zip(p, q, strict=True)) for p, q in ((u, u), (u, v), (v, v)))
    pivot = vv - uv / uu * uv
    residual = sum((b - uv / uu * a) ** 2 for a, b in zip(u, v, strict=True))
    assert math.isclose(pivot / vv, residual / vv)


def test_celsius_and_kelvin() -> None:
    """predictions then depend on the origin of the target, so Celsius and Kelvin give different models"""
    x, celsius = [1.0, 2.0, 3.0, 6.0], [10.0, 12.0, 13.0, 19.0]
    kelvin = [t + 273.15 for t in celsius]
    for penalised, same in ((False, True), (True, False)):
        slopes = [_fit(x, y, 1.0, penalised)[0] for y in (celsius, kelvin)]
        assert math.isclose(*slopes, rel_tol=1e-6) is same


def test_condition_number_is_squared() -> None:
    r"""$X^\top X$ squares the condition number"""
    a, b = 1.0, 1e-3  # the singular values of X, which is turned by an angle
    c, s = math.cos(0.3), math.sin(0.3)
    aa, bb, ab = a * a * c * c + b * b * s * s, a * a * s * s + b * b * c * c, (a * a - b * b) * c * s
    large = (aa + bb) / 2 + math.sqrt((aa - bb) ** 2 / 4 + ab * ab)
    assert math.isclose(large / ((aa * bb - ab * ab) / large), (a / b) ** 2, rel_tol=1e-6)


def test_a_thousand_times_smaller() -> None:
    """a feature in millimetres needs a weight a thousand times smaller than in metres"""
    metres, y = [1.0, 2.0, 4.0], [2.0, 3.0, 7.0]
    w_m, _ = _fit(metres, y, 0.0, penalise_intercept=False)
    w_mm, _ = _fit([1000 * v for v in metres], y, 0.0, penalise_intercept=False)
    assert math.isclose(w_m, 1000 * w_mm)
