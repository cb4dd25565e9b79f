import itertools
import random


def _quantise(x: float, scale: float) -> float:
    return scale * max(-7, min(7, round(x / scale)))


def test_error_within_range() -> None:
    """$s = 1/7 = 0.143$, error at most 0.071"""
    rng = random.Random(0)
    scale = 1 / 7
    assert round(scale, 3) == 0.143
    worst = max(abs(x - _quantise(x, scale)) for x in (rng.uniform(-1, 1) for _ in range(20_000)))
    assert 0.070 < worst <= scale / 2 + 1e-12
    assert round(scale / 2, 3) == 0.071


def test_an_outlier_empties_the_rest() -> None:
    """One weight of 10 makes $s = 10/7 = 1.43$; then every weight below 0.71 in size rounds to zero."""
    scale = 10 / 7
    assert round(scale, 2) == 1.43
    assert {_quantise(x / 100, scale) for x in range(-71, 72)} == {0.0}
    assert _quantise(0.72, scale) != 0


def test_bits_with_groups() -> None:
    """storage is $4 + 16/128 = 4.125$ bits a weight"""
    assert (128 * 4 + 16) / 128 == 4.125


def test_size_of_a_model() -> None:
    """A model of 70 billion parameters falls from 140 GB to about 36 GB."""
    assert 70e9 * 16 / 8 / 1e9 == 140
    assert round(70e9 * 4.125 / 8 / 1e9) == 36


def _floats_of_eight_bits() -> list[float]:
    """The positive numbers of E4M3: four bits of exponent with bias 7, three of mantissa, the last code no number."""
    codes = [(exponent, mantissa) for exponent in range(16) for mantissa in range(8)][:-1]
    return [
        2.0 ** (exponent - 7) * (1 + mantissa / 8) if exponent else 2.0**-6 * mantissa / 8
        for exponent, mantissa in codes
    ]


def test_spacing_of_float_codes() -> None:
    """finer near zero, coarser for large values, with a larger range"""
    values = _floats_of_eight_bits()
    steps = [b - a for a, b in itertools.pairwise(values)]
    assert steps == sorted(steps)
    assert max(values) == 448
    assert max(values) / min(v for v in values if v) > 127  # the range of INT8: 127 steps of one size
