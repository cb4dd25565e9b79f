import math
import random


def _norm(x: list[float], eps: float) -> list[float]:
    m = sum(x) / len(x)
    r = 1 / math.sqrt(sum((a - m) ** 2 for a in x) / len(x) + eps)
    return [(a - m) * r for a in x]


def _gradient(x: list[float], g: list[float], eps: float) -> list[float]:
    out = []
    for i in range(len(x)):
        sides = []
        for step in (1e-5, -1e-5):
            moved = [a + step * (j == i) for j, a in enumerate(x)]
            sides.append(sum(a * b for a, b in zip(_norm(moved, eps), g, strict=True)))
        out.append((sides[0] - sides[1]) / 2e-5)
    return out


_RNG = random.Random(1)
_X = [_RNG.gauss(0, 2) for _ in range(6)]
_G = [_RNG.gauss(0, 1) for _ in range(6)]


def test_formula_of_dx() -> None:
    r"""dx = r\,\big(g - \overline{g} - \hat x\;\overline{g\,\hat x}\big)"""
    for eps in (1e-5, 0.3):
        hat = _norm(_X, eps)
        m = sum(_X) / 6
        r = 1 / math.sqrt(sum((a - m) ** 2 for a in _X) / 6 + eps)
        mean_g, along = sum(_G) / 6, sum(a * b for a, b in zip(_G, hat, strict=True)) / 6
        want = [r * (g - mean_g - h * along) for g, h in zip(_G, hat, strict=True)]
        assert all(abs(a - b) < 1e-8 for a, b in zip(want, _gradient(_X, _G, eps), strict=True))


def test_sums_to_zero() -> None:
    """Adding a constant to a row changes no output of layer norm, so each row of $dx$ sums to 0."""
    assert all(abs(a - b) < 1e-9 for a, b in zip(_norm(_X, 1e-5), _norm([a + 3 for a in _X], 1e-5), strict=True))
    assert abs(sum(_gradient(_X, _G, 1e-5))) < 1e-8


def test_nearly_orthogonal() -> None:
    r"""so $dx$ is nearly orthogonal to $x - \mu$"""
    m = sum(_X) / 6
    assert abs(sum(d * (a - m) for d, a in zip(_gradient(_X, _G, 1e-5), _X, strict=True))) < 1e-4


def test_squares_cancel_in_32_bits() -> None:
    """mean of squares minus squared mean cancels for offsets near $10^6$ in 32 bits"""
    spacing = 2.0 ** (math.frexp(1e12)[1] - 24)
    assert spacing > 1000  # neighbouring 32-bit floats near 10**12, beside a variance of 1
