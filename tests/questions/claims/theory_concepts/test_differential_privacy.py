from math import exp, log, sqrt
from random import Random
from statistics import fmean, pstdev


def _laplace(random: Random, scale: float) -> float:
    return random.expovariate(1 / scale) - random.expovariate(1 / scale)


def test_belief() -> None:
    """a prior belief of 1% that you are in the data can rise to at most 2.7%"""
    odds = 0.01 / 0.99 * exp(1)
    assert round(100 * odds / (1 + odds), 1) == 2.7


def test_laplace_spread() -> None:
    r"""at $\varepsilon = 0.5$ the scale is 2 and the standard deviation $2\sqrt2 \approx 2.8$"""
    random = Random(1)
    scale = 1 / 0.5
    assert scale == 2
    assert abs(pstdev(_laplace(random, scale) for _ in range(20_000)) - 2.8) < 0.1


def test_laplace_is_private() -> None:
    r"""Laplace noise of scale $\Delta/\varepsilon$ gives $\varepsilon$-DP."""
    epsilon, sensitivity = 0.5, 1.0

    def density(x: float, centre: float) -> float:
        scale = sensitivity / epsilon
        return exp(-abs(x - centre) / scale) / (2 * scale)

    ratios = [density(x / 10, 7) / density(x / 10, 8) for x in range(-100, 300)]
    assert max(ratios) <= exp(epsilon) + 1e-12
    assert min(ratios) >= exp(-epsilon) - 1e-12


def test_randomised_response() -> None:
    r"""so $\varepsilon = \ln 3 \approx 1.1$"""
    says_yes = {"yes": 3 / 4, "no": 1 / 4}
    worst = max(says_yes["yes"] / says_yes["no"], (1 - says_yes["no"]) / (1 - says_yes["yes"]))
    assert abs(worst - 3) < 1e-12
    assert round(log(worst), 1) == 1.1


def test_estimate_from_randomised_response() -> None:
    """subtract 1/4 from the observed share and double it"""
    random = Random(2)
    truths = [random.random() < 0.3 for _ in range(60_000)]
    answers = [truth if random.random() < 0.75 else not truth for truth in truths]
    assert abs(2 * (fmean(answers) - 0.25) - fmean(truths)) < 0.02


def test_error_of_the_local_model() -> None:
    r"""For a count over $n$ people the error grows with $\sqrt n$ instead of staying constant"""
    random = Random(3)

    def error(people: int) -> float:
        counts = [2 * (random.binomialvariate(people, 0.25) - people / 4) for _ in range(1500)]
        return pstdev(counts)

    assert abs(error(4000) / error(1000) - 2) < 0.2
    assert abs(error(1000) / sqrt(1000) - 2 * sqrt(0.25 * 0.75)) < 0.06


def test_clipping_the_mean() -> None:
    """One example can then change it by up to twice the limit"""
    limit, batch = 1.0, 100

    def clipped(value: float) -> float:
        return max(-limit, min(limit, value))

    without = [-2.0] * (batch - 1)
    with_one = [*without, 1e6]
    by_mean = abs(clipped(fmean(with_one)) - clipped(fmean(without)))
    by_example = abs(sum(map(clipped, with_one)) - sum(map(clipped, without))) / batch
    assert by_mean == 2 * limit
    assert abs(by_example - limit / batch) < 1e-12
