from datetime import timedelta

CERTIFICATE, PAGE, RULES = (timedelta(hours=2, minutes=minutes) for minutes in (2, 14, 33))


def test_payments_without_scores() -> None:
    """31 minutes at 140 a minute, about 4,340 payments"""
    minutes = (RULES - CERTIFICATE).seconds // 60
    assert minutes == 31
    assert minutes * 140 == 4_340


def test_page() -> None:
    """The page came twelve minutes later"""
    assert timedelta(minutes=12) == PAGE - CERTIFICATE
