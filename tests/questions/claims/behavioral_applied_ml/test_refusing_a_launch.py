SENSITIVITY, SPECIFICITY = 0.95, 0.90


def _right_alarms(share: float) -> float:
    """How often an alarm is right where that share of moles is a melanoma."""
    right, false = SENSITIVITY * share, (1 - SPECIFICITY) * (1 - share)
    return right / (right + false)


def test_false_alarms_at_home() -> None:
    """At the same rates, of a hundred alarms about 95 would be false"""
    assert round(100 * (1 - _right_alarms(1 / 200))) == 95


def test_right_alarms_at_home() -> None:
    """about 5% of alarms would be right"""
    assert round(100 * _right_alarms(1 / 200)) == 5
    assert _right_alarms(1 / 5) > 0.7  # the same rates in a clinic


def test_missed_melanomas() -> None:
    """of each twenty melanomas one would hear 'harmless', from us"""
    assert abs(20 * (1 - SENSITIVITY) - 1) < 1e-9


def test_a_study_takes_thousands() -> None:
    """with one melanoma in two hundred it would have taken thousands of people"""
    melanomas = 1
    while 0.95**melanomas > 0.05:  # until none missed of so many would show a sensitivity above 95 %
        melanomas += 1
    assert 5_000 < melanomas * 200 < 20_000


def test_flags_on_the_road() -> None:
    """of the rides flagged, 22% had been on the road, interval 17 to 28"""
    flagged, z, p = 220, 1.96, 0.22
    centre, half = p + z * z / 2 / flagged, z * (p * (1 - p) / flagged + z * z / 4 / flagged**2) ** 0.5
    assert [round(100 * (centre + sign * half) / (1 + z * z / flagged)) for sign in (-1, 1)] == [17, 28]


def test_patients_own_photographs() -> None:
    """it found 33 of 40 melanomas, 83%, interval 68 to 91, so it was worse still"""
    n, z, p = 40, 1.96, 33 / 40
    centre, half = p + z * z / 2 / n, z * (p * (1 - p) / n + z * z / 4 / n**2) ** 0.5
    assert [round(100 * (centre + sign * half) / (1 + z * z / n)) for sign in (-1, 1)] == [68, 91]
    assert p < SENSITIVITY
