from itertools import combinations
from math import sqrt
from random import Random
from statistics import fmean, stdev


def test_mean_and_spread_of_the_folds() -> None:
    r"""give mean 0.82 and standard deviation 0.02. The naive standard error is $0.02/\sqrt5=0.009$."""
    scores = [0.81, 0.84, 0.79, 0.83, 0.83]
    assert round(fmean(scores), 4) == 0.82
    assert round(stdev(scores), 4) == 0.02
    assert round(stdev(scores) / sqrt(5), 3) == 0.009


def test_training_sets_overlap() -> None:
    """Any two training sets share 600 of their 800 rows"""
    folds = [set(range(start, start + 200)) for start in range(0, 1000, 200)]
    training = [set(range(1000)) - fold for fold in folds]
    assert {len(rows) for rows in training} == {800}
    assert {len(a & b) for a, b in combinations(training, 2)} == {600}


def test_selection_before_the_split() -> None:
    """Selecting features by their correlation with the target on all rows first can produce high scores on pure
    noise."""
    random, n = Random(7), 40
    labels = [1, -1] * (n // 2)
    columns = [[random.gauss(0, 1) for _ in range(n)] for _ in range(600)]

    def chosen(rows: list[int]) -> list[tuple[int, float]]:
        weights = [(j, sum(labels[i] * column[i] for i in rows)) for j, column in enumerate(columns)]
        return sorted(weights, key=lambda pair: -abs(pair[1]))[:10]

    def accuracy(*, leaking: bool) -> float:
        right, everything = 0, chosen(list(range(n)))
        for fold in range(5):
            held_out = set(range(fold * 8, fold * 8 + 8))
            rows = [i for i in range(n) if i not in held_out]
            names = [j for j, _ in (everything if leaking else chosen(rows))]
            weights = {j: sum(labels[i] * columns[j][i] for i in rows) for j in names}
            right += sum(labels[i] * sum(w * columns[j][i] for j, w in weights.items()) > 0 for i in held_out)
        return right / n

    assert accuracy(leaking=True) > 0.85
    assert accuracy(leaking=False) < 0.7
