import math


def clip_by_norm(grads: list[float], max_norm: float) -> list[float]:
    if not max_norm > 0:
        raise ValueError("the limit is a length")
    norm = math.sqrt(math.fsum(g * g for g in grads))
    return [g / norm * max_norm for g in grads] if norm > max_norm else grads[:]


class AdamW:
    """Keeps the sums without the factors 1 - beta, and their weights beside them; the ratio is the corrected mean."""

    def __init__(
        self,
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        self.t = self.skipped = 0
        self._rates = (lr, betas, eps, weight_decay)
        self._weights = (0.0, 0.0)
        self._sums: list[tuple[float, float]] | None = None

    def step(self, params: list[float], grads: list[float]) -> list[float]:
        known = len(params) if self._sums is None else len(self._sums)
        if not len(params) == len(grads) == known:
            raise ValueError("lengths differ")
        if any(math.isnan(g) or math.isinf(g) for g in grads):
            self.skipped += 1
            return params[:]
        lr, (b1, b2), eps, decay = self._rates
        self.t += 1
        first, second = self._weights[0] * b1 + 1, self._weights[1] * b2 + 1
        old = self._sums or [(0.0, 0.0)] * len(params)
        sums = [(b1 * m + g, b2 * v + g * g) for (m, v), g in zip(old, grads, strict=True)]
        self._weights, self._sums = (first, second), sums
        moves = [m / first / (math.sqrt(v / second) + eps) for m, v in sums]
        return [p * (1 - lr * decay) - lr * move for p, move in zip(params, moves, strict=True)]
