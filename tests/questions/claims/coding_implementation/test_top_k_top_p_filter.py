import math
import random


def test_renormalised() -> None:
    """the survivors have $0.4/0.7 = 0.571$ and $0.429$, so one token stays. Without renormalisation 0.4 would miss
    the threshold and two would stay.
    """
    assert [round(p / (0.4 + 0.3), 3) for p in (0.4, 0.3)] == [0.571, 0.429]
    assert 0.4 / 0.7 >= 0.5 > 0.4
    assert 0.4 + 0.3 >= 0.5


def test_crossing_token() -> None:
    """After the first the sum is 0.5, which is not enough, and the second brings it to 0.8."""
    assert 0.5 < 0.7 <= 0.5 + 0.3


def test_temperature_changes_the_nucleus() -> None:
    """applying it before or after top-p can give different nuclei; top-k does not depend on that order"""

    def nucleus(logits: list[float], p: float) -> int:
        weights = sorted(map(math.exp, logits), reverse=True)
        total, reached = sum(weights), 0.0
        for kept, w in enumerate(weights, 1):
            reached += w / total
            if reached >= p:
                return kept
        return len(weights)

    logits = [3.0, 2.0, 1.0, 0.0]
    assert nucleus(logits, 0.9) != nucleus([x / 3 for x in logits], 0.9)
    assert sorted(range(4), key=lambda i: -logits[i]) == sorted(range(4), key=lambda i: -logits[i] / 3)


def test_gumbel_is_equivalent() -> None:
    """Adding Gumbel noise to each logit and taking the maximum is equivalent"""
    rng, logits = random.Random(1), [0.0, 1.0]
    draws = [[x - math.log(-math.log(rng.random())) for x in logits] for _ in range(20_000)]
    wins = sum(second > first for first, second in draws)
    assert abs(wins / 20_000 - 1 / (1 + math.exp(-1))) < 0.012


def test_zero_logit_has_weight() -> None:
    """after the softmax a zero logit still has weight"""
    kept = [-1.0, -2.0]
    weights = [math.exp(x) for x in (*kept, 0.0)]
    assert weights[2] / sum(weights) > weights[0] / sum(weights)
