import math
from collections.abc import Iterable


def cosine_top_k(query: list[float], items: Iterable[tuple[str, list[float]]], k: int) -> list[tuple[str, float]]:
    if k < 0:
        raise ValueError("k is a count")
    own = math.sqrt(sum(x * x for x in query))
    unit = [x / own for x in query] if own else [0.0 for _ in query]
    best: list[tuple[float, str]] = []
    for name, vector in items:
        if len(vector) != len(query):
            raise ValueError(f"{name} is of another length")
        length = math.sqrt(sum(x * x for x in vector))
        cosine = sum(u * (x / length) for u, x in zip(unit, vector, strict=True)) if length else 0.0
        best.append((-round(cosine, 9), name))
        best.sort()
        del best[k:]
    return [(name, -negative) for negative, name in best]
