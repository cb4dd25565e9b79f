from math import exp, log
from random import Random


def test_expected_calibration_error() -> None:
    """ECE = 0.5 × 0.02 + 0.3 × 0.10 + 0.2 × 0.20 = 0.08."""
    rows = [(500, 0.10, 0.08), (300, 0.50, 0.40), (200, 0.90, 0.70)]
    assert abs(sum(n * abs(p - y) for n, p, y in rows) / 1000 - 0.08) < 1e-12


def test_every_bin_is_over_predicted() -> None:
    """The model over-predicts in every bin. A rule that acts from 0.5 on would act at the middle group's mean
    prediction, though only 0.40 of the group are positive."""
    assert all(p > y for p, y in [(0.10, 0.08), (0.50, 0.40), (0.90, 0.70)])


def test_small_samples_inflate_ece() -> None:
    """ECE depends on the bins and tends to come out too high in small samples."""
    random, found = Random(5), []
    for _ in range(200):  # perfectly calibrated predictions, 100 at a time in ten bins
        bins: dict[int, list[float]] = {}
        for _ in range(100):
            p = random.random()
            bins.setdefault(int(p * 10), []).append((random.random() < p) - p)
        found.append(sum(abs(sum(gaps)) for gaps in bins.values()) / 100)
    assert sum(found) / len(found) > 0.05


def test_platt_keeps_the_order() -> None:
    """Platt (with positive slope) and temperature scaling are strictly monotone for a binary score"""
    scores = [-4.0, -1.5, -0.2, 0.0, 0.7, 2.0, 5.0]
    for slope, intercept in [(0.3, 1.0), (2.0, -1.0), (0.5, 0.0)]:
        mapped = [1 / (1 + exp(-(slope * s + intercept))) for s in scores]
        assert mapped == sorted(mapped)
        assert len(set(mapped)) == len(mapped)


def test_odds_after_downsampling() -> None:
    """Odds of 1 become 0.1, which is a probability of about 0.09."""
    kept, negatives, positives = 0.1, 1000, 100  # in training: 100 positives, 100 negatives
    assert positives / (positives + kept * negatives) == 0.5
    true = positives / (positives + negatives)
    assert round(true, 2) == 0.09
    logit = log(0.5 / 0.5) + log(kept)
    assert abs(1 / (1 + exp(-logit)) - true) < 1e-12
