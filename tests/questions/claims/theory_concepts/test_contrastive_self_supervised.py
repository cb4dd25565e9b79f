from math import exp, log
from random import Random
from statistics import fmean

POSITIVE, NEGATIVES = 0.8, [0.6, 0.2, 0.0]


def _loss(positive: float, negatives: list[float], temperature: float) -> float:
    powers = [exp(s / temperature) for s in (positive, *negatives)]
    return -log(powers[0] / sum(powers))


def _share_of_the_hardest(temperature: float, step: float = 1e-6) -> float:
    """Its part of the loss's slopes along the negatives' similarities."""
    slopes = [
        (
            _loss(POSITIVE, [s + step * (k == i) for k, s in enumerate(NEGATIVES)], temperature)
            - _loss(POSITIVE, NEGATIVES, temperature)
        )
        / step
        for i in range(3)
    ]
    return slopes[0] / sum(slopes)


def test_high_temperature() -> None:
    r"""With $\tau = 1$ the loss is 1.04, and the hardest negative gets 45% of the push on negatives."""
    assert round(_loss(POSITIVE, NEGATIVES, 1), 2) == 1.04
    assert round(100 * _share_of_the_hardest(1)) == 45


def test_low_temperature() -> None:
    r"""With $\tau = 0.1$ the loss is 0.13, and it gets 98%."""
    assert round(_loss(POSITIVE, NEGATIVES, 0.1), 2) == 0.13
    assert round(100 * _share_of_the_hardest(0.1)) == 98


def test_largest_bound() -> None:
    r"""the bound cannot exceed $\log N$: 5.5 nats for 256 candidates"""
    perfect = _loss(1.0, [-1.0] * 255, 0.01)
    assert round(log(256) - perfect, 1) == 5.5


def test_bound_holds() -> None:
    r"""$I \ge \log N - \mathbb{E}[\ell]$"""
    random, flip = Random(1), 0.1
    information = log(2) + flip * log(flip) + (1 - flip) * log(1 - flip)

    def noisy(bit: int) -> int:
        return bit if random.random() > flip else 1 - bit

    losses = []
    for _ in range(20_000):
        bit = random.getrandbits(1)
        candidates = [noisy(bit), *(noisy(random.getrandbits(1)) for _ in range(7))]
        ratios = [2 * (1 - flip) if c == bit else 2 * flip for c in candidates]
        losses.append(-log(ratios[0] / sum(ratios)))
    assert log(8) - fmean(losses) < information


def test_collapsed() -> None:
    r"""with $K$ negatives the loss would be $\ln(K+1)$"""
    for negatives in (1, 7, 255):
        assert abs(_loss(1.0, [1.0] * negatives, 0.1) - log(negatives + 1)) < 1e-9
