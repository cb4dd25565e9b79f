import math
from statistics import NormalDist

CALLS = range(40)
READ = sum(15_000 + 1_500 * call for call in CALLS)
NEW = 15_000 + 39 * 1_500
WRITTEN = 40 * 600


def test_sandboxes() -> None:
    r"""$60{,}000 \times 25/1{,}440 = 1{,}042$ at a time, 3,125 at three times"""
    mean = 60_000 * 25 / (24 * 60)
    assert round(mean) == 1_042
    assert round(3 * mean) == 3_125
    assert 4 * 3_125 == 12_500
    assert 16 * 3_125 / 1_000 == 50


def test_tokens_read() -> None:
    r"""$40 \times 15{,}000 + 1{,}500 \times 780 = 1.77$ M input tokens, and 24,000 written"""
    assert sum(CALLS) == 780
    assert READ == 1_770_000
    assert WRITTEN == 24_000


def test_price_without_caching() -> None:
    r"""without caching \$3.73 a task"""
    assert round(READ * 2e-6 + WRITTEN * 8e-6, 2) == 3.73


def test_price_with_caching() -> None:
    r"""With it only 73,500 tokens are new: \$0.68. A day costs \$40,700 instead of \$224,000"""
    assert NEW == 73_500
    task = NEW * 2e-6 + (READ - NEW) * 0.2e-6 + WRITTEN * 8e-6
    assert round(task, 2) == 0.68
    assert abs(60_000 * task - 40_700) < 100
    assert round(60_000 * (READ * 2e-6 + WRITTEN * 8e-6), -3) == 224_000


def test_price_of_the_sandbox() -> None:
    r"""The sandbox adds \$0.08 at \$0.05 per core-hour"""
    assert round(4 * 0.05 * 25 / 60, 2) == 0.08


def test_minutes_of_review() -> None:
    """a merged one has cost 33 minutes of reading. At 60% it is 17"""
    assert (round(10 / 0.3), round(10 / 0.6)) == (33, 17)


def test_interval_of_the_solve_rate() -> None:
    """One run's solve rate of 45% is known to ±4.4 points"""
    assert round(196 * math.sqrt(0.45 * 0.55 / 500), 1) == 4.4


def test_power_of_a_comparison() -> None:
    """the standard error of the difference is 1.7 points and a change of 4.8 has 80% power"""
    error = math.sqrt(0.15 / 500)
    z = NormalDist()
    assert round(100 * error, 1) == 1.7
    assert abs(100 * error * (z.inv_cdf(0.975) + z.inv_cdf(0.8)) - 4.8) < 0.06
