import math
import random


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_reading_a_coefficient() -> None:
    r"""$e^{0.7} \approx 2.01$"""
    before, after = _sigmoid(0.3), _sigmoid(0.3 + 0.7)
    assert round(after / (1 - after) / (before / (1 - before)), 2) == 2.01


def test_probability_does_not_double() -> None:
    """A person at $p = 0.20$ has odds 0.25, which become 0.503, so $p$ rises to 0.335."""
    score = math.log(0.20 / 0.80) + 0.7
    after = _sigmoid(score)
    assert abs(0.20 / 0.80 - 0.25) < 1e-12
    assert round(after / (1 - after), 3) == 0.503
    assert round(after, 3) == 0.335


def test_the_same_coefficient_elsewhere() -> None:
    """from 20% it goes to about 33%, from 90% only to about 95%"""
    assert [round(100 * _sigmoid(math.log(p / (1 - p)) + 0.7)) for p in (0.2, 0.9)] == [33, 95]


def test_values_of_the_sigmoid() -> None:
    """At 2 it gives about 0.88 and at -2 about 0.12"""
    assert (round(_sigmoid(2), 2), round(_sigmoid(-2), 2)) == (0.88, 0.12)


def test_gradient() -> None:
    r"""Its gradient is simply $\sum_i (p_i - y_i)x_i$."""
    rng = random.Random(0)
    rows = [(rng.gauss(0, 1), rng.gauss(0, 1), rng.randrange(2)) for _ in range(30)]

    def loss(v: float, w: float) -> float:
        return -sum(math.log(_sigmoid(v * a + w * b) if y else 1 - _sigmoid(v * a + w * b)) for a, b, y in rows)

    v, w, step = 0.4, -0.8, 1e-6
    numeric = (loss(v + step, w) - loss(v - step, w)) / (2 * step)
    assert abs(numeric - sum((_sigmoid(v * a + w * b) - y) * a for a, b, y in rows)) < 1e-5


def test_squared_error_vanishes_where_it_is_confidently_wrong() -> None:
    """its gradient vanishes for predictions that are confident and wrong"""
    p = _sigmoid(-12)  # the label is 1
    assert abs(2 * (p - 1) * p * (1 - p)) < 1e-4
    assert abs(p - 1) > 0.99  # the gradient of log loss


def test_downsampled_negatives() -> None:
    """keeping one in ten negatives multiplies the odds by ten"""
    positives, negatives = 200, 9800
    assert abs((positives / (negatives / 10)) / (positives / negatives) - 10) < 1e-9
