from math import exp, hypot, prod
from random import Random
from statistics import fmean


def test_a_hundred_factors() -> None:
    r"""a hundred factors give $2.7\times10^{-5}$; if by 1.1, about $1.4\times10^4$"""
    assert f"{prod([0.9] * 100):.1e}" == "2.7e-05"
    assert f"{prod([1.1] * 100):.1e}" == "1.4e+04"


def test_slope_of_a_sigmoid() -> None:
    r"""The slope of a sigmoid is at most 0.25, so twenty of them contribute at most $0.25^{20} \approx 10^{-12}$"""
    slopes = [exp(-z) / (1 + exp(-z)) ** 2 for z in (step / 100 for step in range(-1000, 1001))]
    assert max(slopes) == 0.25
    assert 0.5e-12 < prod([max(slopes)] * 20) < 2e-12


def test_spectral_norm_above_one_is_not_sufficient() -> None:
    """a spectral norm above 1 is necessary, but not sufficient, for explosion"""
    matrix = [[0.5, 3.0], [0.0, 0.5]]
    assert hypot(3.0, 0.5) > 1, "the image of (0, 1), so the norm is above 1"
    vector = [1.0, 1.0]
    for _ in range(200):
        vector = [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]
    assert hypot(*vector) < 1e-9


def _mean_squares(variance_times_inputs: float, layers: int = 12, width: int = 60) -> float:
    """The mean square of the activations after some ReLU layers, relative to that of the first layer's inputs."""
    random = Random(1)
    scale = (variance_times_inputs / width) ** 0.5
    values = [random.gauss(0, 1) for _ in range(width)]
    start = fmean(v * v for v in values)
    for _ in range(layers):
        sums = [sum(scale * random.gauss(0, 1) * v for v in values) for _ in range(width)]
        values = [max(0.0, s) for s in sums]
    return fmean(v * v for v in values) / start


def test_he_initialisation() -> None:
    r"""$2/n_{\text{in}}$ (He) for ReLU, which halves the second moment"""
    assert _mean_squares(1) < 0.01, "with variance 1/n the signal halves in each layer"
    assert 0.1 < _mean_squares(2) < 5


def test_residual_jacobian() -> None:
    """for $h + F(h)$ the Jacobian is $I + J_F$, so an identity path carries the gradient"""
    plain = prod([0.05] * 50)
    residual = prod([1 + 0.05] * 50)
    assert plain < 1e-60
    assert residual > 1


def test_equal_weights_stay_identical() -> None:
    """Units in a layer then get equal gradients and stay identical."""
    hidden, out, x, target = [0.3, 0.3], [0.3, 0.3], 1.5, 2.0
    for _ in range(20):
        error = sum(o * max(0.0, h * x) for o, h in zip(out, hidden, strict=True)) - target
        out, hidden = (
            [o - 0.05 * error * max(0.0, h * x) for o, h in zip(out, hidden, strict=True)],
            [h - 0.05 * error * o * x * (h * x > 0) for o, h in zip(out, hidden, strict=True)],
        )
    assert hidden[0] == hidden[1] != 0.3
    assert out[0] == out[1]
