import math


def _tf(tf: int, k1: float = 1.2, b: float = 0.75, length: float = 1.0) -> float:
    """The saturating part, with the length relative to the mean."""
    return tf * (k1 + 1) / (tf + k1 * (1 - b + b * length))


def test_saturation() -> None:
    """With $k_1 = 1.2$ the first occurrence gives 1, the second 1.375, the tenth 1.96, and the limit is 2.2."""
    assert [round(_tf(n), 3) for n in (1, 2)] == [1, 1.375]
    assert round(_tf(10), 2) == 1.96
    assert abs(_tf(10**9) - 2.2) < 1e-6


def test_length_factor() -> None:
    """A document twice as long as the mean has $1 - b + 2b = 1.75$ in place of 1 for $b = 0.75$"""
    assert 1 - 0.75 + 2 * 0.75 == 1.75
    assert _tf(1, length=2) < _tf(1, length=1) == 1


def test_original_idf_is_negative() -> None:
    """is negative for terms in more than half of the documents"""
    for n in (10, 11, 1000):
        for df in range(n + 1):
            assert (math.log((n - df + 0.5) / (df + 0.5)) < 0) is (df > n / 2)
            assert math.log(1 + (n - df + 0.5) / (df + 0.5)) > 0


def test_two_second_places() -> None:
    """two second places, $2/62 = 0.0323$, beat a first place alone, $1/61 = 0.0164$"""
    assert (round(2 / 62, 4), round(1 / 61, 4)) == (0.0323, 0.0164)


def test_fifty_occurrences() -> None:
    """two occurrences give 1.375 and fifty give 2.15, close to the limit of 2.2"""
    assert round(_tf(50), 2) == 2.15
    assert 50 / 2 == 25
