from collections.abc import Sequence
from random import Random
from statistics import fmean, linear_regression


def r_squared(actual: Sequence[float], predicted: Sequence[float]) -> float:
    mean = fmean(actual)
    left = sum((y - p) ** 2 for y, p in zip(actual, predicted, strict=True))
    return 1 - left / sum((y - mean) ** 2 for y in actual)


def test_good_and_bad_predictions() -> None:
    """Predictions 3, 4, 5, 8 give residual sum of squares 2, so $R^2=0.9$. Predictions 8, 6, 4, 2 give 80, so
    $R^2=-3$"""
    assert r_squared([2, 4, 6, 8], [3, 4, 5, 8]) == 0.9
    assert r_squared([2, 4, 6, 8], [8, 6, 4, 2]) == -3


def test_spread_of_the_target() -> None:
    """With RMSE 10 and target standard deviation 50, $R^2=1-100/2500=0.96$. The same errors on a segment with standard
    deviation 12 give $1-100/144=0.31$."""
    for deviation, wanted in ((50, 0.96), (12, 0.31)):
        actual = [100 - deviation, 100 + deviation] * 2
        predicted = [y + e for y, e in zip(actual, (10, 10, -10, -10), strict=True)]
        assert round(r_squared(actual, predicted), 2) == wanted


def test_a_random_predictor_never_lowers_it_in_training() -> None:
    """With ordinary least squares the training value never falls when a predictor is added, even random noise."""
    random = Random(1)
    for _ in range(50):
        y, noise = ([random.gauss(0, 1) for _ in range(20)] for _ in range(2))
        slope, intercept = linear_regression(noise, y)
        assert r_squared(y, [intercept + slope * x for x in noise]) >= -1e-12  # the mean alone has 0


def test_adjusted_value_rises_one_time_in_three() -> None:
    """It rises exactly when the new coefficient's t statistic is beyond plus or minus one. For pure noise that happens
    about one time in three"""
    random, n, rises = Random(2), 40, 0
    for _ in range(500):
        y, x = ([random.gauss(0, 1) for _ in range(n)] for _ in range(2))
        slope, intercept = linear_regression(x, y)
        plain = r_squared(y, [intercept + slope * value for value in x])
        t = (plain * (n - 2) / (1 - plain)) ** 0.5
        rose = 1 - (1 - plain) * (n - 1) / (n - 2) > 0
        assert rose == (t > 1)
        rises += rose
    assert abs(rises / 500 - 1 / 3) < 0.08


def test_brier_skill_is_r_squared_on_labels() -> None:
    """The Brier skill score against the base rate is R-squared itself, computed on labels 0 and 1."""
    labels, probabilities = [1, 0, 0, 1, 0], [0.8, 0.3, 0.1, 0.6, 0.4]
    brier = fmean((p - y) ** 2 for p, y in zip(probabilities, labels, strict=True))
    base = fmean((fmean(labels) - y) ** 2 for y in labels)
    assert abs(1 - brier / base - r_squared(labels, probabilities)) < 1e-12
