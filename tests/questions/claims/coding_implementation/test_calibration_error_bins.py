import math
import random


def _ece(rows: list[tuple[float, int]], bins: int = 10) -> float:
    sums = [0.0] * bins
    for c, hit in rows:
        sums[min(int(c * bins), bins - 1)] += hit - c
    return sum(map(abs, sums)) / len(rows)


def test_worked_example() -> None:
    r"""the gaps are 0.15 and 0, so the error is $0.6 \cdot 0.15 = 0.09$"""
    rows = [(0.9, int(i < 45)) for i in range(60)] + [(0.6, int(i < 24)) for i in range(40)]
    assert round(0.9 - 45 / 60, 9) == 0.15
    assert round(_ece(rows), 9) == 0.09


def test_bias_of_a_calibrated_model() -> None:
    """A perfectly calibrated model with 200 examples spread evenly over 10 bins shows about 0.07 on average."""
    rng, found = random.Random(1), []
    for _ in range(300):
        confidences = [(i + rng.random()) / 200 for i in range(200)]
        found.append(_ece([(c, int(rng.random() < c)) for c in confidences]))
    assert abs(sum(found) / 300 - 0.07) < 0.002


def test_base_rate_everywhere() -> None:
    """A model that gives every example the base rate has an error near 0 and tells nothing apart."""
    rows = [(0.3, int(i < 30)) for i in range(100)]
    assert abs(_ece(rows)) < 1e-9


def test_standard_error_of_a_bin() -> None:
    """With 50 examples the accuracy has a standard error of about 0.065"""
    assert round(math.sqrt(0.7 * 0.3 / 50), 3) == 0.065


def test_weights_of_two_bins() -> None:
    """0.18 and 0.002: each gap counts with its bin's share of the examples."""
    assert (round(0.9 * 0.2, 9), round(0.01 * 0.2, 9)) == (0.18, 0.002)
