import math


def test_messages_a_second() -> None:
    r"""$5 \times 10^8/86{,}400 = 5{,}800$ messages/s, 17,400 at a peak factor of 3."""
    mean = 5e8 / 86_400
    assert round(mean, -2) == 5_800
    assert round(3 * mean, -2) == 17_400
    assert round(3 * mean / 2, -2) == 8_700


def test_error_budget() -> None:
    r"""$0.0001 \times 200$ M $= 20{,}000$ legitimate messages lost a day. A rate of 0.1% would be 200,000"""
    assert round(0.0001 * 200e6) == 20_000
    assert round(0.001 * 200e6) == 200_000


def test_weights_and_reputation() -> None:
    r"""With $2^{24}$ weights of 4 bytes it takes 67 MB"""
    assert round(2**24 * 4 / 1e6) == 67
    assert 50e6 * 200 / 1e9 == 10


def test_rule_of_three() -> None:
    r"""$3/0.0001 = 30{,}000$ labelled legitimate messages"""
    assert abs((1 - 0.0001) ** 30_000 - 0.05) < 0.001


def test_up_to_four_errors() -> None:
    """With 100,000, up to four errors still show it"""

    def at_most(errors: int) -> float:  # if the rate were 0.01 %
        return sum(math.exp(-10) * 10.0**k / math.factorial(k) for k in range(errors + 1))

    assert at_most(4) < 0.05 < at_most(5)
