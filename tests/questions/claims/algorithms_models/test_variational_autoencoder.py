import math
import random


def _log_normal(x: float, mean: float, deviation: float) -> float:
    return -0.5 * ((x - mean) / deviation) ** 2 - math.log(deviation * math.sqrt(2 * math.pi))


def test_divergence_of_two_normals() -> None:
    r"""With $\mu = 1$, $\sigma = 0.5$ that is 0.82 nats."""
    rng = random.Random(0)
    draws = [rng.gauss(1, 0.5) for _ in range(50_000)]
    sampled = sum(_log_normal(z, 1, 0.5) - _log_normal(z, 0, 1) for z in draws) / len(draws)
    assert round(0.5 * (1 + 0.25 - 1 - math.log(0.25)), 2) == 0.82
    assert abs(sampled - 0.82) < 0.02


def _bound(x: float, mean: float, deviation: float) -> float:
    """For z ~ N(0, 1), x ~ N(z, 1): the expectation of the reconstruction is known."""
    reconstruction = _log_normal(x, mean, 1) - 0.5 * deviation**2
    return reconstruction - 0.5 * (mean**2 + deviation**2 - 1 - math.log(deviation**2))


def test_bound_is_tight_at_the_posterior() -> None:
    """so the ELBO is a lower bound, tight where $q$ is the true posterior"""
    x = 1.3
    likelihood = _log_normal(x, 0, math.sqrt(2))
    assert abs(_bound(x, x / 2, math.sqrt(0.5)) - likelihood) < 1e-12
    rng = random.Random(1)
    assert all(_bound(x, rng.gauss(0, 2), rng.uniform(0.05, 3)) < likelihood for _ in range(500))


def test_score_function_estimator_is_noisier() -> None:
    """The score-function estimator would also be unbiased, with a much larger variance as a rule."""
    rng = random.Random(2)
    mean, deviation = 1.0, 0.5  # the gradient of E[-(z - 3)^2] by the mean is -2 (1 - 3) = 4
    pathwise, score = [], []
    for _ in range(20_000):
        z = rng.gauss(mean, deviation)
        pathwise.append(-2 * (z - 3))
        score.append(-((z - 3) ** 2) * (z - mean) / deviation**2)

    def spread(values: list[float]) -> float:
        average = sum(values) / len(values)
        return sum((v - average) ** 2 for v in values) / len(values)

    assert abs(sum(pathwise) / len(pathwise) - 4) < 0.1
    assert abs(sum(score) / len(score) - 4) < 0.5
    assert spread(score) > 10 * spread(pathwise)


def test_more_codes_tighten_the_bound() -> None:
    """that is a lower bound that does not loosen with more samples and tends to the truth."""
    rng = random.Random(3)
    x = 1.3
    likelihood = _log_normal(x, 0, math.sqrt(2))

    def estimate(codes: int) -> float:
        total = 0.0
        for _ in range(3000):
            weights = []
            for _ in range(codes):
                z = rng.gauss(0, 1)  # a loose proposal: the prior
                weights.append(math.exp(_log_normal(x, z, 1)))
            total += math.log(sum(weights) / codes)
        return total / 3000

    one, ten = estimate(1), estimate(10)
    assert one < ten - 0.2
    assert ten < likelihood + 0.01
