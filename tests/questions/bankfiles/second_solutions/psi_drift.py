import math
from collections import Counter
from collections.abc import Sequence


def quantile_edges(reference: Sequence[float | None], n_bins: int) -> list[float]:
    known = [x for x in reference if x is not None]
    known.sort()
    edges: list[float] = []
    for i in range(1, n_bins):
        if known:
            candidate = known[(i * len(known)) // n_bins]
            if not edges or candidate > edges[-1]:
                edges.append(candidate)
    return edges


def psi(
    reference: Sequence[float | None], current: Sequence[float | None], n_bins: int = 10, eps: float = 1e-4
) -> float:
    if n_bins < 1 or len(reference) == 0 or len(current) == 0:
        raise ValueError("two samples and at least one bin are needed")
    edges = quantile_edges(reference, n_bins)

    def bin_of(x: float | None) -> int:
        return -1 if x is None else sum(edge <= x for edge in edges)

    before, after = (Counter(map(bin_of, sample)) for sample in (reference, current))
    index = 0.0
    for number in range(-1, len(edges) + 1):
        e = max(before[number] / len(reference), eps)
        a = max(after[number] / len(current), eps)
        index += (a - e) * (math.log(a) - math.log(e))
    return index
