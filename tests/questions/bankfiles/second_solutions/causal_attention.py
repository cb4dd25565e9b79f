import math


def causal_attention(
    q: list[list[float]], k: list[list[float]], v: list[list[float]], key_mask: list[bool] | None = None
) -> tuple[list[list[float]], list[list[float]]]:
    """One pass over the keys with a running maximum, as a fused kernel does."""
    outputs: list[list[float]] = []
    all_weights: list[list[float]] = []
    for i, row in enumerate(q):
        position = len(k) - len(q) + i
        top, total = -math.inf, 0.0
        mixed = [0.0] * len(v[0])
        scores: dict[int, float] = {}
        for j in range(position + 1):
            if key_mask is not None and not key_mask[j]:
                continue
            score = math.fsum(a * b for a, b in zip(row, k[j], strict=True)) / math.sqrt(len(row))
            scores[j] = score
            new_top = max(top, score)
            old_part = math.exp(top - new_top) if total else 0.0
            part = math.exp(score - new_top)
            mixed = [m * old_part + part * x for m, x in zip(mixed, v[j], strict=True)]
            total, top = total * old_part + part, new_top
        outputs.append([m / total for m in mixed] if scores else mixed)
        all_weights.append([math.exp(scores[j] - top) / total if j in scores else 0.0 for j in range(len(k))])
    return outputs, all_weights
