import math
import random


def test_eigenvalues_of_two_correlated_features() -> None:
    """eigenvalues 1.8 and 0.2"""
    # Half trace plus and minus the root of half trace squared minus the determinant.
    half, determinant = 1.0, 1 - 0.8**2
    root = math.sqrt(half**2 - determinant)
    assert (round(half + root, 9), round(half - root, 9)) == (1.8, 0.2)


def test_first_component() -> None:
    r"""$(1,1)/\sqrt2$, explains $1.8/2 = 90\%$ of the variance"""

    def variance(angle: float) -> float:
        a, b = math.cos(angle), math.sin(angle)
        return a * a + b * b + 2 * 0.8 * a * b

    best = max((math.pi * k / 1000 for k in range(1000)), key=variance)
    assert abs(best - math.pi / 4) < 0.01
    assert abs(variance(math.pi / 4) / 2 - 0.9) < 1e-12


def test_change_of_unit() -> None:
    """its variance grows by a factor of $10^6$"""
    metres = [1.7, 1.8, 1.65, 1.92]

    def variance(values: list[float]) -> float:
        mean = sum(values) / len(values)
        return sum((v - mean) ** 2 for v in values) / (len(values) - 1)

    assert abs(variance([1000 * m for m in metres]) / variance(metres) / 1e6 - 1) < 1e-9


def test_retained_variance_and_reconstruction_error() -> None:
    """The lost variance is the sum of the dropped eigenvalues."""
    rng = random.Random(0)
    rows = []
    for _ in range(300):
        x = rng.gauss(0, 1)
        rows.append((x, 0.8 * x + 0.6 * rng.gauss(0, 1)))
    means = [sum(row[j] for row in rows) / len(rows) for j in (0, 1)]
    rows = [(a - means[0], b - means[1]) for a, b in rows]
    n = len(rows) - 1
    a, b, c = (sum(r[i] * r[j] for r in rows) / n for i, j in ((0, 0), (0, 1), (1, 1)))
    root = math.sqrt(((a - c) / 2) ** 2 + b * b)
    small, large = (a + c) / 2 - root, (a + c) / 2 + root
    norm = math.hypot(b, large - a)
    axis = (b / norm, (large - a) / norm)
    lost = sum(r[0] ** 2 + r[1] ** 2 - (r[0] * axis[0] + r[1] * axis[1]) ** 2 for r in rows) / n
    assert abs(lost - small) < 1e-9
