from math import sqrt


def test_expected_finds() -> None:
    """960 × 0.25 + 240 × 0.06 is about 254, against 72 if all were random"""
    assert (round(1_200 * 0.8), round(1_200 * 0.2)) == (960, 240)
    assert round(960 * 0.25 + 240 * 0.06) == 254
    assert 1_200 * 0.06 == 72


def test_chance_alone() -> None:
    """Chance alone moves it by about 14 either way, one standard deviation. Two quarters below 226 would have sent me
    looking."""
    deviation = sqrt(960 * 0.25 * 0.75 + 240 * 0.06 * 0.94)
    assert round(deviation) == 14
    assert round(254 - 2 * deviation) in (226, 227)


def test_both_quarters_are_within_chance() -> None:
    """The first two brought 241 and 249, within chance of it"""
    deviation = sqrt(960 * 0.25 * 0.75 + 240 * 0.06 * 0.94)
    assert all(abs(finds - 254) < deviation for finds in (241, 249))


def test_a_list_that_flags_nothing() -> None:
    """with few violations a list that flags nothing is accurate too"""
    assert 1 - 0.06 > 0.9
