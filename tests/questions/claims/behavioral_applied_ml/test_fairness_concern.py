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


def test_calibration_and_error_rates() -> None:
    """a score that is calibrated in both gives different false positive or false negative rates, unless it predicts
    perfectly"""

    def rates(high: float) -> tuple[float, float]:
        """False positive and false negative rate of 'score 0.8 is positive', where `high` of a group score 0.8 and
        the others 0.2, each calibrated."""
        positive, negative = 0.8 * high + 0.2 * (1 - high), 0.2 * high + 0.8 * (1 - high)
        return 0.2 * high / negative, 0.2 * (1 - high) / positive

    first, second = rates(0.5), rates(0.3)
    assert abs(first[0] - second[0]) > 0.05
    assert abs(first[1] - second[1]) > 0.05
    assert rates(0.5) == first  # equal base rates: both hold
