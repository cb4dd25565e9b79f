def test_the_example() -> None:
    """So TP = 80, FP = 70, FN = 20. Precision is 80/150 = 0.53: about half the alerts waste an analyst's time. Recall
    is 80/100 = 0.80"""
    flagged, fraud, both = set(range(150)), set(range(70, 170)), set(range(70, 150))
    assert flagged & fraud == both
    assert (len(both), len(flagged - fraud), len(fraud - flagged)) == (80, 70, 20)
    assert round(len(both) / len(flagged), 2) == 0.53
    assert len(both) / len(fraud) == 0.8


def test_ten_times_rarer() -> None:
    """We now get about 8 true and 71 false alerts, and precision drops from 0.53 to about 0.10."""
    hits, alarms = 10 * 0.8, (10_000 - 10) * 70 / 9_900
    assert (round(hits), round(alarms)) == (8, 71)
    assert round(hits / (hits + alarms), 2) == 0.1


def test_recall_is_monotone_and_precision_is_not() -> None:
    """recall is monotone, precision is not."""
    ranked = [True, False, True, True, False]
    hits = [sum(ranked[:n]) for n in range(1, 6)]
    assert hits == sorted(hits)
    precision = [hit / n for n, hit in enumerate(hits, 1)]
    assert precision not in (sorted(precision), sorted(precision, reverse=True))


def test_flagging_everything() -> None:
    """That costs 9,900 false alarms, and precision falls to 1%."""
    assert 10_000 - 100 == 9_900
    assert 100 / 10_000 == 0.01


def test_precision_in_production() -> None:
    """With 0.9 and 5%, precision is 0.95 on the balanced set and below 2% in production."""
    balanced, production = (share * 0.9 / (share * 0.9 + (1 - share) * 0.05) for share in (0.5, 0.001))
    assert round(balanced, 2) == 0.95
    assert production < 0.02
