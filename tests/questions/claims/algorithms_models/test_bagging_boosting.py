import random
from statistics import pvariance


def test_variance_of_an_average() -> None:
    r"""With $\rho = 0.5$ and $B = 100$ this is $0.505\,\sigma^2$"""
    members, rho = 100, 0.5
    covariances = [[1.0 if i == j else rho for j in range(members)] for i in range(members)]
    assert abs(sum(map(sum, covariances)) / members**2 - 0.505) < 1e-12


def test_residual_left_by_shrinkage() -> None:
    r"""$\eta = 0.1$ would leave $0.9^{30} \approx 4.2\%$ of it after 30 rounds"""
    prediction, target = 0.0, 1.0
    for _ in range(30):
        prediction += 0.1 * (target - prediction)
    assert round(100 * (target - prediction), 1) == 4.2


def test_bagging_hardly_changes_least_squares() -> None:
    """bootstrap fits are nearly the same, and the average of linear models is again a linear model"""
    rng = random.Random(1)
    rows = [(x, 2 * x + rng.gauss(0, 1)) for x in (rng.gauss(0, 1) for _ in range(2000))]

    def slope(sample: list[tuple[float, float]]) -> float:
        mean_x = sum(x for x, _ in sample) / len(sample)
        return sum((x - mean_x) * y for x, y in sample) / sum((x - mean_x) ** 2 for x, _ in sample)

    slopes = [slope(rng.choices(rows, k=len(rows))) for _ in range(20)]
    assert pvariance(slopes) ** 0.5 < 0.05
    assert abs(sum(slopes) / len(slopes) - slope(rows)) < 0.02
