from collections import Counter
from collections.abc import Hashable, Sequence


def _pairs(y_true: Sequence[Hashable], y_pred: Sequence[Hashable], labels: Sequence[Hashable]) -> Counter:
    if len(y_true) != len(y_pred) or not set(labels).issuperset([*y_true, *y_pred]):
        raise ValueError("different lengths, or a label that is not listed")
    return Counter(zip(y_true, y_pred, strict=True))


def confusion_matrix(
    y_true: Sequence[Hashable], y_pred: Sequence[Hashable], labels: Sequence[Hashable]
) -> list[list[int]]:
    pairs = _pairs(y_true, y_pred, labels)
    return [[pairs[truth, guess] for guess in labels] for truth in labels]


def class_report(
    y_true: Sequence[Hashable], y_pred: Sequence[Hashable], labels: Sequence[Hashable]
) -> dict[Hashable, dict[str, float]]:
    pairs = _pairs(y_true, y_pred, labels)
    truths, guesses = Counter(y_true), Counter(y_pred)
    report: dict[Hashable, dict[str, float]] = {}
    for label in labels:
        tp = pairs[label, label]
        fp, fn = guesses[label] - tp, truths[label] - tp
        report[label] = {
            "precision": tp / (tp + fp) if tp + fp else 0.0,
            "recall": tp / (tp + fn) if tp + fn else 0.0,
            "f1": 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0,
            "support": truths[label],
        }
    return report


def macro_f1(y_true: Sequence[Hashable], y_pred: Sequence[Hashable], labels: Sequence[Hashable]) -> float:
    scores = [entry["f1"] for entry in class_report(y_true, y_pred, labels).values()]
    return sum(scores) / len(scores)
