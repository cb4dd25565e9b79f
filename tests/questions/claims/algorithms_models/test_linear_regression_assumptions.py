import math
import random
from statistics import mean, pstdev


def test_variance_inflation() -> None:
    r"""its standard error is $\sqrt{10} \approx 3.2$ times what it would be with no collinearity"""
    rho, rows = math.sqrt(0.9), 1000  # two standardised features with this correlation, so that R^2 is 0.9
    (a, b), (c, d) = (rows, rows * rho), (rows * rho, rows)  # X'X
    inflation = (d / (a * d - b * c)) / (1 / a)
    assert abs(inflation - 10) < 1e-9
    assert round(math.sqrt(inflation), 1) == 3.2


def _slope(pairs: list[tuple[float, float]]) -> float:
    mean_x = mean(x for x, _ in pairs)
    return sum((x - mean_x) * y for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)


def test_unequal_variance_leaves_the_slope_unbiased() -> None:
    """estimates stay unbiased but ordinary standard errors are in general wrong"""
    rng = random.Random(0)
    slopes, claimed = [], []
    for _ in range(400):
        pairs = [(x, 2 * x + rng.gauss(0, 1) * x * x) for x in (rng.gauss(0, 1) for _ in range(60))]
        slope = _slope(pairs)
        mean_x, mean_y = mean(x for x, _ in pairs), mean(y for _, y in pairs)
        residuals = [y - mean_y - slope * (x - mean_x) for x, y in pairs]
        spread = sum((x - mean_x) ** 2 for x, _ in pairs)
        slopes.append(slope)
        claimed.append(math.sqrt(sum(r * r for r in residuals) / 58 / spread))
    assert abs(mean(slopes) - 2) < 3 * pstdev(slopes) / math.sqrt(400)
    assert pstdev(slopes) > 1.5 * mean(claimed)


def test_residuals_do_not_show_an_omitted_confounder() -> None:
    """Least squares makes the residuals uncorrelated with the features by construction"""
    rng = random.Random(1)
    pairs = []
    for _ in range(500):
        season = rng.gauss(0, 1)
        advertising = season + rng.gauss(0, 1)
        pairs.append((advertising, advertising + 2 * season + rng.gauss(0, 1)))
    slope = _slope(pairs)
    mean_x, mean_y = mean(x for x, _ in pairs), mean(y for _, y in pairs)
    residuals = [y - mean_y - slope * (x - mean_x) for x, y in pairs]
    assert slope > 1.8  # the effect is 1
    assert abs(sum(r * (x - mean_x) for r, (x, _) in zip(residuals, pairs, strict=True))) < 1e-6


def test_positive_autocorrelation_narrows_the_intervals() -> None:
    """positive autocorrelation or clusters usually make standard errors too small"""
    rng = random.Random(2)
    means, claimed = [], []
    for _ in range(300):
        errors = [rng.gauss(0, 1)]
        for _ in range(99):
            errors.append(0.7 * errors[-1] + rng.gauss(0, 1))
        means.append(mean(errors))
        claimed.append(pstdev(errors) / 10)
    assert pstdev(means) > 1.7 * mean(claimed)
