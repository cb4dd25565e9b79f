import random


def test_parameters_of_a_layer() -> None:
    r"""3 \cdot 3 \cdot 64 \cdot 128 + 128 = 73{,}856"""
    weights = sum(1 for _ in range(3) for _ in range(3) for _ in range(64) for _ in range(128))
    assert weights + 128 == 73_856


def test_weights_of_a_dense_layer() -> None:
    r"""$65{,}536 \times 131{,}072 \approx 8.6$ billion weights"""
    assert (32 * 32 * 64, 32 * 32 * 128) == (65_536, 131_072)
    assert round(65_536 * 131_072 / 1e9, 1) == 8.6


def test_receptive_field() -> None:
    """$n$ stacked $3\\times3$ layers see $2n+1$ pixels per side, so three see 7"""
    seen = {0}
    for layers in range(1, 6):
        seen = {pixel + shift for pixel in seen for shift in (-1, 0, 1)}
        assert len(seen) == 2 * layers + 1
    assert 2 * 3 + 1 == 7


def test_output_size() -> None:
    """For $W = 224$, $K = 7$, $P = 3$, $S = 2$ this gives 112."""
    starts = range(-3, 224 + 3 - 7 + 1, 2)  # where a window may begin
    assert len(starts) == 112


def test_equivariance() -> None:
    """Shifting the input shifts the feature map."""
    rng = random.Random(0)
    signal, kernel = [rng.random() for _ in range(20)], [rng.random() for _ in range(3)]

    def convolve(values: list[float]) -> list[float]:
        return [sum(k * values[(i + j) % 20] for j, k in enumerate(kernel)) for i in range(20)]

    shifted = signal[-5:] + signal[:-5]
    assert convolve(shifted) == convolve(signal)[-5:] + convolve(signal)[:-5]


def test_depthwise_separable_cost() -> None:
    """one over the number of output channels plus one over the filter's area, so near one ninth for 3 by 3 filters"""
    inputs, outputs = 128, 256
    full, split = 9 * inputs * outputs, 9 * inputs + inputs * outputs
    assert abs(split / full - (1 / outputs + 1 / 9)) < 1e-12
    assert abs(split / full - 1 / 9) < 0.005
