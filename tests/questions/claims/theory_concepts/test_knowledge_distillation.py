from math import exp, log
from statistics import fmean


def _softmax(logits: list[float], temperature: float = 1.0) -> list[float]:
    powers = [exp((z - max(logits)) / temperature) for z in logits]
    return [power / sum(powers) for power in powers]


def _soft_loss(teacher: list[float], student: list[float], temperature: float) -> float:
    p, q = _softmax(teacher, temperature), _softmax(student, temperature)
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True))


def _slope(teacher: list[float], student: list[float], temperature: float, i: int, step: float = 1e-4) -> float:
    up = [z + step * (k == i) for k, z in enumerate(student)]
    down = [z - step * (k == i) for k, z in enumerate(student)]
    return (_soft_loss(teacher, up, temperature) - _soft_loss(teacher, down, temperature)) / (2 * step)


def test_hard() -> None:
    """For logits 5, 3 and 0 the softmax is 0.876, 0.118 and 0.006."""
    assert [round(p, 3) for p in _softmax([5, 3, 0])] == [0.876, 0.118, 0.006]


def test_soft() -> None:
    """At temperature 4 it is 0.528, 0.320 and 0.151"""
    assert [round(p, 3) for p in _softmax([5, 3, 0], 4)] == [0.528, 0.320, 0.151]


def test_gradients_by_temperature() -> None:
    """The soft loss has gradients of about $1/T^2$, hence the factor."""
    teacher, student = [5.0, 3.0, 0.0], [1.0, 2.0, 0.0]
    ratio = _slope(teacher, student, 40, 0) / _slope(teacher, student, 80, 0)
    assert abs(ratio - 4) < 0.2


def test_high_temperature_matches_logits() -> None:
    """At high temperature it approaches matching the centred logits themselves."""
    teacher, student, temperature = [5.0, 3.0, 0.0], [1.0, 2.0, 0.0], 200.0
    for i in range(3):
        centred = (student[i] - fmean(student)) - (teacher[i] - fmean(teacher))
        assert abs(temperature**2 * _slope(teacher, student, temperature, i) - centred / 3) < 0.03


def test_directions_of_kl() -> None:
    """Forward KL makes the student cover what the teacher does; reverse KL lets it settle on a part"""
    places = [x / 10 for x in range(-60, 61)]

    def bell(centre: float, width: float) -> list[float]:
        powers = [exp(-((x - centre) ** 2) / (2 * width**2)) for x in places]
        return [power / sum(powers) for power in powers]

    teacher = [(a + b) / 2 for a, b in zip(bell(-3, 0.6), bell(3, 0.6), strict=True)]

    def kl(p: list[float], q: list[float]) -> float:
        return sum(a * log(a / max(b, 1e-300)) for a, b in zip(p, q, strict=True) if a)

    students = [(c / 2, w / 2) for c in range(-8, 9) for w in range(1, 9)]
    centre, width = min(students, key=lambda s: kl(teacher, bell(*s)))
    assert abs(centre) <= 0.5
    assert width > 2
    centre, width = min(students, key=lambda s: kl(bell(*s), teacher))
    assert abs(abs(centre) - 3) <= 0.5
    assert width < 1
