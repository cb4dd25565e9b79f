from random import Random
from statistics import fmean


def _left_over(columns: list[list[float]], target: list[float]) -> float:
    """Mean squared residual of the average of the columns, scaled by least squares; no column: the variance."""
    if not columns:
        return fmean(t * t for t in target)
    row = [fmean(values) for values in zip(*columns, strict=True)]
    slope = sum(r * t for r, t in zip(row, target, strict=True)) / sum(r * r for r in row)
    return fmean((t - slope * r) ** 2 for r, t in zip(row, target, strict=True))


def _twins() -> tuple[list[float], list[float], list[float]]:
    random = Random(1)
    cause = [random.gauss(0, 1) for _ in range(4_000)]
    first, second = ([c + random.gauss(0, 0.1) for c in cause] for _ in range(2))
    return first, second, [c + random.gauss(0, 0.5) for c in cause]


def test_single_ablation_hides_what_is_shared() -> None:
    """removing single columns hides what correlated ones share"""
    first, second, target = _twins()
    whole = _left_over([first, second], target)
    assert _left_over([second], target) - whole < 0.02
    assert _left_over([], target) - whole > 0.9


def test_permutation_splits_the_credit() -> None:
    """Permutation importance can split the credit among correlated columns"""
    first, second, target = _twins()
    shuffled = Random(2).sample(first, len(first))

    def loss(*columns: list[float]) -> float:
        return fmean((t - fmean(values)) ** 2 for *values, t in zip(*columns, target, strict=True))

    alone = loss(shuffled) - loss(first)
    shared = loss(shuffled, second) - loss(first, second)
    assert shared < 0.35 * alone


def test_the_interval_of_weather_includes_zero() -> None:
    """weather added 0.002 AUC, paired interval over days −0.001 to 0.005"""
    low, high = -0.001, 0.005
    assert abs((low + high) / 2 - 0.002) < 1e-12
    assert low < 0 < high
