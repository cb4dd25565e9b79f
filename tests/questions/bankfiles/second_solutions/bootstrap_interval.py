import random
from collections.abc import Callable, Sequence
from typing import Any


def percentile(sorted_values: Sequence[float], q: float) -> float:
    whole, rest = divmod(q * (len(sorted_values) - 1), 1)
    i = int(whole)
    if rest == 0:
        return sorted_values[i]
    return (1 - rest) * sorted_values[i] + rest * sorted_values[i + 1]


def bootstrap_ci(
    rows: Sequence[Any],
    statistic: Callable[[list[Any]], float],
    n_resamples: int,
    confidence: float,
    rng: random.Random,
) -> tuple[float, float]:
    if len(rows) == 0 or n_resamples <= 0 or confidence <= 0 or confidence >= 1:
        raise ValueError("nothing to draw from, or no such interval")
    found = []
    for _ in range(n_resamples):
        drawn = [rows[rng.randrange(len(rows))] for _ in range(len(rows))]
        found.append(statistic(drawn))
    found.sort()
    return percentile(found, (1 - confidence) / 2), percentile(found, 1 - (1 - confidence) / 2)
