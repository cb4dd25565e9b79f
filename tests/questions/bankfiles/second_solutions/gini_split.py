from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import groupby, pairwise


def gini(labels: Sequence[Hashable]) -> float:
    shares = [count / len(labels) for count in Counter(labels).values()]
    return 1.0 - sum(p * p for p in shares) if labels else 0.0


def best_split(rows: list[list[float]], y: list[Hashable], min_leaf: int = 1) -> tuple[int, float, float] | None:
    """By groups of equal values, from the right: prefix counts of each class as small vectors."""
    if len(rows) != len(y) or min_leaf < 1:
        raise ValueError("lengths differ, or leaves of no rows")
    index = {label: i for i, label in enumerate(dict.fromkeys(y))}
    coded = [index[label] for label in y]
    best: tuple[int, float, float] | None = None
    limit = gini(y) - 1e-12
    for feature in range(len(rows[0]) if rows else 0):
        pairs = sorted((row[feature], c) for row, c in zip(rows, coded, strict=True))
        groups = [(value, Counter(c for _, c in members)) for value, members in groupby(pairs, key=lambda p: p[0])]
        left: Counter = Counter()
        right = Counter(coded)
        for (low, moved), (high, _) in pairwise(groups):
            left += moved
            right -= moved
            a, b = left.total(), right.total()
            if min(a, b) < min_leaf:
                continue
            sides = sum(size - sum(k * k for k in side.values()) / size for side, size in ((left, a), (right, b)))
            impurity = sides / len(y)
            if impurity < limit:
                limit = impurity - 1e-12
                middle = (low + high) / 2
                best = (feature, middle if low <= middle < high else low, impurity)
    return best
