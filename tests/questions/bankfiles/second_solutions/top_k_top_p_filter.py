import math
from itertools import accumulate


def filter_logits(logits: list[float], top_k: int = 0, top_p: float = 1.0) -> list[float]:
    if top_k < 0 or top_p <= 0 or top_p > 1:
        raise ValueError("top_k or top_p out of range")
    ranked = sorted(((-x, i) for i, x in enumerate(logits) if x != -math.inf))
    if 0 < top_k < len(ranked):
        ranked = ranked[:top_k]
    if top_p != 1:
        first = ranked[0][0]
        mass = [math.exp(first - negative) for negative, _ in ranked]
        whole = math.fsum(mass)
        before = [0.0, *accumulate(m / whole for m in mass)]
        # A token stays if those before it have not reached the threshold.
        ranked = [
            pair for pair, reached in zip(ranked, before, strict=False) if reached < top_p - 1e-9 or pair == ranked[0]
        ]
    kept = {i for _, i in ranked}
    return [x if i in kept else -math.inf for i, x in enumerate(logits)]
