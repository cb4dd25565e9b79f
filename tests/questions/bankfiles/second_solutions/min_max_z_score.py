import statistics


def _columns(rows: list[list[float]]) -> list[list[float]]:
    if not rows:
        raise ValueError("no rows")
    return [[row[j] for row in rows] for j in range(len(rows[0]))]


def fit_min_max(rows: list[list[float]]) -> list[tuple[float, float]]:
    return [(ordered[0], ordered[-1]) for ordered in map(sorted, _columns(rows))]


def fit_z_score(rows: list[list[float]]) -> list[tuple[float, float]]:
    pairs = []
    for column in _columns(rows):
        constant = all(x == column[0] for x in column)
        middle = column[0] if constant else statistics.fmean(column)
        pairs.append((middle, 0.0 if constant else statistics.pstdev(column)))
    return pairs


def _apply(rows: list[list[float]], shifts: list[float], scales: list[float]) -> list[list[float]]:
    return [[(x - a) / b for x, a, b in zip(row, shifts, scales, strict=True)] for row in rows]


def apply_min_max(rows: list[list[float]], params: list[tuple[float, float]]) -> list[list[float]]:
    return _apply(rows, [low for low, _ in params], [1.0 if low == high else high - low for low, high in params])


def apply_z_score(rows: list[list[float]], params: list[tuple[float, float]]) -> list[list[float]]:
    return _apply(rows, [mean for mean, _ in params], [1.0 if std == 0 else std for _, std in params])
