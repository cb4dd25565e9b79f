from bisect import bisect_left, bisect_right


def roc_auc(y_true: list[int], scores: list[float]) -> float:
    if len(y_true) != len(scores) or not set(y_true) <= {0, 1} or len(set(y_true)) < 2:
        raise ValueError("both classes are needed, with one score for each label")
    negatives = sorted(s for s, t in zip(scores, y_true, strict=True) if t == 0)
    half_wins = 0
    for s, t in zip(scores, y_true, strict=True):
        if t == 1:
            half_wins += bisect_left(negatives, s) + bisect_right(negatives, s)
    return half_wins / (2 * len(negatives) * (len(scores) - len(negatives)))
