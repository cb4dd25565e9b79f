import math
import random
import statistics


def test_spacing_near_the_squares() -> None:
    """subtracts two numbers near $10^{18}$ when values are near $10^{9}$; neighbouring floats are 128 apart there,
    so a variance of 1 is lost
    """
    assert (10**9) ** 2 == 10**18
    assert math.ulp(1e18) == 128.0
    values = [1e9 + 1, 1e9 - 1] * 50
    one_pass = sum(x * x for x in values) / 100 - (sum(values) / 100) ** 2
    assert abs(one_pass - 1) > 0.5
    assert statistics.pvariance(values) == 1.0


def test_equal_values_with_a_deviation() -> None:
    """rounding can give a column of equal values a tiny non-zero computed deviation"""
    found = 0
    for value in (0.1, 0.7, 1.1):
        for n in (3, 6, 7, 10, 11):
            mean = sum([value] * n) / n
            found += sum((x - mean) ** 2 for x in [value] * n) > 0
    assert found > 0


def test_one_outlier_squeezes() -> None:
    """Min-Max depends on two extreme values, so one outlier squeezes all other values together."""
    values = [float(i) for i in range(100)]
    squeezed = [(x - 0) / (10_000 - 0) for x in values]
    assert max(squeezed) < 0.01


def test_mean_and_variance_after_scaling() -> None:
    """gives the training column mean 0 and variance 1"""
    rng = random.Random(1)
    column = [rng.expovariate(1) for _ in range(50)]
    mean, std = statistics.fmean(column), statistics.pstdev(column)
    z = [(x - mean) / std for x in column]
    assert abs(statistics.fmean(z)) < 1e-12
    assert abs(statistics.pvariance(z) - 1) < 1e-12


def test_order_survives() -> None:
    """because such splits depend on the order of values"""
    values = [3.0, -1.0, 7.0, 2.5]
    scaled = [(v + 1) / 8 for v in values]
    assert sorted(range(4), key=values.__getitem__) == sorted(range(4), key=scaled.__getitem__)
