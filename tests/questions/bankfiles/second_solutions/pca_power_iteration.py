import math
import random


def first_component(rows: list[list[float]], seed: int = 0) -> tuple[list[float], float, float]:
    """By the covariance matrix, squared again and again: thirty squarings are a billion iterations."""
    n = len(rows)
    if n < 2 or len({tuple(row) for row in rows}) == 1:
        raise ValueError("no variance")
    d = len(rows[0])
    means = [math.fsum(row[j] for row in rows) / n for j in range(d)]
    centred = [[x - m for x, m in zip(row, means, strict=True)] for row in rows]
    cov = [[math.fsum(r[i] * r[j] for r in centred) / (n - 1) for j in range(d)] for i in range(d)]
    total = math.fsum(cov[i][i] for i in range(d))
    power = [[c / total for c in line] for line in cov]
    for _ in range(30):
        power = [[math.fsum(power[i][k] * power[k][j] for k in range(d)) for j in range(d)] for i in range(d)]
        trace = math.fsum(power[i][i] for i in range(d))
        power = [[c / trace for c in line] for line in power]
    rng = random.Random(seed)
    start = [rng.gauss(0, 1) for _ in range(d)]
    image = [math.fsum(a * s for a, s in zip(line, start, strict=True)) for line in power]
    size = math.sqrt(math.fsum(x * x for x in image))
    direction = [x / size for x in image]
    if next(x for x in direction if abs(x) > 1e-6) < 0:
        direction = [-x for x in direction]
    scores = [math.fsum(x * a for x, a in zip(row, direction, strict=True)) for row in centred]
    variance = math.fsum(s * s for s in scores) / (n - 1)
    return direction, variance, variance / total
