from math import sqrt
from random import Random
from statistics import fmean, pvariance


def _normalised(values: list[float]) -> list[float]:
    return [(value - fmean(values)) / sqrt(pvariance(values)) for value in values]


def test_worked_example_of_batch_norm() -> None:
    r"""\mathrm{BN}(X) = \begin{pmatrix} -1 & -1 \\ 1 & 1\end{pmatrix}"""
    columns = [_normalised([1, 5]), _normalised([3, 11])]
    assert [list(row) for row in zip(*columns, strict=True)] == [[-1, -1], [1, 1]]


def test_worked_example_of_layer_norm() -> None:
    r"""\mathrm{LN}(X) = \begin{pmatrix} -1 & 1 \\ -1 & 1\end{pmatrix}"""
    assert [_normalised([1, 3]), _normalised([5, 11])] == [[-1, 1], [-1, 1]]


def test_values_of_a_mean() -> None:
    r"""each channel uses $32 \times 64 = 2048$ values"""
    shape = {"images": 32, "channels": 64, "rows": 8, "columns": 8}
    assert shape["images"] * shape["rows"] * shape["columns"] == 2048


def test_values_of_an_image() -> None:
    """4,096 values if channels and positions both count"""
    assert len([(c, x, y) for c in range(64) for x in range(8) for y in range(8)]) == 4096


def test_folding() -> None:
    r"""With $a = \gamma/\sqrt{\sigma^2+\epsilon}$, the new weights are $a\,w$ and the new bias is
    $a\,(b-\mu)+\beta$."""
    w, b, mu, variance, gamma, beta, epsilon = [0.5, -2.0], 0.3, 0.7, 1.9, 1.4, -0.2, 1e-5
    x = [1.5, 0.25]
    before = sum(u * v for u, v in zip(w, x, strict=True)) + b
    wanted = gamma * (before - mu) / sqrt(variance + epsilon) + beta
    a = gamma / sqrt(variance + epsilon)
    folded = sum(a * u * v for u, v in zip(w, x, strict=True)) + a * (b - mu) + beta
    assert abs(folded - wanted) < 1e-12


def test_scale_of_the_weights() -> None:
    """Scaling those weights does not change the output"""
    random = Random(1)
    inputs = [random.gauss(0, 1) for _ in range(20)]
    for ours, scaled in zip(_normalised([2 * x for x in inputs]), _normalised([0.3 * x for x in inputs]), strict=True):
        assert abs(ours - scaled) < 1e-12
