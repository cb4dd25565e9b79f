import math
import random


def _psi(e: list[float], a: list[float]) -> float:
    return sum((y - x) * math.log(y / x) for x, y in zip(e, a, strict=True))


def test_price_of_an_empty_bin() -> None:
    r"""that bin adds $0.0999 \cdot \ln 1000 = 0.69$"""
    assert round(_psi([0.1], [1e-4]), 2) == 0.69
    assert math.isclose(_psi([0.1], [1e-4]), 0.0999 * math.log(1000))


def test_example() -> None:
    """current shares 0.4, 0.3, 0.2, 0.1: the PSI is 0.228"""
    assert round(_psi([0.25] * 4, [0.4, 0.3, 0.2, 0.1]), 3) == 0.228


def test_sum_of_two_divergences() -> None:
    """it is the sum of the two Kullback-Leibler divergences"""
    e, a = [0.2, 0.5, 0.3], [0.6, 0.1, 0.3]
    kl = [sum(x * math.log(x / y) for x, y in zip(p, q, strict=True)) for p, q in ((e, a), (a, e))]
    assert math.isclose(_psi(e, a), sum(kl))


def test_expected_without_drift() -> None:
    """with 10 bins and two samples of 100 it is nearly 0.2"""
    assert math.isclose((10 - 1) * (1 / 100 + 1 / 100), 0.18)
    rng, found = random.Random(1), []
    for _ in range(400):
        shares = []
        for _ in range(2):
            counts = [0] * 10
            for _ in range(100):
                counts[rng.randrange(10)] += 1
            shares.append([max(c / 100, 1e-4) for c in counts])
        found.append(_psi(*shares))
    assert abs(sum(found) / 400 - 0.195) < 0.01


def test_part_of_a_bin() -> None:
    """0.15 times the natural logarithm of 1.6, which is about 0.07"""
    assert round(_psi([0.25], [0.4]), 2) == 0.07
    assert _psi([0.4], [0.25]) > 0
