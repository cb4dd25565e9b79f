import math
import random
from itertools import pairwise


def test_scores() -> None:
    r"""$50{,}000 \times 400 = 20$ M/s. Heavy: $50{,}000 \times 100 = 5$ M/s"""
    assert 50_000 * 400 == 20_000_000
    assert 50_000 * 100 == 5_000_000


def test_operations_of_the_network() -> None:
    """9.5$ MFLOP per score, so 48 TFLOP/s in total"""
    widths = (4_000, 1_024, 512, 256, 1)
    score = sum(2 * a * b for a, b in pairwise(widths))
    assert round(score / 1e6, 1) == 9.5
    assert round(5e6 * score / 1e12) == 48


def test_embedding_bytes() -> None:
    r"""$60 \times 64$ values $\times 2$ bytes $= 7.7$ KB per score, 38 GB/s if nothing is shared"""
    assert round(60 * 64 * 2 / 1e3, 1) == 7.7
    assert round(5e6 * 60 * 64 * 2 / 1e9) == 38
    assert 500e6 * 64 * 2 / 1e9 == 64


def test_rows_a_day() -> None:
    """All clicks and 10% of the rest are kept: 188 M rows a day"""
    impressions = 20_000 * 86_400
    clicks = 0.01 * impressions
    assert round(impressions / 1e9, 2) == 1.73
    assert round(clicks / 1e6, 1) == 17.3
    assert round((clicks + 0.1 * (impressions - clicks)) / 1e6) == 188


def test_correction_for_sampling() -> None:
    """A true 1% becomes 9.17% after sampling, and the formula returns 1%"""
    clicks, others = 10_000, 990_000
    sampled = clicks / (clicks + 0.1 * others)
    assert round(100 * sampled, 2) == 9.17
    assert round(100 * sampled / (sampled + (1 - sampled) / 0.1), 9) == 1


def test_the_winner_is_over_estimated() -> None:
    """If 100 equal ads have independent log-errors of 10%, the winner is about 29% too high"""
    draw = random.Random(6)
    winners = [math.exp(0.1 * max(draw.gauss(0, 1) for _ in range(100))) for _ in range(1_000)]
    assert abs(sum(winners) / len(winners) - 1.29) < 0.01


def test_budget() -> None:
    """features 15, pre-ranker 8, ranker 20, auction 5; margin 12"""
    assert 60 - (15 + 8 + 20 + 5) == 12


def test_clicks_for_a_calibration_alarm() -> None:
    """outside 0.95 to 1.05, where a slice has 4,000 clicks or more"""
    assert 0.04 < 3 / 4_000**0.5 < 0.05
