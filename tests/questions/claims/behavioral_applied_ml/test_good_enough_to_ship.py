from math import sqrt


def _wilson(hits: int, n: int) -> list[float]:
    """The 95 % interval of a share, in per cent."""
    z, p = 1.96, hits / n
    centre, half = p + z * z / 2 / n, z * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return [round(100 * (centre + sign * half) / (1 + z * z / n), 1) for sign in (-1, 1)]


def test_recall_of_the_test() -> None:
    """388 of 400 gives 94.8 to 98.3"""
    assert _wilson(388, 400) == [94.8, 98.3]
    assert 388 / 400 == 0.97


def test_wet_track() -> None:
    """43 of 50, 86%, interval 74 to 93"""
    assert [round(edge) for edge in _wilson(43, 50)] == [74, 93]
    assert 43 + 345 == 388


def test_three_months() -> None:
    """Walks found three misses in three months, not two in one week, among 231 defects, 98.7%."""
    assert round(100 * (231 - 3) / 231, 1) == 98.7


def test_three_months_as_in_the_test() -> None:
    """three misses among more than two hundred defects, about the rate of the test without its wet track"""
    assert abs(3 / 231 - (350 - 345) / 350) < 0.002


def test_receipts() -> None:
    """we had 1.4% errors on 6,200 receipts, upper limit 1.7%"""
    assert _wilson(round(0.014 * 6_200), 6_200)[1] == 1.7


def test_yen() -> None:
    """Yen failed with 20 errors in 390, so yen stayed manual, though leaving it in would have passed on average."""
    assert 20 / 390 > 0.04
    assert 0.014 < 0.02
