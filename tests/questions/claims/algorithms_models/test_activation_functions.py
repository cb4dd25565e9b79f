import math
import random


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_largest_slope_of_a_sigmoid() -> None:
    r"""The slope of the sigmoid is $\sigma(z)(1-\sigma(z)) \le 0.25$."""
    step = 1e-5
    slopes = [(_sigmoid(z + step) - _sigmoid(z - step)) / (2 * step) for z in (k / 100 for k in range(-800, 801))]
    assert abs(max(slopes) - 0.25) < 1e-6


def test_ten_layers() -> None:
    r"""the activations alone scale a gradient by at most $0.25^{10} \approx 10^{-6}$"""
    scale = 1.0
    for _ in range(10):
        scale *= _sigmoid(0) * (1 - _sigmoid(0))
    assert round(scale * 1e6) == 1


def test_layers_without_activation_are_one() -> None:
    """$W_2(W_1x)$ is again one matrix times $x$"""
    rng = random.Random(0)
    first, second = ([[rng.gauss(0, 1) for _ in range(3)] for _ in range(3)] for _ in range(2))
    x = [rng.gauss(0, 1) for _ in range(3)]

    def apply(matrix: list[list[float]], vector: list[float]) -> list[float]:
        return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]

    product = [[sum(second[i][k] * first[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    pairs = zip(apply(second, apply(first, x)), apply(product, x), strict=True)
    assert all(abs(a - b) < 1e-12 for a, b in pairs)


def test_gelu_dips_below_zero() -> None:
    """GELU$(-1) = -0.159$"""
    assert round(-1 * 0.5 * (1 + math.erf(-1 / math.sqrt(2))), 3) == -0.159


def test_hidden_width_with_a_gate() -> None:
    """with $d = 4096$ from 16,384 to 10,923"""
    d = 4096
    plain = 2 * d * 4 * d
    assert 4 * d == 16_384
    assert round(plain / (3 * d)) == 10_923


def test_gated_layer_at_equal_width() -> None:
    """The gated layer then has half as many parameters again."""
    d, hidden = 512, 2048
    plain, gated = d * hidden + hidden * d, d * hidden + d * hidden + hidden * d
    assert gated / plain == 1.5
