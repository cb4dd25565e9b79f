from math import sqrt


def qini(bought_treated: int, treated: int, bought_control: int, control: int) -> float:
    return bought_treated - bought_control * treated / control


def interval(bought_treated: int, treated: int, bought_control: int, control: int) -> list[float]:
    """Of the uplift, in points: low, estimate, high."""
    p, q = bought_treated / treated, bought_control / control
    error = sqrt(p * (1 - p) / treated + q * (1 - q) / control)
    return [100 * (p - q + s * 1.96 * error) for s in (-1, 0, 1)]


def test_extra_purchases() -> None:
    """Top fifth: $Q=240-140=100$. Everybody: $800-600=200$. So a fifth of the contacts wins half of the effect; a
    random fifth would win 40."""
    assert qini(240, 2000, 140, 2000) == 100
    assert qini(800, 10_000, 600, 10_000) == 200
    assert 200 / 5 == 40


def test_uplift_of_the_top_fifth() -> None:
    r"""The uplift there is $12\%-7\%=5.0$ points, 95% interval 3.2 to 6.8."""
    assert [round(x, 1) for x in interval(240, 2000, 140, 2000)] == [3.2, 5.0, 6.8]


def test_uplift_of_the_rest() -> None:
    """In the rest $560/8000-460/8000=1.25$ points, 0.5 to 2.0."""
    low, estimate, high = interval(560, 8000, 460, 8000)
    assert round(estimate, 2) == 1.25
    assert (round(low, 1), round(high, 1)) == (0.5, 2.0)


def test_profit() -> None:
    r"""Contacting all 10,000 earns $200\times30-10{,}000=-\$4{,}000$, the top fifth alone
    $100\times30-2{,}000=\$1{,}000$"""
    assert round(30 * qini(800, 10_000, 600, 10_000)) - 10_000 == -4_000
    assert round(30 * qini(240, 2000, 140, 2000)) - 2_000 == 1_000


def test_interval_of_the_profit() -> None:
    r"""with a 95% interval from about −\$100 to \$2,100"""
    low, _, high = interval(240, 2000, 140, 2000)
    assert [round(30 * 2000 * x / 100 - 2_000, -2) for x in (low, high)] == [-100, 2_100]


def test_break_even() -> None:
    r"""A contact pays if uplift times \$30 exceeds \$1, that is above 3.3 points."""
    assert round(100 / 30, 1) == 3.3
    assert interval(240, 2000, 140, 2000)[0] < 100 / 30 < interval(240, 2000, 140, 2000)[1]
