from math import sqrt


def _interval(first: int, second: int, n: int) -> list[float]:
    """95 % interval of the difference of two shares of n, in points."""
    p, q = first / n, second / n
    error = sqrt(p * (1 - p) / n + q * (1 - q) / n)
    return [100 * (p - q + sign * 1.96 * error) for sign in (-1, 0, 1)]


def test_payments() -> None:
    """18% of 1,000 failing accounts saved against 5% of 1,000, 13 points, interval 10 to 16"""
    assert [round(edge) for edge in _interval(180, 50, 1_000)] == [10, 13, 16]


def test_calls() -> None:
    """34% against 27% of 800 each, 7 points, 2.5 to 11.5"""
    assert [round(edge, 1) for edge in _interval(272, 216, 800)] == [2.5, 7.0, 11.5]


def test_readers_who_return() -> None:
    """31.0% returned against 30.0%, interval of the difference 0.4 to 1.6"""
    assert [round(edge, 1) for edge in _interval(12_400, 12_000, 40_000)] == [0.4, 1.0, 1.6]
