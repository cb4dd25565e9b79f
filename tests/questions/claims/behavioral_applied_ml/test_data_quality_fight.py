from math import sqrt


def _wilson(hits: int, n: int) -> list[int]:
    """The 95 % interval of a share, in whole per cent."""
    z, p = 1.96, hits / n
    centre, half = p + z * z / 2 / n, z * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return [round(100 * (centre + sign * half) / (1 + z * z / n)) for sign in (-1, 1)]


def test_share_before() -> None:
    """46 were more than six hours off, 23%, interval 18 to 29."""
    assert 46 / 200 == 0.23
    assert _wilson(46, 200) == [18, 29]


def test_share_after() -> None:
    """8 of 200 were off against port logs, 4%, interval 2 to 8"""
    assert 8 / 200 == 0.04
    assert _wilson(8, 200) == [2, 8]


def test_more_than_half_of_the_disputes() -> None:
    """35 of a month's 60"""
    assert 35 / 60 > 0.5
