import random


def _f1(truth: list[int], guess: list[int], c: int) -> float:
    tp = sum(t == g == c for t, g in zip(truth, guess, strict=True))
    wrong = sum((t == c) != (g == c) for t, g in zip(truth, guess, strict=True))
    return 2 * tp / (2 * tp + wrong) if tp + wrong else 0.0


def test_micro_is_accuracy() -> None:
    """In single-label classification each error is one false positive and one false negative, so micro F1 equals
    accuracy when all classes are included.
    """
    rng = random.Random(1)
    truth, guess = ([rng.randrange(4) for _ in range(200)] for _ in range(2))
    tp = sum(t == g for t, g in zip(truth, guess, strict=True))
    fp = fn = 200 - tp
    assert 2 * tp / (2 * tp + fp + fn) == tp / 200


def test_harmonic_mean() -> None:
    """F1 is the harmonic mean of the two, which simplifies to $2TP/(2TP+FP+FN)$"""
    for tp, fp, fn in ((3, 1, 5), (10, 0, 2), (1, 9, 9)):
        p, r = tp / (tp + fp), tp / (tp + fn)
        assert abs(2 * p * r / (p + r) - 2 * tp / (2 * tp + fp + fn)) < 1e-12


def test_precision_of_the_second_class() -> None:
    """One quarter. Four examples were predicted as that class, one in the first row, one in the second and two in
    the third, and one of them is right.
    """
    matrix = [[3, 1, 0], [0, 1, 1], [1, 2, 1]]
    column = [row[1] for row in matrix]
    assert column == [1, 1, 2]
    assert (column[1] / sum(column), matrix[1][1] / sum(matrix[1])) == (0.25, 0.5)


def test_macro_and_accuracy_disagree() -> None:
    """always predicting the common class gives accuracy 0.95 and macro F1 0.49. Finding all five rare ones at the
    price of ten false alarms gives accuracy 0.90 and macro F1 0.72
    """
    truth = [0] * 95 + [1] * 5
    common = [0] * 100
    alarms = [0] * 85 + [1] * 15
    got = []
    for guess in (common, alarms):
        accuracy = sum(t == g for t, g in zip(truth, guess, strict=True)) / 100
        got += [accuracy, round((_f1(truth, guess, 0) + _f1(truth, guess, 1)) / 2, 2)]
    assert got == [0.95, 0.49, 0.90, 0.72]
