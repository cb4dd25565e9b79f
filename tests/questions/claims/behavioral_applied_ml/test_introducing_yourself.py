from math import sqrt


def test_days_of_waiting() -> None:
    """The wait there was 12 days, in the others 18, interval of the difference 4 to 8."""
    assert 18 - 12 == (4 + 8) / 2
    # twenty offices on each side: it takes a spread of about three days between offices
    spread = (8 - 4) / 2 / (2.02 * sqrt(2 / 20))
    assert 3 < spread < 3.3
