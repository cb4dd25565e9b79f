from itertools import pairwise, product
from random import Random
from statistics import fmean


def by_pairs(positives: list[float], negatives: list[float]) -> float:
    return fmean((p > n) + 0.5 * (p == n) for p, n in product(positives, negatives))


def by_area(positives: list[float], negatives: list[float]) -> float:
    """Trapezoids under the points of all thresholds."""
    points = [(0.0, 0.0)] + [
        (fmean(n >= cut for n in negatives), fmean(p >= cut for p in positives))
        for cut in sorted({*positives, *negatives}, reverse=True)
    ]
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(points))


def test_the_example() -> None:
    """The 0.9 beats all four negatives, the 0.6 beats three, the 0.4 beats three. AUC = 10/12 = 0.83."""
    positives, negatives = [0.9, 0.6, 0.4], [0.7, 0.3, 0.2, 0.1]
    assert [sum(p > n for n in negatives) for p in positives] == [4, 3, 3]
    assert round(by_area(positives, negatives), 2) == 0.83


def test_the_area_is_the_share_of_pairs() -> None:
    """AUC is the area under it, which equals that chance, with ties counted as half"""
    random = Random(3)
    for _ in range(20):
        positives = [float(random.randrange(6)) for _ in range(9)]
        negatives = [float(random.randrange(5)) for _ in range(7)]
        assert abs(by_area(positives, negatives) - by_pairs(positives, negatives)) < 1e-9


def test_squaring_keeps_it() -> None:
    """squaring all scores between 0 and 1 changes calibration but not AUC"""
    random = Random(4)
    positives, negatives = [random.random() for _ in range(30)], [random.random() for _ in range(40)]
    squared = by_area([p * p for p in positives], [n * n for n in negatives])
    assert abs(squared - by_area(positives, negatives)) < 1e-9


def test_reversing() -> None:
    """Below 0.5, reversing the scores would do better."""
    positives, negatives = [0.1, 0.2, 0.6], [0.3, 0.5, 0.7]
    assert by_area(positives, negatives) < 0.5
    assert by_area([-p for p in positives], [-n for n in negatives]) > 0.5
