from math import sqrt


def _interval(first: float, second: float, n: int) -> list[float]:
    """95 % interval of the difference of two shares of n, in points."""
    error = sqrt(first * (1 - first) / n + second * (1 - second) / n)
    return [round(100 * (first - second + sign * 1.96 * error), 1) for sign in (-1, 0, 1)]


def test_audit() -> None:
    """the difference is −0.7 points, 95% interval −1.8 to 0.4. So we are not more than a point worse"""
    assert _interval(0.012, 0.019, 1_000) == [-1.8, -0.7, 0.4]


def test_a_thousand_is_too_few_to_show_better() -> None:
    """I might have asked to show that we are better; for that a thousand would have been far too few"""
    p, q = 0.012, 0.019
    needed = (1.96 + 0.84) ** 2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2
    assert needed > 4_000


def test_discount() -> None:
    """It was 82.0% against 81.8%, +0.2 points, 95% interval −0.3 to 0.7."""
    assert _interval(0.820, 0.818, 50_000) == [-0.3, 0.2, 0.7]
