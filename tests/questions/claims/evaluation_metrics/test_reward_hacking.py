from math import log, sqrt
from random import Random


def test_the_fall() -> None:
    r"""The fall from the second to the fourth checkpoint is 12 points with standard error
    $\sqrt{0.64\times0.36/200+0.52\times0.48/200}=4.9$ points, so 2 to 22."""
    error = 100 * sqrt(0.64 * 0.36 / 200 + 0.52 * 0.48 / 200)
    assert round(error, 1) == 4.9
    assert [round(12 + s * 1.96 * error) for s in (-1, 1)] == [2, 22]


def test_a_step_within_noise() -> None:
    """The step from 64 to 61 is within noise."""
    assert 1.96 * 100 * sqrt(0.64 * 0.36 / 200 + 0.61 * 0.39 / 200) > 3


def test_peak() -> None:
    r"""which rises, peaks at $d=\alpha/(2\beta)$ and falls"""
    for alpha, beta in ((1.0, 0.1), (0.7, 0.25)):
        grid = [i / 1000 for i in range(10_000)]
        best = max(grid, key=lambda d: d * (alpha - beta * d))
        assert abs(best - alpha / (2 * beta)) < 0.002


def test_divergence_of_best_of_sixteen() -> None:
    r"""For best-of-16 the KL is at most $\ln16-\tfrac{15}{16}=1.84$ nats."""
    random, n = Random(1), 16
    ranks = [max(random.random() for _ in range(n)) for _ in range(8000)]  # of the best, among single samples
    estimate = sum(log(n * rank ** (n - 1)) for rank in ranks) / len(ranks)
    assert abs(estimate - 1.84) < 0.05


def test_the_largest_is_overstated() -> None:
    """Since I picked the highest checkpoint after looking, the fall is overstated on average"""
    random = Random(2)
    spread = sqrt(0.6 * 0.4 / 200)
    highest = [max(random.gauss(0.6, spread) for _ in range(3)) for _ in range(3000)]
    assert sum(highest) / len(highest) > 0.61
