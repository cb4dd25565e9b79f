import math


def _dcg(grades: list[int]) -> float:
    return sum((2.0**g - 1) / math.log2(r + 1) for r, g in enumerate(grades, 1))


def test_worked_example() -> None:
    """DCG is $1 + 0 + 7/2 = 4.5$; the ideal is $7 + 1/1.585 = 7.631$; NDCG is 0.590."""
    assert _dcg([1, 0, 3]) == 4.5
    assert round(_dcg([3, 1, 0]), 3) == 7.631
    assert round(_dcg([1, 0, 3]) / _dcg([3, 1, 0]), 3) == 0.590


def test_half_of_the_gain() -> None:
    """The grade-3 document at rank 3 loses half of its gain."""
    assert _dcg([0, 0, 3]) == 0.5 * _dcg([3])


def test_repeats_exceed_one() -> None:
    """Repeats earn nothing, otherwise the score could exceed 1."""
    assert _dcg([1, 1, 1]) / _dcg([1]) > 1


def test_worth_of_grades() -> None:
    """A grade of 3 is worth seven times a grade of 1 here, and three times with linear gain."""
    assert _dcg([3]) == 7 * _dcg([1])
    assert 3 / 1 == 3


def test_single_document_of_grade_one() -> None:
    """at k of 1 the score is 1/7"""
    assert _dcg([1]) / _dcg([3]) == 1 / 7
