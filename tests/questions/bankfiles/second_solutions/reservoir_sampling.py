import heapq
import random
from collections.abc import Iterable
from typing import Any


def reservoir_sample(stream: Iterable[Any], k: int, rng: random.Random) -> list[Any]:
    """Each item gets a random key; the k largest keys stay. The number settles equal keys before items are compared."""
    if k < 0:
        raise ValueError("a sample has at least no items")
    heap: list[tuple[float, int, Any]] = []
    for number, item in enumerate(stream):
        entry = (rng.random(), number, item)
        if len(heap) < k:
            heapq.heappush(heap, entry)
        elif k:
            heapq.heappushpop(heap, entry)
    return [item for _, _, item in heap]
