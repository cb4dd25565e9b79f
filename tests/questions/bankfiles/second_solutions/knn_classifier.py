import math
from collections import Counter
from collections.abc import Hashable, Sequence


def knn_predict(
    train_x: Sequence[Sequence[float]], train_y: Sequence[Hashable], queries: Sequence[Sequence[float]], k: int
) -> list[Hashable]:
    if len(train_x) != len(train_y) or k < 1 or k > len(train_x):
        raise ValueError("lengths differ, or k does not fit")
    out: list[Hashable] = []
    for query in queries:
        distances = [math.dist(query, point) for point in train_x]
        order = sorted(range(len(distances)), key=distances.__getitem__)[:k]
        counts = Counter(train_y[i] for i in order)
        most = max(counts.values())
        out.append(next(train_y[i] for i in order if counts[train_y[i]] == most))
    return out
