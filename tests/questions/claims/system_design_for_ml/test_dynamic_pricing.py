import math


def test_quotes_and_updates() -> None:
    r"""$6 \times 10^7/86{,}400 = 694$/s, 3,500/s at five times"""
    assert round(6e7 / 86_400) == 694
    assert round(5 * 6e7 / 86_400, -2) == 3_500


def test_cores() -> None:
    """40,000 zones per 60 s is 667 zones/s; at an assumed 20 ms each, 13 cores busy"""
    assert round(40_000 / 60) == 667
    assert round(40_000 / 60 * 0.02) == 13


def test_random_quotes() -> None:
    """the difference of two arms has a standard error of 0.08 points at a conversion of 25%"""
    assert round(0.02 * 60e6) == 1_200_000
    booked = 15 / 60
    error = math.sqrt(2 * booked * (1 - booked) / 600_000)
    assert round(100 * error, 2) == 0.08
    assert round(1.96 * error / booked / 0.1, 2) == 0.06  # of an elasticity read from a step of ten per cent


def test_elasticity() -> None:
    """the elasticity is about -0.8 (from logarithms -0.87)"""
    assert round((0.23 / 0.25 - 1) / 0.10, 1) == -0.8
    assert round(math.log(0.23 / 0.25) / math.log(1.1), 2) == -0.87


def test_multiplier() -> None:
    r"""$m = 0.75^{-1.25} = 1.43$; with -0.87 it would be 1.39"""
    assert 45 / 60 == 0.75
    assert round(0.75 ** (1 / -0.8), 2) == 1.43
    assert round(0.75 ** (1 / -0.87), 2) == 1.39


def test_revenue_per_quote() -> None:
    r"""$0.25 \times 10 = 2.50$ against $0.23 \times 11 = 2.53$, 1.2% more"""
    assert round(0.23 * 11, 2) == 2.53
    assert round(100 * (0.23 * 11 / 2.5 - 1), 1) == 1.2


def test_windows() -> None:
    r"""$20 \times 14 \times 24 = 6{,}720$ windows"""
    assert 20 * 14 * 24 == 6_720


def test_drivers_whom_a_price_brings() -> None:
    """with the 3.7% more drivers whom it brings within ten minutes 1.37"""
    drivers = 45 * (1 + 0.1 * (1.37 - 1))  # a multiplier of 1.5 brings 5%
    assert round(100 * (drivers / 45 - 1), 1) == 3.7
    assert round((drivers / 60) ** (1 / -0.8), 2) == 1.37
