import math
from itertools import groupby


def _checked(confidences: list[float], correct: list[bool], n_bins: int) -> list[tuple[float, int]]:
    if len(confidences) != len(correct) or len(confidences) == 0 or n_bins <= 0:
        raise ValueError("nothing to measure")
    if any(math.isnan(c) or c < 0 or c > 1 for c in confidences):
        raise ValueError("confidences are probabilities")
    return [(c, 1 if hit else 0) for c, hit in zip(confidences, correct, strict=True)]


def _index(confidence: float, n_bins: int) -> int:
    return n_bins - 1 if confidence == 1 else min(int(confidence * n_bins), n_bins - 1)


def reliability_bins(confidences: list[float], correct: list[bool], n_bins: int = 10) -> list[tuple[int, float, float]]:
    rows = sorted((_index(c, n_bins), c, hit) for c, hit in _checked(confidences, correct, n_bins))
    out = [(0, 0.0, 0.0)] * n_bins
    for index, members in groupby(rows, key=lambda row: row[0]):
        part = list(members)
        out[index] = (
            len(part),
            math.fsum(c for _, c, _ in part) / len(part),
            sum(hit for _, _, hit in part) / len(part),
        )
    return out


def ece(confidences: list[float], correct: list[bool], n_bins: int = 10) -> float:
    sums = [0.0] * n_bins if n_bins > 0 else []
    for c, hit in _checked(confidences, correct, n_bins):
        sums[_index(c, n_bins)] += hit - c
    return math.fsum(map(abs, sums)) / len(confidences)


def ece_equal_mass(confidences: list[float], correct: list[bool], n_bins: int = 10) -> float:
    rows = _checked(confidences, correct, n_bins)
    order = sorted(range(len(rows)), key=lambda i: (rows[i][0], i))
    total = 0.0
    for j in range(n_bins):
        places = order[j * len(rows) // n_bins : (j + 1) * len(rows) // n_bins]
        total += abs(math.fsum(rows[i][1] - rows[i][0] for i in places))
    return total / len(rows)
