import math
import random


def test_product_just_below() -> None:
    """`int(n * fraction)` turns `100 * 0.29` into 28, because the product is 28.999999999999996, and `round` sends
    halves to the even neighbour.
    """
    assert repr(100 * 0.29) == "28.999999999999996"
    assert int(100 * 0.29) == 28
    assert (round(2.5), round(3.5)) == (2, 4)
    assert math.floor(100 * 0.29 + 0.5) == 29


def test_sizes_do_not_exceed_n() -> None:
    """In exact arithmetic the rounded sizes together do not exceed $n$, since the fractions sum to less than 1."""
    rng = random.Random(1)
    for _ in range(20_000):
        n, a = rng.randrange(60), rng.random()
        b = rng.random() * (1 - a)
        if a + b < 1:
            assert math.floor(n * a + 0.5) + math.floor(n * b + 0.5) <= n


def test_error_of_a_recall() -> None:
    """50 positives in test give a recall of 80 per cent a standard error of nearly 6 points"""
    assert 5.5 < 100 * math.sqrt(0.8 * 0.2 / 50) < 6


def test_independent_draws_overlap() -> None:
    """the same row can then be in train and in test"""
    rng = random.Random(2)
    assert set(rng.sample(range(100), 70)) & set(rng.sample(range(100), 15))
