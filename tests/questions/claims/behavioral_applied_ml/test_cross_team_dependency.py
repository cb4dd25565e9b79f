from math import sqrt


def test_share_of_the_gain() -> None:
    """AUC 0.710 without any, 0.800 with all fourteen, 0.791 with the three. That is 0.081 of 0.090."""
    assert abs((0.791 - 0.710) - 0.081) < 1e-9
    assert abs((0.800 - 0.710) - 0.090) < 1e-9
    assert round(0.081 / 0.090, 2) == 0.90


def test_difference_of_the_terminals() -> None:
    """about 60,000 connecting bags a month as well, did not move. That makes 0.5 points, interval 0.3 to 0.7 if bags
    were independent."""
    shares = [0.024, 0.019, 0.024, 0.024]
    error = sqrt(sum(p * (1 - p) / 60_000 for p in shares))
    difference = (0.024 - 0.019) - (0.024 - 0.024)
    assert [round(100 * (difference + sign * 1.96 * error), 1) for sign in (-1, 0, 1)] == [0.3, 0.5, 0.7]
