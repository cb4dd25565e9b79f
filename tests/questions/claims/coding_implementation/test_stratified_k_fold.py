import math
import random


def test_restarting_fills_the_first_fold() -> None:
    """With 6 classes of 5 rows and 4 folds, fold 0 gets 12 rows and the others 6."""
    sizes = [0] * 4
    for _ in range(6):
        for i in range(5):
            sizes[i % 4] += 1
    assert sizes == [12, 6, 6, 6]


def test_a_run_is_spread_evenly() -> None:
    """A run of consecutive items is spread evenly, so both conditions hold"""
    rng = random.Random(1)
    for _ in range(200):
        k, start, length = rng.randrange(2, 9), rng.randrange(50), rng.randrange(1, 40)
        counts = [sum(i % k == f for i in range(start, start + length)) for f in range(k)]
        assert max(counts) - min(counts) <= 1


def test_floor_or_ceiling() -> None:
    r"""gives each fold $\lfloor n_c/k \rfloor$ or $\lceil n_c/k \rceil$ members"""
    for n, k in ((10, 3), (12, 4), (2, 5)):
        counts = {len(range(f, n, k)) for f in range(k)}
        assert counts <= {n // k, math.ceil(n / k)}


def test_chance_of_a_fold_without_positives() -> None:
    """with a chance of about 12 per cent a given fold would have none at all"""
    none = math.comb(980, 100) / math.comb(1000, 100)
    assert round(100 * none) == 12
