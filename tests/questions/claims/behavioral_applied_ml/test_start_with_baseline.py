from math import comb, sqrt


def test_the_combination() -> None:
    """it is seven invoices of 600, 12 won and 5 lost, interval −0.2 to 2.5 points."""
    won, lost, n = 12, 5, 600
    difference = (won - lost) / n
    half = 1.96 * sqrt((won + lost) / n - difference**2) / sqrt(n)
    assert won - lost == 7
    assert [round(100 * (difference + sign * half), 1) for sign in (-1, 1)] == [-0.2, 2.5]
    by_chance = 2 * sum(comb(won + lost, k) for k in range(lost + 1)) / 2 ** (won + lost)
    assert by_chance > 0.1


def test_ninety_four() -> None:
    """Together that gave 94%."""
    easy, hard = round(600 * 0.62), 600 - round(600 * 0.62)
    alone = round(easy * 0.97) + round(hard * 0.86)
    together = round(easy * 0.99) + round(hard * 0.86)
    assert (round(100 * alone / 600), round(100 * together / 600)) == (93, 94)
    assert together - alone == 7


def test_calls_and_cost() -> None:
    r"""the model is called for 38% of 400,000 invoices, 152,000 calls at \$0.012, \$1,824 a month"""
    assert round(0.38 * 400_000) == 152_000
    assert round(152_000 * 0.012) == 1_824
    assert round(400_000 * 0.012) == 4_800


def test_three_points_of_the_tickets() -> None:
    """three points, clear of the noise of 3,000 tickets, are about 450 of 15,000 tickets a month"""
    assert round((0.87 - 0.84) * 15_000) == 450
    error = sqrt(0.84 * 0.16 / 3_000 + 0.87 * 0.13 / 3_000)
    assert (0.87 - 0.84) / error > 3
