class Accumulator:
    """Keeps the rows themselves with the errors that they had; the gradient is computed in the step."""

    def __init__(self, weights: list[float], lr: float) -> None:
        self.weights = [float(w) for w in weights]
        self.lr = lr
        self._pending: list[tuple[float, list[float]]] = []

    def backward(self, rows: list[list[float]], targets: list[float]) -> None:
        for row, target in zip(rows, targets, strict=True):
            predicted = sum(w * x for w, x in zip(self.weights, row, strict=True))
            self._pending.append((predicted - target, list(row)))

    def step(self) -> bool:
        pending, self._pending = self._pending, []
        for j in range(len(self.weights) if pending else 0):
            self.weights[j] -= self.lr * 2 * sum(error * row[j] for error, row in pending) / len(pending)
        return bool(pending)


def train_epoch(accumulator: Accumulator, rows: list[list[float]], targets: list[float], micro: int, steps: int) -> int:
    made, waiting = 0, 0
    for start in range(0, len(rows), micro):
        accumulator.backward(rows[start : start + micro], targets[start : start + micro])
        waiting += 1
        if waiting == steps:
            made, waiting = made + accumulator.step(), 0
    return made + (accumulator.step() if waiting else 0)
