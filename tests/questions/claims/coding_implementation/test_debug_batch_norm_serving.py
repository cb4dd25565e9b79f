import math
import random
import statistics


def test_one_row_is_its_own_mean() -> None:
    """A batch of one row is its own mean, so the normalised values are all zero"""
    for x in (-3.0, 0.2, 17.0):
        assert (x - statistics.fmean([x])) / math.sqrt(statistics.pvariance([x]) + 1e-5) == 0


def test_pairs() -> None:
    """For a batch of two the normalised values are about $+1$ and $-1$ in each feature in which they differ
    clearly, and only their signs survive.
    """
    rng = random.Random(1)
    for _ in range(50):
        pair = [rng.gauss(0, 5), rng.gauss(0, 5)]
        deviation = math.sqrt(statistics.pvariance(pair) + 1e-12)
        normal = sorted((x - statistics.fmean(pair)) / deviation for x in pair)
        assert math.isclose(normal[0], -1, abs_tol=1e-3)
        assert math.isclose(normal[1], 1, abs_tol=1e-3)


def test_what_is_left_of_the_start() -> None:
    """after 22 updates less than a tenth of the start is left"""
    assert 0.9**22 < 0.1 < 0.9**21


def test_ratio_of_the_variances() -> None:
    """For $n = 64$ the ratio is 1.016."""
    assert round(64 / 63, 3) == 1.016
    rng = random.Random(2)
    x = [rng.gauss(0, 1) for _ in range(64)]
    assert round(statistics.variance(x) / statistics.pvariance(x), 3) == 1.016
