from statistics import fmean

TABLE = [[880, 15, 5], [30, 55, 5], [5, 3, 2]]


def per_class(table: list[list[int]]) -> list[float]:
    return [2 * table[k][k] / (sum(table[k]) + sum(row[k] for row in table)) for k in range(len(table))]


def test_the_averages() -> None:
    """Per-class F1 is 0.97, 0.67 and 0.18. Macro is 0.61, weighted 0.935, micro 0.937."""
    scores = per_class(TABLE)
    assert [round(score, 2) for score in scores] == [0.97, 0.67, 0.18]
    assert round(fmean(scores), 2) == 0.61
    assert round(sum(s * sum(row) for s, row in zip(scores, TABLE, strict=True)) / 1000, 3) == 0.935


def test_micro_is_accuracy() -> None:
    """So micro precision, recall and F1 are all equal to accuracy, here 937/1000."""
    hits = sum(TABLE[k][k] for k in range(3))
    missed = sum(sum(row) - row[k] for k, row in enumerate(TABLE))
    alarms = sum(sum(row[k] for row in TABLE) - TABLE[k][k] for k in range(3))
    assert 2 * hits / (2 * hits + missed + alarms) == hits / 1000 == 0.937


def test_one_more_example_of_the_rare_class() -> None:
    """one more correct example of C raises macro F1 by about 2.7 points"""
    better = [TABLE[0], TABLE[1], [4, 3, 3]]
    assert round(100 * (fmean(per_class(better)) - fmean(per_class(TABLE))), 1) == 2.7


def test_two_formulas_rank_differently() -> None:
    """some compute F1 from macro precision and macro recall, which can differ clearly and even rank models
    differently"""

    def of_means(table: list[list[int]]) -> float:
        size = range(len(table))
        recall = fmean(table[k][k] / sum(table[k]) for k in size)
        precision = fmean(table[k][k] / max(1, sum(row[k] for row in table)) for k in size)
        return 2 * precision * recall / (precision + recall)

    tables = [[[100 - a, a], [b, 100 - b]] for a in range(5, 100, 10) for b in range(5, 100, 10)]
    scores = [(fmean(per_class(table)), of_means(table)) for table in tables]
    assert any(x > y + 0.01 and of_x < of_y - 0.01 for x, of_x in scores for y, of_y in scores)
