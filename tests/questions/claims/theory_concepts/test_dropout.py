from itertools import product
from random import Random
from statistics import fmean, pvariance


def test_mean_and_variance_of_a_masked_activation() -> None:
    """With $a = 3$ and $p = 0.2$, the output is 0 or 3.75, its mean is 3 and its variance is 2.25."""
    outcomes = {0.0: 0.2, 3 / 0.8: 0.8}
    mean = sum(value * weight for value, weight in outcomes.items())
    variance = sum((value - mean) ** 2 * weight for value, weight in outcomes.items())
    assert max(outcomes) == 3.75
    assert abs(mean - 3) < 1e-12
    assert abs(variance - 2.25) < 1e-12


def test_ridge_penalty() -> None:
    r"""a ridge penalty $\frac{p}{1-p}\sum_j w_j^2 \sum_i x_{ij}^2$"""
    rows, targets, weights, p = [[1.0, -2.0, 0.5], [3.0, 0.25, 4.0]], [1.5, -2.0], [0.3, -0.7, 1.1], 0.3

    def loss(mask: tuple[int, ...], row: list[float], target: float) -> float:
        kept = sum(m * x * w / (1 - p) for m, x, w in zip(mask, row, weights, strict=True))
        return (target - kept) ** 2

    averaged = sum(
        loss(mask, row, target) * (1 - p) ** sum(mask) * p ** (3 - sum(mask))
        for row, target in zip(rows, targets, strict=True)
        for mask in product((0, 1), repeat=3)
    )
    plain = sum(
        (target - sum(x * w for x, w in zip(row, weights, strict=True))) ** 2
        for row, target in zip(rows, targets, strict=True)
    )
    penalty = p / (1 - p) * sum(weights[j] ** 2 * sum(row[j] ** 2 for row in rows) for j in range(3))
    assert abs(averaged - plain - penalty) < 1e-9


def test_mean_after_a_nonlinearity() -> None:
    """The mean is preserved exactly at the masked layer and through a linear layer. After a nonlinearity, the full
    network is an approximation to the average over masks."""
    activations, weights = [1.0, 2.0, -3.0], [1.0, 0.5, 0.9]
    sums = [
        sum(m * 2 * a * w for m, a, w in zip(mask, activations, weights, strict=True))
        for mask in product((0, 1), repeat=3)
    ]
    whole = sum(a * w for a, w in zip(activations, weights, strict=True))
    assert abs(fmean(sums) - whole) < 1e-12
    assert abs(fmean(max(0.0, s) for s in sums) - max(0.0, whole)) > 0.1


def test_thinned_versions() -> None:
    """a network with $n$ maskable units has $2^n$ thinned versions that share weights"""
    for units in range(1, 8):
        assert len(set(product((0, 1), repeat=units))) == 2**units


def test_half_without_correction() -> None:
    """the expected value of each of its inputs would double"""
    random = Random(1)
    in_training = fmean(3.0 * (random.random() >= 0.5) for _ in range(20_000))
    assert abs(3.0 / in_training - 2) < 0.05


def test_variance_differs_between_training_and_inference() -> None:
    """it makes the variance in training differ from that at test time"""
    random = Random(2)
    activations = [random.gauss(0, 1) for _ in range(20_000)]
    masked = [a * (random.random() >= 0.5) / 0.5 for a in activations]
    assert pvariance(masked) > 1.8 * pvariance(activations)
