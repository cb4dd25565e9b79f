from math import sqrt
from random import Random
from statistics import correlation, fmean, pvariance

RANDOM = Random(1)
COLUMN = [RANDOM.gauss(0, 1) for _ in range(20_000)]
OTHER = [0.6 * x + 0.8 * RANDOM.gauss(0, 1) for x in COLUMN]
MISSING = [RANDOM.random() < 0.3 for _ in COLUMN]
SEEN = [x for x, gone in zip(COLUMN, MISSING, strict=True) if not gone]
FILLED = [fmean(SEEN) if gone else x for x, gone in zip(COLUMN, MISSING, strict=True)]


def test_complete_cases() -> None:
    r"""\frac{0.8\times 30 + 0.4 \times 40}{0.8+0.4} \approx 33.3"""
    population = [(30, 0.8)] * 500 + [(40, 0.4)] * 500
    answers = sum(share for _, share in population)
    assert round(sum(mean * share for mean, share in population) / answers, 1) == 33.3


def test_weighting_the_halves() -> None:
    """Averaging within the halves and weighting them equally gives back 35."""
    random = Random(2)
    halves = {
        mean: [random.gauss(mean, 5) for _ in range(5000) if random.random() < rate]
        for mean, rate in ((30, 0.8), (40, 0.4))
    }
    assert abs(fmean(fmean(values) for values in halves.values()) - 35) < 0.3
    assert abs(fmean(x for values in halves.values() for x in values) - 33.3) < 0.3


def test_variance_after_mean_imputation() -> None:
    """its variance falls to about 70%"""
    assert abs(pvariance(FILLED) / pvariance(COLUMN) - 0.70) < 0.02


def test_correlation_after_mean_imputation() -> None:
    """its correlation with a complete column to about 84% of the true values"""
    assert abs(correlation(FILLED, OTHER) / correlation(COLUMN, OTHER) - 0.84) < 0.02
    assert round(sqrt(0.7), 2) == 0.84


def test_a_regression_with_gaps_by_its_predictor() -> None:
    """a well-specified regression stays valid if missingness depends on its predictors alone"""
    kept = [(x, y) for x, y in zip(COLUMN, OTHER, strict=True) if x < 0.5]
    mean_x, mean_y = fmean(x for x, _ in kept), fmean(y for _, y in kept)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in kept) / sum((x - mean_x) ** 2 for x, _ in kept)
    assert abs(slope - 0.6) < 0.03


def test_imputing_without_the_outcome() -> None:
    """leaving it out pulls the imputed values away from their true relation with the outcome, and weakens the estimated
    effect"""
    random = Random(3)
    drawn = [random.gauss(0, 1) if gone else x for x, gone in zip(COLUMN, MISSING, strict=True)]
    assert correlation(drawn, OTHER) < 0.8 * correlation(COLUMN, OTHER)
