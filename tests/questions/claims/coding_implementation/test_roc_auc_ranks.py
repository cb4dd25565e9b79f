import math
import random


def _auc(labels: list[int], scores: list[float]) -> float:
    pos = [s for s, t in zip(scores, labels, strict=True) if t]
    neg = [s for s, t in zip(scores, labels, strict=True) if not t]
    return sum((p > q) + (p == q) / 2 for p in pos for q in neg) / (len(pos) * len(neg))


def test_example() -> None:
    """The ranks are 1, 2.5, 2.5, 4; $R_1 = 6.5$, $U = 3.5$, AUC $= 3.5/4 = 0.875$."""
    labels, scores = [0, 1, 0, 1], [0.2, 0.5, 0.5, 0.9]
    ranks = [sum(t < s for t in scores) + (sum(t == s for t in scores) + 1) / 2 for s in scores]
    assert ranks == [1, 2.5, 2.5, 4]
    r1 = sum(r for r, t in zip(ranks, labels, strict=True) if t)
    assert (r1, r1 - 2 * 3 / 2, (r1 - 2 * 3 / 2) / 4) == (6.5, 3.5, 0.875)
    assert _auc(labels, scores) == 0.875


def test_constant_score() -> None:
    """The rank sum is $n_1(n+1)/2$, and subtracting $n_1(n_1+1)/2$ leaves $n_1 n_0/2$, half of the pairs."""
    for n1, n0 in ((3, 7), (1, 1), (10, 2)):
        assert n1 * (n1 + n0 + 1) / 2 - n1 * (n1 + 1) / 2 == n1 * n0 / 2
        assert _auc([1] * n1 + [0] * n0, [0.3] * (n1 + n0)) == 0.5


def test_strictly_increasing_transformation() -> None:
    """any strictly increasing transformation leaves the AUC as it is"""
    rng = random.Random(1)
    labels = [0, 1] * 20
    scores = [rng.randrange(9) / 3 for _ in labels]
    assert _auc(labels, scores) == _auc(labels, [math.exp(s) for s in scores])


def test_class_ratio() -> None:
    """Its expected value does not depend on the class ratio"""
    labels, scores = [0, 0, 1, 1, 1], [0.1, 0.4, 0.35, 0.8, 0.3]
    assert math.isclose(_auc(labels, scores), _auc(labels + [0, 0] * 5, scores + [0.1, 0.4] * 5))
