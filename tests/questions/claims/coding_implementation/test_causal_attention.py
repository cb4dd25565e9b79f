import math
import random
import statistics


def test_variance_of_the_dot_product() -> None:
    r"""If the components of $q$ and $k$ are independent with mean 0 and variance 1, the dot product has variance
    $d$. Division by $\sqrt{d}$ returns it to variance 1.
    """
    rng, d = random.Random(1), 16
    raw = [sum(rng.gauss(0, 1) * rng.gauss(0, 1) for _ in range(d)) for _ in range(4000)]
    assert abs(statistics.pvariance(raw) / d - 1) < 0.12
    assert abs(statistics.pvariance([x / math.sqrt(d) for x in raw]) - 1) < 0.12


def test_two_large_scores() -> None:
    """the exponents are 0 and minus 1, and the weights are 0.731 and 0.269"""
    exps = [math.exp(s - 10_000) for s in (10_000, 9_999)]
    assert [round(e / sum(exps), 3) for e in exps] == [0.731, 0.269]


def test_limit_of_exp() -> None:
    """overflows a double, like that of any number above about 709"""
    assert math.isfinite(math.exp(709))
    for x in (710, 10_000):
        try:
            math.exp(x)
        except OverflowError:
            continue
        raise AssertionError(x)


def test_size_of_the_cache() -> None:
    """Two times 32 times 8 times 128 is 65,536 numbers a position, which is 128 KiB in two bytes each. Times 4,096
    positions that is 512 MiB
    """
    numbers = 2 * 32 * 8 * 128
    assert numbers == 65_536
    assert numbers * 2 == 128 * 2**10
    assert numbers * 2 * 4096 == 512 * 2**20
