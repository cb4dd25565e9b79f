from math import exp, log, sqrt
from random import Random
from statistics import fmean, pvariance


def _softmax(logits: list[float], temperature: float = 1.0) -> list[float]:
    powers = [exp((z - max(logits)) / temperature) for z in logits]
    return [power / sum(powers) for power in powers]


def _best_temperature(logits: list[list[float]], labels: list[int]) -> float:
    grid = [step / 20 for step in range(1, 101)]
    return min(
        grid, key=lambda t: -fmean(log(max(_softmax(z, t)[y], 1e-300)) for z, y in zip(logits, labels, strict=True))
    )


def test_half() -> None:
    """| 0.5 | 0.867 | 0.117 | 0.016 |"""
    assert [round(p, 3) for p in _softmax([2, 1, 0], 0.5)] == [0.867, 0.117, 0.016]


def test_one() -> None:
    """| 1 | 0.665 | 0.245 | 0.090 |"""
    assert [round(p, 3) for p in _softmax([2, 1, 0])] == [0.665, 0.245, 0.090]


def test_two() -> None:
    """| 2 | 0.506 | 0.307 | 0.186 |"""
    assert [round(p, 3) for p in _softmax([2, 1, 0], 2)] == [0.506, 0.307, 0.186]


def test_gradient_of_the_soft_loss() -> None:
    """Gradients of the soft loss scale roughly as $1/T^2$"""
    student, teacher = [2.0, -1.0, 0.5], [0.0, 3.0, 1.0]

    def gradient(temperature: float) -> float:
        ours, wanted = _softmax(student, temperature), _softmax(teacher, temperature)
        return (ours[0] - wanted[0]) / temperature

    assert abs(gradient(50) / gradient(100) - 4) < 0.2


def test_fitting_on_the_training_set() -> None:
    """The network was fitted to those labels, so $T$ comes out near or below 1, and the overconfidence on new data
    remains."""
    random = Random(1)
    logits = [[random.gauss(0, 4), random.gauss(0, 4)] for _ in range(60)]
    said = [z.index(max(z)) for z in logits]
    in_training = said
    on_new_data = [y if random.random() < 0.75 else 1 - y for y in said]
    assert _best_temperature(logits, in_training) < 1
    assert _best_temperature(logits, on_new_data) > 2


def test_a_constant() -> None:
    """Adding a constant to all logits changes nothing"""
    for ours, shifted in zip(_softmax([2, 1, 0], 0.7), _softmax([102, 101, 100], 0.7), strict=True):
        assert abs(ours - shifted) < 1e-12


def test_variance_of_a_dot_product() -> None:
    """has variance $d$"""
    random = Random(2)
    dots = [sum(random.gauss(0, 1) * random.gauss(0, 1) for _ in range(64)) for _ in range(1500)]
    assert abs(pvariance(dots) / 64 - 1) < 0.15
    assert abs(pvariance([dot / sqrt(64) for dot in dots]) - 1) < 0.15
