from bisect import bisect_left, bisect_right
from random import Random


def _auc(scores: list[float], labels: list[bool]) -> float:
    negative = sorted(score for score, label in zip(scores, labels, strict=True) if not label)
    positive = [score for score, label in zip(scores, labels, strict=True) if label]
    below = sum(bisect_left(negative, score) + bisect_right(negative, score) for score in positive)
    return below / 2 / len(positive) / len(negative)


def _shuffled(random: Random) -> list[list[bool]]:
    """Labels of 300 clinics of ten patients that nothing predicts; three in ten drop out."""
    return [[random.random() < 0.3 for _ in range(10)] for _ in range(300)]


def test_encoding_before_the_split() -> None:
    """shuffle the labels before any processing, train, and expect about 0.5. It gave 0.71."""
    clinics = _shuffled(Random(1))
    scores = [sum(clinic) / 10 for clinic in clinics for _ in clinic]
    assert abs(_auc(scores, [label for clinic in clinics for label in clinic]) - 0.71) < 0.01


def test_encoding_inside_the_training_fold() -> None:
    """With the encoding fitted inside each training fold the shuffled run gave chance level"""
    random = Random(1)
    scores, labels = [], []
    for clinic in _shuffled(random):
        fold = [random.random() < 0.2 for _ in clinic]
        train = [label for label, test in zip(clinic, fold, strict=True) if not test]
        tested = [label for label, test in zip(clinic, fold, strict=True) if test]
        scores += [sum(train) / max(len(train), 1)] * len(tested)
        labels += tested
    assert abs(_auc(scores, labels) - 0.5) < 0.05
