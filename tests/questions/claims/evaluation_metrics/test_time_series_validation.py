from itertools import accumulate
from random import Random
from statistics import fmean


def test_origins() -> None:
    """The origins are after months 24, 27, 30 and 33: four folds, each tested on the next three months."""
    origins = [month for month in range(24, 36, 3) if month + 3 <= 36]
    assert origins == [24, 27, 30, 33]


def test_labels_that_reach_over_the_cut_off() -> None:
    """a row from 10 days before the cut-off has a label that reads 20 days into the test period"""
    cut_off, window = 100, 30
    assert (cut_off - 10) + window - cut_off == 20


def test_random_days_flatter() -> None:
    """Nearly every test day has a neighbour in training, with almost the same values and features."""
    random = Random(4)
    series = list(accumulate(random.gauss(0, 1) for _ in range(500)))

    def error(test: set[int]) -> float:
        train = [t for t in range(500) if t not in test]
        return fmean(abs(series[t] - series[min(train, key=lambda s: abs(s - t))]) for t in test)

    shuffled, forward = set(random.sample(range(500), 100)), set(range(400, 500))
    assert sum({t - 1, t + 1} - shuffled != set() for t in shuffled) > 90
    assert error(shuffled) < error(forward) / 2
