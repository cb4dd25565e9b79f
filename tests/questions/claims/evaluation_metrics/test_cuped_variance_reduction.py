from random import Random
from statistics import covariance, fmean, variance


def users(n: int, seed: int) -> tuple[list[float], list[float]]:
    """Spend before and during a test, with a correlation of 0.6."""
    random = Random(seed)
    before = [random.gauss(50, 10) for _ in range(n)]
    return before, [20 + 0.6 * x + random.gauss(0, 8) for x in before]


def test_the_variance_that_is_left() -> None:
    r"""$$\operatorname{Var}(\tilde Y)=(1-\rho^2)\operatorname{Var}(Y)$$"""
    x, y = users(20_000, 8)
    theta = covariance(x, y) / variance(x)
    adjusted = [b - theta * (a - 50) for a, b in zip(x, y, strict=True)]
    assert abs(variance(adjusted) / variance(y) - 0.64) < 0.02


def test_equivalent_sample() -> None:
    r"""The standard error falls to $\sqrt{0.64}=0.8$ of its value. For the same power, 64,000 users replace 100,000. A
    test that needed 14 days needs about 9 days of users in theory"""
    left = 1 - 0.6**2
    assert abs(left**0.5 - 0.8) < 1e-12
    assert round(100_000 * left) == 64_000
    assert round(14 * left) == 9


def test_theta_is_the_best() -> None:
    r"""\theta=\frac{\operatorname{Cov}(Y,X)}{\operatorname{Var}(X)}$$"""
    x, y = users(2_000, 9)
    best = covariance(x, y) / variance(x)

    def left(theta: float) -> float:
        return variance([b - theta * a for a, b in zip(x, y, strict=True)])

    assert all(left(best) < left(best + step) for step in (-0.3, -0.05, 0.05, 0.3))


def test_a_weak_covariate() -> None:
    """at 0.2 the gain is 4%"""
    assert round(100 * (1 - (1 - 0.2**2))) == 4


def test_centring_by_arm_undoes_it() -> None:
    """Centring X by each arm's own mean: the adjusted difference then equals the raw one"""
    x, y = users(400, 10)
    arms = [(x[:200], y[:200]), (x[200:], y[200:])]
    raw = fmean(arms[0][1]) - fmean(arms[1][1])
    own = [fmean(b - 0.6 * (a - fmean(before)) for a, b in zip(before, after, strict=True)) for before, after in arms]
    assert abs((own[0] - own[1]) - raw) < 1e-9
