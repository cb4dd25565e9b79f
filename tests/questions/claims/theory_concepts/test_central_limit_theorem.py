from math import sqrt
from random import Random
from statistics import NormalDist, fmean, pstdev, pvariance


def test_standard_error_of_an_accuracy() -> None:
    r"""\mathrm{SE} = \sqrt{0.9 \times 0.1 / 1000} \approx 0.0095"""
    random = Random(1)
    accuracies = [random.binomialvariate(1000, 0.9) / 1000 for _ in range(20_000)]
    assert abs(pstdev(accuracies) - 0.0095) < 0.0002


def test_interval() -> None:
    """The interval is about 0.881 to 0.919. To halve it we need 4,000 examples"""
    z = NormalDist().inv_cdf(0.975)
    half = z * pstdev([1] * 900 + [0] * 100) / sqrt(1000)
    assert (round(0.9 - half, 3), round(0.9 + half, 3)) == (0.881, 0.919)
    assert abs(z * pstdev([1] * 3600 + [0] * 400) / sqrt(4000) - half / 2) < 1e-12


def test_clusters() -> None:
    r"""the variance grows by a factor of about $1 + 9 \times 0.3 = 3.7$. The 1,000 examples are worth about 270,
    and the standard error is about 0.018"""
    correlations = [[1.0 if i == j else 0.3 for j in range(10)] for i in range(10)]
    growth = sum(map(sum, correlations)) / 10
    assert abs(growth - 3.7) < 1e-12
    assert round(1000 / growth) == 270
    assert round(sqrt(0.9 * 0.1 / 1000 * growth), 3) == 0.018


def test_normal_interval_above_one() -> None:
    """With 2 errors in 1,000, use a Wilson or exact interval; the normal one goes above 100%."""
    p, z = 0.998, NormalDist().inv_cdf(0.975)
    assert p + z * sqrt(p * (1 - p) / 1000) > 1
    wilson = (p + z**2 / 2000 + z * sqrt(p * (1 - p) / 1000 + z**2 / (4 * 1000**2))) / (1 + z**2 / 1000)
    assert wilson < 1


def test_cauchy_means_do_not_settle() -> None:
    """The mean of Cauchy values never settles."""
    random = Random(2)

    def spread(size: int) -> float:
        means = sorted(fmean(random.gauss(0, 1) / random.gauss(0, 1) for _ in range(size)) for _ in range(200))
        return means[150] - means[50]

    assert 0.5 < spread(200) / spread(2) < 2, "the middle half is as wide for 200 values as for two"


def test_examples_for_one_point() -> None:
    r"""$n \approx 2.8^2 \times 0.1 / 0.01^2 \approx 7{,}840$"""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    variance = pvariance([1] * 55 + [-1] * 45 + [0] * 900)
    assert abs(z**2 * variance / 0.01**2 - 7840) < 40
