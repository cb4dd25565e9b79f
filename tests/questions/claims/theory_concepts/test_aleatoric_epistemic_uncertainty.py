from math import log
from random import Random
from statistics import fmean, pvariance


def _entropy(p: float) -> float:
    return -sum(q * log(q) for q in (p, 1 - p) if q)


def _row(*members: float) -> tuple[float, float, float, float]:
    """Mean, total, aleatoric, and the mutual information computed from its own definition."""
    mean = fmean(members)
    information = fmean(sum(q * log(q / m) for q, m in ((p, mean), (1 - p, 1 - mean)) if q) for p in members)
    return mean, round(_entropy(mean), 3), round(fmean(map(_entropy, members)), 3), round(information, 3)


def test_agreement() -> None:
    """| 0.5, 0.5 | 0.5 | 0.693 | 0.693 | 0 |"""
    assert _row(0.5, 0.5) == (0.5, 0.693, 0.693, 0)


def test_disagreement() -> None:
    """| 0.01, 0.99 | 0.5 | 0.693 | 0.056 | 0.637 |"""
    assert _row(0.01, 0.99) == (0.5, 0.693, 0.056, 0.637)


def test_entropies_add_up() -> None:
    """The entropy of the averaged prediction equals the expected entropy of the members (aleatoric) plus the mutual
    information between label and parameters (epistemic)."""
    _, total, aleatoric, epistemic = _row(0.2, 0.35, 0.9)
    assert abs(total - aleatoric - epistemic) < 0.002


def test_total_variance() -> None:
    r"""By the law of total variance over models $\theta$"""
    random = Random(1)
    members = [(0.0, 1.0), (2.0, 0.5), (-1.0, 2.0)]
    draws = [random.gauss(*random.choice(members)) for _ in range(50_000)]
    predicted = fmean(sigma**2 for _, sigma in members) + pvariance([mu for mu, _ in members])
    assert abs(pvariance(draws) - predicted) < 0.1


def test_large_variance_hides_a_bad_mean() -> None:
    """points to which the network gives a large variance hardly teach the mean"""

    def slope(variance: float, error: float = 3.0, step: float = 1e-6) -> float:
        def loss(mean: float) -> float:
            return log(variance) / 2 + (error - mean) ** 2 / (2 * variance)

        return (loss(step) - loss(-step)) / (2 * step)

    assert abs(slope(1) / slope(100) - 100) < 0.01
