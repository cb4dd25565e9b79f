from math import sqrt
from random import Random
from statistics import NormalDist, fmean, pvariance

N = 600


def test_naive_error() -> None:
    r"""\text{SE}=\sqrt{\frac{0.7\times0.3}{600}}=1.87\text{ points},$$

    so ±3.67."""
    scores = [1] * 420 + [0] * 180
    error = 100 * sqrt(pvariance(scores) / N)
    assert round(error, 2) == 1.87
    assert round(1.96 * error, 2) == 3.67


def test_clusters() -> None:
    r"""the variance is multiplied by $1+(5-1)\times0.3=2.2$, and the interval becomes ±5.4"""
    random, means = Random(2), []
    for _ in range(1500):  # five values with correlation 0.3
        shared = random.gauss(0, sqrt(0.3))
        means.append(fmean(shared + random.gauss(0, sqrt(0.7)) for _ in range(5)))
    assert abs(pvariance(means) * 5 - 2.2) < 0.25
    assert round(196 * sqrt(0.21 / N * 2.2), 1) == 5.4


def test_paired_difference() -> None:
    r"""The mean is 3.0 points with standard error $\sqrt{90-18^2/600}/600=1.58$ points: −0.1 to 6.1."""
    differences = [1] * 54 + [-1] * 36 + [0] * 510
    mean, error = 100 * fmean(differences), 100 * sqrt(pvariance(differences) / N)
    assert round(mean, 1) == 3.0
    assert round(error, 2) == 1.58
    assert [round(mean + s * 1.96 * error, 1) for s in (-1, 1)] == [-0.1, 6.1]


def test_unpaired_difference() -> None:
    """Two separate intervals would give ±5.1 for the difference"""
    assert round(196 * sqrt((0.7 * 0.3 + 0.73 * 0.27) / N), 1) == 5.1


def test_several_answers() -> None:
    """One answer gives 1.87 points; four give 1.54; no number of answers goes below 1.41."""
    errors = [round(100 * sqrt((0.12 + 0.09 / k) / N), 2) for k in (1, 4, 10**9)]
    assert errors == [1.87, 1.54, 1.41]


def test_variance_of_the_score() -> None:
    r"""for $K$ answers to each of $n$ questions with success rates $p_i$"""
    random, n, k, scores = Random(3), 20, 3, []
    for _ in range(1000):
        rates = [random.betavariate(2, 1) for _ in range(n)]
        scores.append(fmean(fmean(random.random() < p for _ in range(k)) for p in rates))
    between, within = 2 / 36, 2 / 3 - (2 / 36 + 4 / 9)  # of a beta(2, 1)
    assert abs(pvariance(scores) / ((between + within / k) / n) - 1) < 0.15


def test_planning() -> None:
    """To detect 3 points with 80% power when models disagree on 15% of independent questions takes about 1,300
    questions."""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    assert round(z**2 * (0.15 - 0.03**2) / 0.03**2, -2) == 1_300


def test_effective_questions() -> None:
    """With a correlation of 0.3 within texts, 600 questions are worth about 270."""
    assert round(N / (1 + 4 * 0.3), -1) == 270
