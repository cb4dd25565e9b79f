import math


def test_turns() -> None:
    r"""$40{,}000 \times 6 = 240{,}000$ turns a day, 2.8/s, 14/s at five times"""
    turns = 40_000 * 6
    assert round(turns / 86_400, 1) == 2.8
    assert round(5 * turns / 86_400) == 14


def test_tokens_and_their_price() -> None:
    r"""1.62 billion in and 72 M out a day. At an assumed \$0.50 and \$2 per million: $810 + 144 = \$954$ a day"""
    calls = 240_000 * 1.5
    tokens_in, tokens_out = calls * (1_500 + 1_000 + 2_000), calls * 200
    assert (tokens_in, tokens_out) == (1.62e9, 72e6)
    day = tokens_in * 0.5e-6 + tokens_out * 2e-6
    assert round(day) == 954
    assert round(100 * day / 40_000, 1) == 2.4


def test_benefit() -> None:
    r"""$18{,}000 \times \$4 = \$72{,}000$ a day"""
    assert round(0.45 * 40_000) == 18_000
    assert 18_000 * 4 == 72_000


def test_one_point_of_resolution() -> None:
    r"""One percentage point is worth \$1,600 a day, more than the model's bill"""
    assert round(0.01 * 40_000 * 4) == 1_600 > 954


def test_four_of_four() -> None:
    """$0.9^4 = 0.656$ for four of four"""
    assert round(0.9**4, 3) == 0.656


def test_margin_of_five_hundred_cases() -> None:
    """With 500 cases, one trial each, a success rate of 90% is known to ±2.6 points"""
    assert round(100 * 1.96 * math.sqrt(0.9 * 0.1 / 500), 1) == 2.6
