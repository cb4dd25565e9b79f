from collections.abc import Sequence
from itertools import accumulate
from random import Random


def crossings(boundary: Sequence[float], trials: int = 4000) -> float:
    """How often a test without an effect crosses one of the boundaries, at equally spaced looks."""
    random, found = Random(4), 0
    for _ in range(trials):
        sums = accumulate(random.gauss(0, 1) for _ in boundary)
        found += any(abs(s) / k**0.5 > b for k, (s, b) in enumerate(zip(sums, boundary, strict=True), 1))
    return found / trials


def test_five_looks() -> None:
    """| 5 | 14% |"""
    assert abs(crossings([1.96] * 5) - 0.142) < 0.015


def test_ten_looks() -> None:
    """| 10 | 19% |"""
    assert abs(crossings([1.96] * 10) - 0.193) < 0.015


def test_twenty_looks() -> None:
    """| 20 | 25% |"""
    assert abs(crossings([1.96] * 20, 2500) - 0.248) < 0.02


def test_independent_tests() -> None:
    """Five independent tests would give 23%; correlated looks give less."""
    assert round(1 - 0.95**5, 2) == 0.23
    assert crossings([1.96] * 5, 1000) < 0.2


def test_pocock() -> None:
    """Pocock uses $|z|>2.41$ (p < 0.016) each time"""
    assert abs(crossings([2.413] * 5) - 0.05) < 0.01


def test_obrien_fleming() -> None:
    r"""O'Brien–Fleming uses about $2.04\sqrt{5/k}$ at look $k$: 4.56 at the first, 2.04 at the last"""
    boundary = [2.04 * (5 / k) ** 0.5 for k in range(1, 6)]
    assert round(boundary[0], 2) == 4.56
    assert abs(crossings(boundary) - 0.05) < 0.01
