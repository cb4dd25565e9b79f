from datetime import date


def test_two_weeks_missing() -> None:
    """After dropping foreign receipts two weeks were still missing."""
    assert 11 - 7 - 2 == 2


def test_two_days_late() -> None:
    """built the stream by 2 February, two days late"""
    assert (date(2025, 2, 2) - date(2025, 1, 31)).days == 2


def test_the_register_is_complete() -> None:
    """Four entries were repaid in April, in 18 days against 15 estimated, one died with its feature, and one stays on
    purpose."""
    assert 4 + 1 + 1 == 6
    assert 18 / 15 == 1.2
