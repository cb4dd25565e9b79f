import random
import statistics


def test_position_of_the_lower_end() -> None:
    r"""With 1,000 resamples the first position is $0.025 \cdot 999 = 24.975$"""
    assert round(0.025 * (1000 - 1), 3) == 24.975


def test_largest_row() -> None:
    """the largest row is in about 63 per cent of the resamples"""
    rng, n = random.Random(1), 100
    hits = sum((n - 1) in rng.choices(range(n), k=n) for _ in range(4000))
    assert abs(hits / 4000 - 0.63) < 0.03
    assert round(1 - (1 - 1 / n) ** n, 2) == 0.63


def test_missing_rows() -> None:
    """on average about 37 per cent of the rows are missing"""
    rng = random.Random(2)
    missing = [1 - len(set(rng.choices(range(200), k=200))) / 200 for _ in range(800)]
    assert abs(statistics.fmean(missing) - 0.37) < 0.01


def test_permutations_have_no_width() -> None:
    """an interval of zero width for any statistic that ignores order"""
    rng, rows = random.Random(3), [1, 5, 2, 8]
    assert {sum(rng.sample(rows, k=4)) for _ in range(50)} == {16}


def test_five_beyond_each_end() -> None:
    """only about five of 1,000 statistics lie beyond each"""
    rng = random.Random(4)
    found = sorted(rng.gauss(0, 1) for _ in range(1000))
    position = 0.005 * 999
    below = found[int(position)]
    assert sum(x <= below for x in found) == 5
