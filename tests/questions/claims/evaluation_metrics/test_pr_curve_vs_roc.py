from math import sqrt
from random import Random
from statistics import fmean


def precision(share: float, tpr: float, fpr: float) -> float:
    hits, alarms = share * tpr, (1 - share) * fpr
    return hits / (hits + alarms)


def average_precision(ranked: list[bool]) -> float:
    hits, total = 0, 0.0
    for place, positive in enumerate(ranked, 1):
        if positive:
            hits += 1
            total += hits / place
    return total / hits


def test_the_two_prevalences() -> None:
    r"""With prevalence $\pi=0.5$ precision is 0.99. With $\pi=0.001$ it is $0.0008/(0.0008+0.00999)=0.074$: 13 to 14
    alerts for each event found."""
    assert round(precision(0.5, 0.8, 0.01), 2) == 0.99
    assert round(precision(0.001, 0.8, 0.01), 3) == 0.074
    assert 13 < 1 / precision(0.001, 0.8, 0.01) < 14


def test_random_ranking() -> None:
    """Its average precision is about the positive rate"""
    random, found = Random(5), []
    for _ in range(20):
        ranked = [i < 100 for i in range(2000)]
        random.shuffle(ranked)
        found.append(average_precision(ranked))
    assert abs(fmean(found) - 0.05) < 0.01


def test_linear_interpolation_where_precision_falls() -> None:
    """Linear interpolation between PR points is usually too optimistic"""
    positives, (tp1, fp1), (tp2, fp2) = 20, (5, 5), (10, 30)
    middle_tp, middle_fp = (tp1 + tp2) / 2, (fp1 + fp2) / 2  # a threshold half-way between the two points
    reached = middle_tp / (middle_tp + middle_fp)
    straight = (tp1 / (tp1 + fp1) + tp2 / (tp2 + fp2)) / 2  # at the recall half-way
    assert middle_tp / positives == (tp1 / positives + tp2 / positives) / 2
    assert straight > reached


def test_dominance_carries_over() -> None:
    """a curve dominates in one space exactly if it dominates in the other"""
    random = Random(6)
    for _ in range(300):
        tpr, one, two = random.uniform(0.05, 1), random.random(), random.random()
        assert (one < two) == (precision(0.01, tpr, one) > precision(0.01, tpr, two))


def test_alerts_of_an_analyst() -> None:
    """at 0.074 she closes about twelve of thirteen for nothing"""
    assert abs((1 - 0.074) - 12 / 13) < 0.01


def test_intervals_of_recall() -> None:
    """50 positives give plus or minus 11 points, and 1,000 give 2.5"""
    half = [196 * sqrt(0.8 * 0.2 / n) for n in (50, 1000)]
    assert round(half[0]) == 11
    assert round(half[1], 1) == 2.5
