import math


def log_sum_exp(values: list[float]) -> float:
    """A running maximum with the sum relative to it, so that one pass is enough."""
    if not values:
        raise ValueError("no values")
    top, total = -math.inf, 0.0
    for v in values:
        if v == -math.inf:
            continue
        if v > top:
            total = total * math.exp(top - v) + 1.0 if total else 1.0
            top = v
        else:
            total += math.exp(v - top)
    return top + math.log(total) if total else -math.inf


def softmax(values: list[float]) -> list[float]:
    if not values or all(v == -math.inf for v in values):
        raise ValueError("no class is open")
    top = max(values)
    shifted = [v - top for v in values]
    below = math.log(math.fsum(map(math.exp, shifted)))
    return [math.exp(s - below) for s in shifted]


def cross_entropy(logits: list[float], target: int) -> float:
    if target not in range(len(logits)) or max(logits) == -math.inf:
        raise ValueError("no such target, or no class is open")
    own = logits[target]
    if own == -math.inf:
        return math.inf
    # The loss is the log of the sum of exp(v - own); what exceeds the target is taken out as the maximum.
    return log_sum_exp([v - own for v in logits])
