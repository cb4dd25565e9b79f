from random import Random
from statistics import fmean, pstdev, pvariance


def test_noise_by_batch_size() -> None:
    """Going from 100 to 10,000 examples costs 100 times more and cuts the standard deviation of the noise by a factor
    of 10."""
    random = Random(1)

    def noise(size: int) -> float:
        return pstdev(fmean(random.choices((-2.0, 0.5, 3.0, 7.0), k=size)) for _ in range(300))

    assert abs(noise(20) / noise(2000) - 10) < 1.5, "a hundredfold batch, scaled down"


def test_unbiased() -> None:
    """A random mini-batch estimates the full gradient without bias"""
    random = Random(2)
    gradients = [random.gauss(1, 3) for _ in range(200)]
    assert abs(fmean(fmean(random.sample(gradients, 10)) for _ in range(5000)) - fmean(gradients)) < 0.05


def _steps_and_examples(batch: float, critical: float = 1000, least_steps: float = 50) -> tuple[float, float]:
    """Multiples of the least number of steps and of the least number of examples, by limits of the model itself."""
    steps = least_steps * (1 + critical / batch)
    fewest_examples = least_steps * (1 + critical / 1e-9) * 1e-9
    return steps / least_steps, steps * batch / fewest_examples


def test_at_the_critical_size() -> None:
    """At $B = B_c$ we need twice the minimal steps and twice the minimal examples."""
    steps, examples = _steps_and_examples(1000)
    assert abs(steps - 2) < 1e-6
    assert abs(examples - 2) < 1e-6


def test_ten_times_the_critical_size() -> None:
    """At $B = 10 B_c$ we need 1.1 times the minimal steps, but 11 times the minimal examples."""
    steps, examples = _steps_and_examples(10_000)
    assert abs(steps - 1.1) < 1e-6
    assert abs(examples - 11) < 1e-6


def test_where_a_constant_rate_settles() -> None:
    r"""the weight settles at a variance of $\eta s^2/(\lambda(2-\eta\lambda))$"""
    random, rate, curvature, noise = Random(3), 0.1, 2.0, 1.5
    weight, seen = 0.0, []
    for step in range(25_000):
        weight -= rate * (curvature * weight + random.gauss(0, noise))
        if step > 500:
            seen.append(weight)
    settled = rate * noise**2 / (curvature * (2 - rate * curvature))
    assert abs(pvariance(seen) / settled - 1) < 0.15


def test_accumulated_means() -> None:
    """a plain mean of means is another loss where they differ"""
    first, second = [1.0, 2.0, 3.0], [10.0]
    assert fmean([fmean(first), fmean(second)]) != fmean(first + second)
    assert (3 * fmean(first) + 1 * fmean(second)) / 4 == fmean(first + second)
