import math
from statistics import NormalDist


def _poisson(k: int, mean: float) -> float:
    return math.exp(-mean) * mean**k / math.factorial(k)


def test_rows_of_a_night() -> None:
    r"""$30\text{M} \times 28 = 840$ M daily means a night, 3.4 GB at 4 bytes"""
    assert 30 * 28 == 840
    assert round(840e6 * 4 / 1e9, 1) == 3.4


def test_time_of_a_night() -> None:
    """4,950 s, about 83 minutes on one node and 21 on four"""
    seconds = (840e6 + 5 * 30e6) / 200_000
    assert seconds == 4_950
    assert abs(seconds / 60 - 83) <= 0.5
    assert round(seconds / 240) == 21


def test_history() -> None:
    r"""$30\text{M} \times 730$ days $= 21.9$ billion rows."""
    assert round(30e6 * 730 / 1e9, 1) == 21.9
    assert round(0.05 * 30e6 * 730 / 1e9, 1) == 1.1


def test_critical_ratio() -> None:
    """the critical ratio is $3/(3+1) = 0.75$"""

    def cost(order: int) -> float:  # of Poisson demand of mean 20
        return sum(_poisson(d, 20) * (3 * max(0, d - order) + max(0, order - d)) for d in range(80))

    best = min(range(60), key=cost)
    assert sum(_poisson(d, 20) for d in range(best)) < 0.75 <= sum(_poisson(d, 20) for d in range(best + 1))


def test_sales_and_days_that_did_not_sell_out() -> None:
    """sales average 8.7; dropping the days that sold out leaves a mean of 7.3"""
    sales = sum(_poisson(d, 10) * min(d, 10) for d in range(80))
    kept = range(10)  # demand of 10 or more empties the shelf
    left = sum(d * _poisson(d, 10) for d in kept) / sum(_poisson(d, 10) for d in kept)
    assert round(sales, 2) == 8.75
    assert round(left, 1) == 7.3


def test_quantiles_of_days_do_not_add() -> None:
    """75% quantiles of 12.7 each, 25.4 together; the sum's 75% quantile is 23.8"""
    day = NormalDist(10, 4)
    assert round(day.inv_cdf(0.75), 1) == 12.7
    assert round(2 * day.inv_cdf(0.75), 1) == 25.4
    assert round((day + day).inv_cdf(0.75), 1) == 23.8
