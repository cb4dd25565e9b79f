from fractions import Fraction


def _posterior(prior: Fraction, detected: Fraction, false_alarms: Fraction) -> Fraction:
    """By counting: the share of the ill among all that test positive."""
    ill, healthy = prior * detected, (1 - prior) * false_alarms
    return ill / (ill + healthy)


PREVALENCE, SENSITIVITY, FALSE_ALARMS = Fraction(1, 100), Fraction(9, 10), Fraction(5, 100)


def test_counting_people() -> None:
    """which is 495 people. So 585 people test positive and 90 of them are ill"""
    ill, healthy = 10_000 * PREVALENCE, 10_000 * (1 - PREVALENCE)
    assert healthy * FALSE_ALARMS == 495
    assert ill * SENSITIVITY == 90
    assert ill * SENSITIVITY + healthy * FALSE_ALARMS == 585


def test_one_positive() -> None:
    r"""\frac{0.009}{0.0585} \approx 0.154"""
    assert round(float(_posterior(PREVALENCE, SENSITIVITY, FALSE_ALARMS)), 3) == 0.154


def test_odds() -> None:
    r"""Posterior odds are $18/99 \approx 0.182$, which is a probability of 15.4%."""
    odds = float(Fraction(18, 99))
    assert round(odds, 3) == 0.182
    assert abs(odds / (1 + odds) - float(_posterior(PREVALENCE, SENSITIVITY, FALSE_ALARMS))) < 1e-12


def test_two_positives() -> None:
    """or a probability of about 77%"""
    once = _posterior(PREVALENCE, SENSITIVITY, FALSE_ALARMS)
    assert round(float(_posterior(once, SENSITIVITY, FALSE_ALARMS)), 2) == 0.77


def test_fraud() -> None:
    """a detector with 90% recall and a 5% false positive rate has a precision below 2%"""
    assert _posterior(Fraction(1, 1000), Fraction(9, 10), Fraction(5, 100)) < Fraction(2, 100)


def test_correcting_a_balanced_model() -> None:
    """which become 9/99, a probability of 1/12 or 8.3%"""
    at_half = Fraction(9, 10)
    odds = at_half / (1 - at_half) * PREVALENCE / (1 - PREVALENCE)
    assert odds == Fraction(9, 99)
    assert odds / (1 + odds) == Fraction(1, 12)
