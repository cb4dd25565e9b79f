from math import sqrt

TP, FN, FP, TN = 170, 30, 40, 760


def test_metrics_of_the_table() -> None:
    r"""- accuracy $(170+760)/1000=0.93$
    - precision $170/210=0.81$
    - recall $170/200=0.85$
    - false-positive rate $40/800=0.05$, so specificity is 0.95
    - $F_1=340/410=0.83$"""
    precision, recall = TP / (TP + FP), TP / (TP + FN)
    assert (TP + TN) / (TP + FN + FP + TN) == 0.93
    assert round(precision, 2) == 0.81
    assert recall == 0.85
    assert TN / (TN + FP) == 0.95
    assert round(2 / (1 / precision + 1 / recall), 2) == 0.83


def test_three_errors_in_ten() -> None:
    """3 errors in 10 has a 95% (Wilson) interval of roughly 11% to 60%"""
    n, p, z = 10, 0.3, 1.96
    centre, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((centre + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    assert round(low, 2) == 0.11
    assert round(high, 2) == 0.6
