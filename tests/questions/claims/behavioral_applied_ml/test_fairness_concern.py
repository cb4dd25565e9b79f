from math import sqrt


def _interval(first: float, second: float, n: int) -> list[float]:
    """95 % interval of the difference of two shares of n, in points."""
    error = sqrt(first * (1 - first) / n + second * (1 - second) / n)
    return [round(100 * (first - second + sign * 1.96 * error), 1) for sign in (-1, 0, 1)]


def test_before() -> None:
    """1.1% against 3.4% of 2,000 each, 2.3 points, interval 1.4 to 3.2"""
    assert _interval(68 / 2_000, 22 / 2_000, 2_000) == [1.4, 2.3, 3.2]


def test_after() -> None:
    """0.9% against 1.3%, 0.4 points, interval −0.2 to 1.0"""
    assert _interval(26 / 2_000, 18 / 2_000, 2_000) == [-0.2, 0.4, 1.0]


def test_applicants() -> None:
    """16% against 15%, interval of the difference −0.8 to 2.8"""
    assert _interval(0.16, 0.15, 3_000) == [-0.8, 1.0, 2.8]
    assert round(0.12 / 0.18, 2) == 0.67


def _precision(base: float, false_positive: float, false_negative: float) -> float:
    hits = base * (1 - false_negative)
    return hits / (hits + (1 - base) * false_positive)


def test_equal_error_rates_and_precision() -> None:
    """If both error rates are equal and the groups' base rates differ, a yes is right more often in the group with the
    higher base rate, unless there are no false positives, or no true ones."""
    for false_positive in (0.05, 0.2, 0.5):
        for false_negative in (0.0, 0.2, 0.5):
            assert _precision(0.5, false_positive, false_negative) > _precision(0.3, false_positive, false_negative)
    assert _precision(0.5, 0, 0.4) == _precision(0.3, 0, 0.4) == 1
    assert _precision(0.5, 0.2, 1) == _precision(0.3, 0.2, 1) == 0


def test_calibrated_with_equal_error_rates() -> None:
    """A score may still be calibrated in each group."""
    for base in (0.5, 0.3):
        # Whoever is flagged scores the group's precision, whoever is not the share of positives that were missed.
        flagged = base * 0.8 + (1 - base) * 0.2
        high, low = _precision(base, 0.2, 0.2), base * 0.2 / (1 - flagged)
        assert low < 0.5 < high  # one threshold serves both groups
        assert abs(flagged * high + (1 - flagged) * low - base) < 1e-12
