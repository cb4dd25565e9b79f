import math
from collections import Counter


def train_bigram(
    sequences: list[list[int]], vocab_size: int, pad: int, epochs: int, lr: float
) -> tuple[list[list[float]], list[float]]:
    """By counts: the gradient of a row depends on how often each token follows, and on nothing else."""
    counts: Counter = Counter()
    for sequence in sequences:
        for place in range(1, len(sequence)):
            if sequence[place] != pad:
                counts[sequence[place - 1], sequence[place]] += 1
    n = counts.total()
    table = [[0.0 for _ in range(vocab_size)] for _ in range(vocab_size)]
    losses: list[float] = []
    for _ in range(epochs):
        loss = 0.0
        moved = []
        for a, row in enumerate(table):
            log_total = math.log(sum(math.exp(s) for s in row))
            seen = sum(counts[a, b] for b in range(vocab_size))
            loss += sum(counts[a, b] * (log_total - row[b]) for b in range(vocab_size))
            moved.append(
                [s - lr * (seen * math.exp(s - log_total) - counts[a, b]) / max(n, 1) for b, s in enumerate(row)]
            )
        losses.append(loss / n if n else 0.0)
        table = moved if n else table
    return table, losses
