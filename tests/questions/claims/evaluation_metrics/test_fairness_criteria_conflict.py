from math import sqrt


def false_positive_rate(base: float, precision: float, recall: float) -> float:
    """From counts of a group of size 1."""
    hits = base * recall
    false_alarms = hits / precision - hits
    return false_alarms / (1 - base)


def test_the_identity() -> None:
    r"""$$\text{FPR}=\frac{\pi}{1-\pi}\cdot\frac{1-\text{PPV}}{\text{PPV}}\cdot\text{TPR}$$"""
    for base, ppv, tpr in [(0.3, 0.7, 0.8), (0.5, 0.7, 0.8), (0.1, 0.4, 0.9)]:
        assert abs(false_positive_rate(base, ppv, tpr) - base / (1 - base) * (1 - ppv) / ppv * tpr) < 1e-12


def test_both_groups() -> None:
    r"""$\pi=0.3$ gives FPR $=0.429\times0.429\times0.8=0.15$, and $\pi=0.5$ gives $1\times0.429\times0.8=0.34$. People
    without the outcome in the second group are flagged more than twice as often"""
    first, second = (false_positive_rate(base, 0.7, 0.8) for base in (0.3, 0.5))
    assert round(first, 2) == 0.15
    assert round(second, 2) == 0.34
    assert second > 2 * first


def test_the_exceptions() -> None:
    """apart from degenerate cases: no false positives (as in perfect prediction), or no true positives"""

    def rates(hits: int, alarms: int, positives: int, negatives: int) -> tuple[float, float, float]:
        return hits / (hits + alarms), hits / positives, alarms / negatives

    assert rates(15, 0, 30, 70) == rates(25, 0, 50, 50)  # half of the positives are missed
    assert rates(0, 7, 30, 70) == rates(0, 5, 50, 50)
    # Equal shares of 30 and 50 positives are threes and fives, those of 70 and 50 negatives sevens and fives.
    equal = [
        (i, j)
        for i in range(11)
        for j in range(11)
        if i + j and rates(3 * i, 7 * j, 30, 70) == rates(5 * i, 5 * j, 50, 50)
    ]
    assert equal == [(i, j) for i in range(11) for j in range(11) if i + j and 0 in (i, j)]


def test_small_groups() -> None:
    """8 false positives among 40 negatives is 20%, with a 95% interval of roughly 10% to 35%"""
    n, p, z = 40, 8 / 40, 1.96
    centre, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((centre + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    assert abs(low - 0.10) < 0.01
    assert abs(high - 0.35) < 0.01
