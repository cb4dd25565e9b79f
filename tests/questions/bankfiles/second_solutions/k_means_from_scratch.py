import math
import random


def _nearest(point: list[float], centroids: list[list[float]]) -> tuple[float, int]:
    best = (math.inf, -1)
    for j, centroid in enumerate(centroids):
        distance = math.fsum((x - c) * (x - c) for x, c in zip(point, centroid, strict=True))
        if distance < best[0]:
            best = (distance, j)
    return best


def kmeans(
    points: list[list[float]], centroids: list[list[float]], max_iter: int = 100
) -> tuple[list[list[float]], list[int], float]:
    if len(points) == 0 or len(centroids) == 0:
        raise ValueError("nothing to cluster, or nowhere to start")
    current = [[float(x) for x in c] for c in centroids]
    for _ in range(max_iter):
        sums = [[0.0] * len(c) for c in current]
        sizes = [0] * len(current)
        for point in points:
            _, j = _nearest(point, current)
            sizes[j] += 1
            sums[j] = [s + x for s, x in zip(sums[j], point, strict=True)]
        moved = [[s / n for s in total] if n else c for total, n, c in zip(sums, sizes, current, strict=True)]
        if moved == current:
            break
        current = moved
    found = [_nearest(point, current) for point in points]
    return current, [j for _, j in found], math.fsum(d for d, _ in found)


def init_plus_plus(points: list[list[float]], k: int, rng: random.Random) -> list[list[float]]:
    if k < 1 or k > len(set(map(tuple, points))):
        raise ValueError("k does not fit the points")
    chosen = [list(points[rng.randrange(len(points))])]
    for _ in range(k - 1):
        weights = [min(math.dist(p, c) ** 2 for c in chosen) for p in points]
        at = rng.random() * sum(weights)
        pick = None
        for point, weight in zip(points, weights, strict=True):
            if weight > 0:
                pick = point
                at -= weight
                if at < 0:
                    break
        assert pick is not None
        chosen.append(list(pick))
    return chosen
