import random
from bisect import bisect_right
from itertools import accumulate


def _pick(weights: list[float], rng: random.Random) -> int:
    """By bisection over the tokens of positive weight."""
    tokens = [x for x, w in enumerate(weights) if w > 0]
    cumulative = list(accumulate(weights[x] for x in tokens))
    place = bisect_right(cumulative, rng.random() * cumulative[-1])
    return tokens[min(place, len(tokens) - 1)]


def speculative_step(
    draft_probs: list[list[float]], target_probs: list[list[float]], draft_tokens: list[int], rng: random.Random
) -> list[int]:
    k = len(draft_tokens)
    if len(draft_probs) != k or len(target_probs) != k + 1:
        raise ValueError("the numbers do not fit")
    for i in range(k):
        if not draft_probs[i][draft_tokens[i]] > 0:
            raise ValueError("the draft cannot have drawn this")
    accepted = 0
    while accepted < k:
        x, p, q = draft_tokens[accepted], target_probs[accepted], draft_probs[accepted]
        if rng.random() * q[x] >= p[x]:
            break
        accepted += 1
    weights = target_probs[accepted]
    if accepted < k:
        left = [p - q if p > q else 0.0 for p, q in zip(weights, draft_probs[accepted], strict=True)]
        weights = left if max(left) > 0 else weights
    return [*draft_tokens[:accepted], _pick(weights, rng)]


def acceptance_rate(p: list[float], q: list[float]) -> float:
    return 1 - sum(abs(a - b) for a, b in zip(p, q, strict=True)) / 2


def expected_tokens(rate: float, k: int) -> float:
    return k + 1.0 if rate == 1 else (1 - rate ** (k + 1)) / (1 - rate)
