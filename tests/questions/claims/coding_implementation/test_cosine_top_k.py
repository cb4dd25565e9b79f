import math
import random


def test_parallel_vectors_differ_in_floats() -> None:
    """floats may give 1.0 and 0.9999999999999999"""
    rng, seen = random.Random(1), set()
    for _ in range(200):
        v = [rng.uniform(-1, 1) for _ in range(3)]
        w = [7.0 * x for x in v]
        seen.add(sum(a * b for a, b in zip(v, w, strict=True)) / (math.hypot(*v) * math.hypot(*w)))
    assert {1.0, 0.9999999999999999} <= seen


def test_cost_of_a_query() -> None:
    """With one million vectors of 768 dimensions, one query's dot products need 768 million multiplications and
    read about 3 GB in 32-bit floats.
    """
    assert 10**6 * 768 == 768 * 10**6
    assert round(10**6 * 768 * 4 / 10**9) == 3


def test_time_by_bandwidth() -> None:
    """about 30 ms at 100 GB/s"""
    assert 29 < 1000 * (10**6 * 768 * 4) / 100e9 < 32


def test_distance_of_unit_vectors() -> None:
    """For unit vectors the squared distance is 2 minus 2 times the cosine"""
    rng = random.Random(2)
    for _ in range(50):
        a, b = ([rng.gauss(0, 1) for _ in range(5)] for _ in range(2))
        a, b = ([x / math.hypot(*v) for x in v] for v in (a, b))
        assert math.isclose(math.dist(a, b) ** 2, 2 - 2 * sum(x * y for x, y in zip(a, b, strict=True)), abs_tol=1e-12)
