from random import Random
from statistics import NormalDist, correlation

NORMAL = NormalDist()


def test_standard_error_of_the_test() -> None:
    r"""A test with 80% power for 1% has a standard error of about $1\%/2.8=0.36\%$."""
    error = 1 / (NORMAL.inv_cdf(0.975) + NORMAL.inv_cdf(0.8))
    assert round(error, 2) == 0.36


def test_power_for_the_plausible_lift() -> None:
    r"""\text{power}\approx\Phi\!\left(\tfrac{0.3}{0.36}-1.96\right)\approx0.13$$"""
    random, error = Random(1), 1 / 2.8016
    found = sum(random.gauss(0.3, error) > 1.96 * error for _ in range(20_000)) / 20_000
    assert abs(found - 0.13) < 0.01


def test_interval_of_a_flat_result() -> None:
    """the interval runs from roughly −0.5% to +0.9%"""
    assert round(0.2 - 1.96 * 0.357, 1) == -0.5
    assert round(0.2 + 1.96 * 0.357, 1) == 0.9


def test_noise_weakens_the_correlation() -> None:
    """Noise in the online estimates alone weakens that correlation"""
    random = Random(2)
    offline = [random.gauss(0, 1) for _ in range(4000)]
    true = [0.5 * x for x in offline]
    measured = [y + random.gauss(0, 1) for y in true]
    assert correlation(offline, true) > 0.99
    assert correlation(offline, measured) < 0.5
