from math import sqrt


def _wilson(hits: int, n: int) -> list[float]:
    """The 95 % interval of a share, in per cent."""
    z, p = 1.96, hits / n
    centre, half = p + z * z / 2 / n, z * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return [round(100 * (centre + sign * half) / (1 + z * z / n), 1) for sign in (-1, 1)]


def test_unsupported_claims() -> None:
    """43 of 1,000 random answers were unsupported before, 4.3%, interval 3.2 to 5.7; 6 of 1,000 after, 0.3 to 1.3"""
    assert _wilson(43, 1_000) == [3.2, 5.7]
    assert _wilson(6, 1_000) == [0.3, 1.3]


def test_causes() -> None:
    """118 of 212 had no relevant passage, 94 an expired tariff"""
    assert 118 + 94 == 212
    assert 0.5 < 118 / 212 < 0.6


def test_checker() -> None:
    """it caught 132, 88%, interval 82 to 92"""
    assert 132 / 150 == 0.88
    assert [round(edge) for edge in _wilson(132, 150)] == [82, 92]


def test_price_of_the_hand_overs() -> None:
    r"""Hand-overs rose by six points of 30,000 conversations, 1,800 a month at \$4, \$7,200."""
    assert round((0.15 - 0.09) * 30_000) == 1_800
    assert 1_800 * 4 == 7_200


def test_discounts_honoured() -> None:
    r"""Sixty-one had acted on it, and legal and I honoured it, \$38 on average, \$2,318 in all."""
    assert 61 * 38 == 2_318
