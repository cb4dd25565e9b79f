def test_the_sign_had_not_come() -> None:
    """rare specialities down by more than 5%, clear of zero. After ten weeks the interval there was −3 to 4, so it
    did not come."""
    low, high, limit = -3, 4, -5
    assert low > limit
    assert low < 0 < high


def test_applications_overall() -> None:
    """Overall applications had risen by 1.8%, interval 0.2 to 3.4."""
    assert abs((0.2 + 3.4) / 2 - 1.8) < 1e-12
