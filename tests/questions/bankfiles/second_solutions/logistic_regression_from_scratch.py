import math


def _sigmoid(z: float) -> float:
    return 0.5 * (1.0 + math.tanh(0.5 * z))


def _scores(rows: list[list[float]], weights: list[float], bias: float) -> list[float]:
    return [bias + math.fsum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]


def fit_logistic(
    rows: list[list[float]], y: list[int], lr: float = 0.1, epochs: int = 1000, l2: float = 0.0
) -> tuple[list[float], float]:
    if not rows or len(rows) != len(y) or not set(y) <= {0, 1}:
        raise ValueError("no rows, different lengths, or labels beside 0 and 1")
    n, d = len(rows), len(rows[0])
    theta = [0.0] * (d + 1)  # the bias stands last
    for _ in range(epochs):
        gradient = [l2 * w for w in theta[:d]] + [0.0]
        for row, label, z in zip(rows, y, _scores(rows, theta[:d], theta[d]), strict=True):
            error = (_sigmoid(z) - label) / n
            for j, x in enumerate(row):
                gradient[j] += error * x
            gradient[d] += error
        theta = [t - lr * g for t, g in zip(theta, gradient, strict=True)]
    return theta[:d], theta[d]


def predict_proba(rows: list[list[float]], weights: list[float], bias: float) -> list[float]:
    return [_sigmoid(z) for z in _scores(rows, weights, bias)]


def predict(rows: list[list[float]], weights: list[float], bias: float, threshold: float = 0.5) -> list[int]:
    return [1 if p >= threshold else 0 for p in predict_proba(rows, weights, bias)]


def log_loss(rows: list[list[float]], y: list[int], weights: list[float], bias: float) -> float:
    losses = []
    for z, label in zip(_scores(rows, weights, bias), y, strict=True):
        against = z if label == 0 else -z  # the score of the other class
        losses.append(against + math.log1p(math.exp(-against)) if against > 0 else math.log1p(math.exp(against)))
    return math.fsum(losses) / len(losses)
