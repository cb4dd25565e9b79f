import math


def fit_linear(rows: list[list[float]], y: list[float], l2: float = 0.0) -> tuple[list[float], float]:
    """By orthogonalising the centred columns (Gram-Schmidt, twice), with rows of the penalty below them."""
    if not rows or len(rows) != len(y) or l2 < 0:
        raise ValueError("no rows, different lengths, or a negative penalty")
    n, d = len(rows), len(rows[0])
    means = [math.fsum(row[j] for row in rows) / n for j in range(d)]
    target_mean = math.fsum(y) / n
    target = [t - target_mean for t in y] + [0.0] * d
    basis: list[list[float]] = []
    upper = [[0.0] * d for _ in range(d)]
    for j in range(d):
        raw = [row[j] for row in rows]
        if l2 == 0 and all(v == raw[0] for v in raw):
            raise ValueError("a constant column")
        column = [v - means[j] for v in raw] + [math.sqrt(l2) if i == j else 0.0 for i in range(d)]
        size = math.sqrt(math.fsum(v * v for v in column))
        for _ in range(2):
            for i, unit in enumerate(basis):
                along = math.fsum(a * b for a, b in zip(unit, column, strict=True))
                upper[i][j] += along
                column = [c - along * u for c, u in zip(column, unit, strict=True)]
        left = math.sqrt(math.fsum(v * v for v in column))
        if l2 == 0 and left <= 1e-6 * size:
            raise ValueError("dependent columns")
        upper[j][j] = left
        basis.append([c / left for c in column])
    weights = [0.0] * d
    for i in reversed(range(d)):
        right = math.fsum(a * b for a, b in zip(basis[i], target, strict=True))
        known = math.fsum(upper[i][j] * weights[j] for j in range(i + 1, d))
        weights[i] = (right - known) / upper[i][i]
    return weights, target_mean - math.fsum(w * m for w, m in zip(weights, means, strict=True))


def predict(rows: list[list[float]], weights: list[float], intercept: float) -> list[float]:
    return [intercept + math.fsum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
