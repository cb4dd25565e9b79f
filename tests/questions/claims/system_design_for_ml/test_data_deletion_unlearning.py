import math
import random


def test_a_file_without_a_deleted_user() -> None:
    r"""$(1-0.001)^{100{,}000} \approx e^{-100}$"""
    assert 10_000 * 30 / 300e6 == 0.001
    assert abs(100_000 * math.log(1 - 0.001) + 100) < 0.1


def test_one_pass() -> None:
    """5 PB at 10 GB/s takes 500,000 s, 5.8 days; with 1 PB of personal tables, 28 hours"""
    assert 5e15 / 10e9 == 500_000
    assert round(500_000 / 86_400, 1) == 5.8
    assert round(1e15 / 10e9 / 3_600) == 28


def test_the_longest_wait() -> None:
    """one starts every three weeks: 27 days at worst"""
    assert round(21 + 5e15 / 10e9 / 86_400) == 27


def test_keys() -> None:
    r"""300 M $\times$ 32 bytes $= 9.6$ GB"""
    assert 300e6 * 32 / 1e9 == 9.6


def test_suppression_list() -> None:
    """10,000 a day for 10 years is 36.5 M people; at five ids each, as keyed hashes of 32 bytes, 5.8 GB"""
    assert 10_000 * 3_650 == 36_500_000
    assert round(36.5e6 * 5 * 32 / 1e9, 1) == 5.8


def test_retraining() -> None:
    r"""15 others at an assumed 200 GPU-hours and \$3 are \$9,000 a month"""
    assert 15 * 200 * 3 == 9_000


def test_untouched_shards() -> None:
    r"""$20 \times 0.95^5 = 15.5$ shards are untouched on average"""
    draw = random.Random(8)
    untouched = [20 - len({draw.randrange(20) for _ in range(5)}) for _ in range(20_000)]
    assert abs(sum(untouched) / len(untouched) - 15.5) < 0.05


def test_shards_after_a_month() -> None:
    """With 300,000 deletions a month none is"""
    assert 20 * 0.95**300_000 < 1e-12
