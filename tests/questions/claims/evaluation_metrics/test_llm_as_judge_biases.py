from math import sqrt
from statistics import fmean, pvariance


def test_win_rate_with_ties() -> None:
    r"""A's win rate is $(90+25)/200=57.5\%$, with a 95% interval of about 52% to 63%."""
    scores = [1.0] * 90 + [0.5] * 50 + [0.0] * 60
    mean, half = fmean(scores), 1.96 * sqrt(pvariance(scores) / len(scores))
    assert mean == 0.575
    assert round(100 * (mean - half)) == 52
    assert round(100 * (mean + half)) == 63


def test_one_order_alone() -> None:
    """If all 50 flips favour the first position, one order alone gives A 70% and the other 45%."""
    verdicts = ["A"] * 90 + ["B"] * 60 + ["first"] * 50
    as_seen = {place: fmean(v in ("A", place) for v in verdicts) for place in ("first", "second")}
    assert as_seen == {"first": 0.7, "second": 0.45}


def test_corrected_pass_rate() -> None:
    r"""\frac{0.65+0.70-1}{0.95+0.70-1}=\frac{0.35}{0.65}=0.54$$"""
    low, high = 0.0, 1.0
    for _ in range(60):  # the true rate at which such a judge passes 65%
        rate = (low + high) / 2
        passed = rate * 0.95 + (1 - rate) * 0.30
        low, high = (rate, high) if passed < 0.65 else (low, rate)
    assert round(low, 2) == 0.54
    assert round(100 * (0.65 - low)) == 11
