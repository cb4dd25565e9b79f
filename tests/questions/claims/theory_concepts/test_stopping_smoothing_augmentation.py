from math import exp, log


def _fitted_share(rate_times_eigenvalue: float, steps: int) -> float:
    """By gradient descent itself, towards a solution of 1."""
    weight = 0.0
    for _ in range(steps):
        weight -= rate_times_eigenvalue * (weight - 1)
    return weight


def test_fitted_shares() -> None:
    r"""With $\eta\lambda_i = 0.1$ and $t = 50$ it is 99.5%; with $\eta\lambda_i = 0.001$ it is 4.9%."""
    assert round(100 * _fitted_share(0.1, 50), 1) == 99.5
    assert round(100 * _fitted_share(0.001, 50), 1) == 4.9


def test_ridge_is_a_similar_filter() -> None:
    r"""a similar filter with $\alpha \approx 1/(\eta t)$"""
    steps = 50
    for eigenvalue in (0.001, 0.005, 0.02, 0.1, 0.5):
        ridge = eigenvalue / (eigenvalue + 1 / steps)
        assert abs(ridge - _fitted_share(eigenvalue, steps)) < 0.17


def test_smoothed_targets() -> None:
    r"""With $\varepsilon = 0.1$ and $K = 10$ these are 0.91 and 0.01"""
    one_hot = [1.0] + [0.0] * 9
    mixed = [0.9 * target + 0.1 / 10 for target in one_hot]
    assert abs(mixed[0] - 0.91) < 1e-12
    assert abs(mixed[1] - 0.01) < 1e-12
    assert abs(sum(mixed) - 1) < 1e-12


def test_optimal_gap() -> None:
    r"""the optimal logit gap is $\ln 91 \approx 4.5$ instead of infinite"""

    def loss(gap: float, smoothing: float) -> float:
        total = exp(gap) + 9
        return -(1 - smoothing + smoothing / 10) * log(exp(gap) / total) - 9 * smoothing / 10 * log(1 / total)

    grid = [step / 100 for step in range(2001)]
    assert abs(min(grid, key=lambda gap: loss(gap, 0.1)) - log(91)) < 0.01
    assert min(grid, key=lambda gap: loss(gap, 0.0)) == grid[-1]
