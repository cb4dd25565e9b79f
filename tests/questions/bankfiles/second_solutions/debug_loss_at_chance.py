import math
import random
from collections.abc import Sequence


def train(
    rows: Sequence[Sequence[float]], labels: Sequence[int], n_classes: int, epochs: int, lr: float, seed: int
) -> tuple[list[list[float]], list[float]]:
    generator = random.Random(seed)
    positions = [*range(len(rows))]
    extended = [(*row, 1.0) for row in rows]
    table = [[0.0] * len(extended[0]) for _ in range(n_classes)]
    means: list[float] = []
    for _ in range(epochs):
        generator.shuffle(positions)
        losses = []
        for row, label in ((extended[i], labels[i]) for i in positions):
            scores = [sum(map(float.__mul__, line, map(float, row))) for line in table]
            top = max(scores)
            log_total = top + math.log(sum(math.exp(s - top) for s in scores))
            losses.append(log_total - scores[label])
            for c, score in enumerate(scores):
                push = lr * (math.exp(score - log_total) - (1.0 if c == label else 0.0))
                table[c] = [w - push * x for w, x in zip(table[c], row, strict=True)]
        means.append(sum(losses) / len(rows))
    return table, means
