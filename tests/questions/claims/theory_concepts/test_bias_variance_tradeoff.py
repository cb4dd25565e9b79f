from random import Random
from statistics import fmean, pvariance


def _squared_error(mu: float, shrinkage: float) -> float:
    """The mean squared error of the shrunken mean of 10 values with variance 4, from bias and variance."""
    return ((shrinkage - 1) * mu) ** 2 + shrinkage**2 * 4 / 10


def test_sample_mean() -> None:
    """variance $4/10 = 0.4$, so its mean squared error is 0.4"""
    random = Random(1)
    means = [fmean(random.gauss(1, 2) for _ in range(10)) for _ in range(5_000)]
    assert abs(fmean((mean - 1) ** 2 for mean in means) - 0.4) < 0.03


def test_shrunken_mean() -> None:
    r"""squared bias $0.3^2 = 0.09$ and variance $0.49 \times 0.4 = 0.196$, in total 0.286"""
    random = Random(2)
    estimates = [0.7 * fmean(random.gauss(1, 2) for _ in range(10)) for _ in range(5_000)]
    assert abs((fmean(estimates) - 1) ** 2 - 0.09) < 0.02
    assert abs(pvariance(estimates) - 0.196) < 0.015
    assert round(_squared_error(1, 0.7), 3) == 0.286


def test_the_same_shrinkage_far_away() -> None:
    r"""With $\mu = 5$ the same shrinkage gives 2.446"""
    assert round(_squared_error(5, 0.7), 3) == 2.446


def test_sum_of_three_parts() -> None:
    r"""\big(f(x)-\mathbb{E}\hat f(x)\big)^2 + \operatorname{Var}\big(\hat f(x)\big) + \sigma^2"""
    random = Random(3)
    fits = [0.7 * fmean(random.gauss(1, 2) for _ in range(10)) for _ in range(5_000)]
    errors = [(random.gauss(1, 2) - fit) ** 2 for fit in fits]
    assert abs(fmean(errors) - ((fmean(fits) - 1) ** 2 + pvariance(fits) + 4)) < 0.3


def test_variance_of_an_average_of_trees() -> None:
    r"""has variance $\rho\sigma^2 + (1-\rho)\sigma^2/B$"""
    trees, rho, variance = 7, 0.3, 2.0
    covariances = [[variance if i == j else rho * variance for i in range(trees)] for j in range(trees)]
    of_average = sum(map(sum, covariances)) / trees**2
    assert abs(of_average - (rho * variance + (1 - rho) * variance / trees)) < 1e-12
