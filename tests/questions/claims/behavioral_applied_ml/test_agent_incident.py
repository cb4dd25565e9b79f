def test_none_of_two_hundred() -> None:
    """The 95% interval still reaches 1.8%, for attacks like hers."""
    upper = 1 - 0.025 ** (1 / 200)
    assert round(100 * upper, 1) == 1.8
    assert abs((1 - upper) ** 200 - 0.025) < 1e-9


def test_the_repair_is_more_than_luck() -> None:
    """of 200 hidden instructions 31 had got through before, none after"""
    assert (1 - 31 / 200) ** 200 < 1e-12
