from collections.abc import Callable
from math import log2, sqrt
from statistics import fmean

GRADES = [0, 3, 0, 1]


def average_precision(grades: list[int]) -> float:
    hits = [i for i, grade in enumerate(grades, 1) if grade]
    return sum(n / rank for n, rank in enumerate(hits, 1)) / len(hits)


def ndcg(grades: list[int], gain: Callable[[int], float]) -> float:
    def dcg(ordered: list[int]) -> float:
        return sum(gain(grade) / log2(rank + 1) for rank, grade in enumerate(ordered, 1))

    return dcg(grades) / dcg(sorted(grades, reverse=True))


def test_average_precision() -> None:
    """Average precision: $(1/2+2/4)/2=0.5$."""
    assert average_precision(GRADES) == 0.5


def test_exponential_gain() -> None:
    r"""Ideal order 3, 1, 0, 0: $7+1/\log_2 3=7.63$. NDCG@4 = 0.635."""
    assert round(7 + 1 / log2(3), 2) == 7.63
    assert round(ndcg(GRADES, lambda grade: 2**grade - 1), 3) == 0.635


def test_linear_gain() -> None:
    """With linear gain ($r_i$ in place of $2^{r_i}-1$) it is 0.640"""
    assert round(ndcg(GRADES, lambda grade: grade), 3) == 0.640


def test_one_weak_result_scores_one() -> None:
    """a query with only one weak result can still score 1"""
    assert ndcg([1, 0, 0], lambda grade: 2**grade - 1) == 1


def test_moving_the_second_hit() -> None:
    """the second hit now has a precision of two in three instead of two in four: from 0.50 to 0.58"""
    assert round(average_precision([0, 3, 1, 0]), 2) == 0.58


def test_ndcg_rises_too() -> None:
    """NDCG rises a little too, from 0.635 to 0.644."""
    assert round(ndcg([0, 3, 1, 0], lambda grade: 2**grade - 1), 3) == 0.644


def test_queries_for_an_interval() -> None:
    """it takes about 1,540 queries for a 95% interval of plus or minus 0.01, and twice as many to detect it with 80%
    power"""
    assert abs(1.96 * 0.2 / sqrt(1_540) - 0.01) < 0.0001
    assert abs((1.96 + 0.84) * 0.2 / sqrt(2 * 1_540) - 0.01) < 0.0002


def test_heavy_users() -> None:
    """Average within each user first if heavy users would dominate."""
    users = [[0.9] * 100, [0.1], [0.1]]
    assert round(fmean([score for queries in users for score in queries]), 2) == 0.88
    assert round(fmean([fmean(queries) for queries in users]), 2) == 0.37
