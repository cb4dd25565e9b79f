from math import isqrt


def test_one_tensor() -> None:
    r"""takes $8\times2048\times4096\times2 \approx 134$ MB"""
    sequences, tokens, features, bits = 8, 2048, 4096, 16
    assert round(sequences * tokens * features * bits / 8 / 1e6) == 134


def test_bytes_per_parameter() -> None:
    """16 bytes per parameter. A 7-billion model needs 112 GB before activations, against 14 GB of weights"""
    bits = {"weights": 16, "gradients": 16, "master copy": 32, "first moment": 32, "second moment": 32}
    each = sum(bits.values()) / 8
    assert each == 16
    assert each * 7e9 / 1e9 == 112
    assert bits["weights"] / 8 * 7e9 / 1e9 == 14


def _held(layers: int, segment: int) -> int:
    """The most activations that are in memory at once, walking through the backward pass."""
    inputs_of_segments = set(range(0, layers, segment))
    return max(
        len(inputs_of_segments) + len(range(start, min(start + segment, layers))) for start in inputs_of_segments
    )


def test_checkpointing() -> None:
    """For $L = 64$, about $8 + 8 = 16$ layers' activations are held instead of 64."""
    assert _held(64, isqrt(64)) == 16
    assert all(_held(64, segment) >= 16 for segment in range(1, 65)), "no other length of segments holds fewer"


def test_extra_forward() -> None:
    """The extra forward raises compute from 3 to 4 units, about 33%."""
    forward, backward = 1, 2
    assert round(100 * forward / (forward + backward)) == 33


def _product(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in zip(*b, strict=True)] for row in a]


def test_weight_gradient() -> None:
    r"""For $Y = XW$ the weight gradient is $X^\top \bar Y$"""
    x, w, factors = [[1.0, -2.0], [0.5, 3.0]], [[0.3], [-0.7]], [[2.0], [-1.0]]

    def loss(weights: list[list[float]]) -> float:
        return sum(f[0] * y[0] ** 2 for f, y in zip(factors, _product(x, weights), strict=True))

    y_bar = [[2 * f[0] * y[0]] for f, y in zip(factors, _product(x, w), strict=True)]
    gradient = _product([list(column) for column in zip(*x, strict=True)], y_bar)
    for i in range(2):
        moved = [[w[k][0] + 1e-6 * (k == i)] for k in range(2)]
        back = [[w[k][0] - 1e-6 * (k == i)] for k in range(2)]
        assert abs((loss(moved) - loss(back)) / 2e-6 - gradient[i][0]) < 1e-6


def test_cost_of_a_matrix_layer() -> None:
    """For a matrix layer the forward costs one multiplication and the backward two (for inputs and weights)"""
    batch, inputs, outputs = 7, 5, 3
    forward = batch * inputs * outputs
    for_weights, for_inputs = inputs * batch * outputs, batch * outputs * inputs
    assert for_weights + for_inputs == 2 * forward
