import math
import random


def _velocity(x: float, t: float) -> float:
    """The mean of x1 - x0 among the pairs whose line is at x at time t; the data are -1 and +1."""
    pairs = [((x - t * image) / (1 - t), image) for image in (-1.0, 1.0)]
    top = max(-noise * noise / 2 for noise, _ in pairs)
    weights = [math.exp(-noise * noise / 2 - top) for noise, _ in pairs]
    return sum(w * (image - noise) for w, (noise, image) in zip(weights, pairs, strict=True)) / sum(weights)


def test_pairs_of_the_example() -> None:
    """the pair is $(-0.6, 1)$ with velocity 1.6, or $(1.4, -1)$ with velocity $-2.4$"""
    for noise, image, velocity in ((-0.6, 1, 1.6), (1.4, -1, -2.4)):
        assert abs(0.5 * noise + 0.5 * image - 0.2) < 1e-12
        assert abs(image - noise - velocity) < 1e-12


def test_mean_velocity() -> None:
    """The noise densities give the first a probability of 0.69, so $v^* = 0.36$"""
    first, second = math.exp(-(0.6**2) / 2), math.exp(-(1.4**2) / 2)
    assert round(first / (first + second), 2) == 0.69
    assert round(_velocity(0.2, 0.5), 2) == 0.36


def test_regression_finds_the_mean_velocity() -> None:
    """Squared error leads to their mean"""
    rng = random.Random(0)
    near: list[float] = []
    while len(near) < 1500:
        noise, image = rng.gauss(0, 1), rng.choice((-1.0, 1.0))
        if abs(0.5 * noise + 0.5 * image - 0.2) < 0.02:
            near.append(image - noise)
    assert abs(sum(near) / len(near) - 0.36) < 0.15


def test_following_the_mean_field_ends_in_the_data() -> None:
    """So it ends in the data distribution"""
    rng = random.Random(1)
    ends = []
    for _ in range(300):
        x = rng.gauss(0, 1)
        for step in range(50):
            x += _velocity(x, step / 50) / 50
        ends.append(x)
    assert all(abs(abs(x) - 1) < 0.15 for x in ends)
    assert 100 < sum(x > 0 for x in ends) < 200


def test_one_step_lands_on_the_mean() -> None:
    r"""the best velocity is $\mathbb E[x_1] - x$, so a single step lands on the mean of the data"""
    for x in (-2.0, 0.3, 1.7):
        assert abs(x + _velocity(x, 0)) < 1e-12  # the mean of -1 and +1 is 0


def test_image_and_noise_from_a_velocity() -> None:
    r"""From a velocity follow $\hat x_1 = x_t + (1-t)v$ and $\hat x_0 = x_t - t v$"""
    noise, image, t = 0.7, -1.2, 0.3
    point, velocity = (1 - t) * noise + t * image, image - noise
    assert abs(point + (1 - t) * velocity - image) < 1e-12
    assert abs(point - t * velocity - noise) < 1e-12
