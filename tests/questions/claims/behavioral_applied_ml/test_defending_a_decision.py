from math import sqrt


def test_weeks_by_lot() -> None:
    """Over 60 weeks, each drawn by lot for the new plan or the old, coverage within eight minutes rose by 3.1 points,
    interval 1.6 to
    4.6."""
    assert abs((1.6 + 4.6) / 2 - 3.1) < 1e-12
    # thirty weeks on each side: the coverage of a week must vary by about three points
    spread = (4.6 - 1.6) / 2 / (2.0 * sqrt(2 / 30))
    assert 2.5 < spread < 3.5
