import random
from itertools import accumulate

WIDTH, INNER, KEY_VALUE, LAYERS, RANK = 4_096, 14_336, 8 * 128, 32, 16
LAYER = RANK * (2 * (WIDTH + WIDTH) + 2 * (WIDTH + KEY_VALUE) + 3 * (WIDTH + INNER))
ADAPTER = LAYER * LAYERS * 2  # bytes
TOKEN = 2 * LAYERS * KEY_VALUE * 2  # bytes of keys and values
SUM = sum(1 / rank for rank in range(1, 2_001))
SHARES = [1 / rank / SUM for rank in range(1, 2_001)]
PREFILL = 600 * 1_000 * 16e9 / (0.4 * 990e12)


def _decode(distinct: float) -> tuple[float, float]:
    """Seconds of a step at batch 64, and the GPUs for 120,000 tokens a second."""
    step = (16e9 + 64 * 1_100 * TOKEN + distinct * ADAPTER) / 3.35e12 / 0.6
    return step, 120_000 / (64 / step)


def test_load_of_a_variant() -> None:
    """A variant gets 0.3 requests/s on average at peak"""
    assert 600 / 2_000 == 0.3


def test_size_of_an_adapter() -> None:
    """1.31$ M parameters, 41.9 M in 32 layers, 84 MB. All 2,000: 168 GB"""
    assert round(LAYER / 1e6, 2) == 1.31
    assert round(LAYER * LAYERS / 1e6, 1) == 41.9
    assert round(ADAPTER / 1e6) == 84
    assert round(2_000 * ADAPTER / 1e9) == 168


def test_loading() -> None:
    """3.4 ms from host memory at an assumed 25 GB/s, 28 ms from local disk at 3 GB/s, 0.42 s from object storage"""
    assert round(1_000 * ADAPTER / 25e9, 1) == 3.4
    assert round(1_000 * ADAPTER / 3e9) == 28
    assert round(ADAPTER / 200e6, 2) == 0.42


def test_prefill() -> None:
    r"""$= 9.6$ PFLOP/s; at an assumed 40% of peak 24 GPUs"""
    assert 600 * 1_000 * 16e9 / 1e15 == 9.6
    assert round(PREFILL) == 24


def test_distinct_adapters_in_a_batch() -> None:
    """such a batch holds 46 distinct adapters, 3.9 GB more"""
    expected = sum(1 - (1 - share) ** 64 for share in SHARES)
    assert round(expected) == 46
    assert round(expected * ADAPTER / 1e9, 1) == 3.9
    draw, limits = random.Random(13), list(accumulate(SHARES))
    batches = [len(set(draw.choices(range(2_000), cum_weights=limits, k=64))) for _ in range(300)]
    assert abs(sum(batches) / 300 - expected) < 1


def test_decode() -> None:
    """29.1 GB take 14.5 ms at 60% of the bandwidth, 4,400 tokens/s a GPU; for 120,000 tokens/s 27 GPUs"""
    step, gpus = _decode(46)
    assert round(TOKEN / 1e3) == 131
    assert round(64 * 1_100 * TOKEN / 1e9, 1) == 9.2
    assert round(1_000 * step, 1) == 14.5
    assert round(64 / step, -2) == 4_400
    assert round(gpus) == 27


def test_fleet_and_price_of_sharing() -> None:
    """Without adapters 48 would do"""
    shared, alone = PREFILL + _decode(46)[1], PREFILL + _decode(0)[1]
    assert round(shared) == 51
    assert abs(shared / 0.7 - 73) <= 0.6
    assert round(alone) == 48


def test_a_token_on_a_mixed_gpu() -> None:
    """A mixed GPU gives decode 53% of its time, so a token takes 27 ms at full load"""
    step, gpus = _decode(46)
    share = gpus / (gpus + PREFILL)
    assert round(100 * share) == 53
    assert round(1_000 * step / share) == 27


def test_popularity() -> None:
    """the top 100 of 2,000 get 63% of the requests"""
    assert round(100 * sum(SHARES[:100])) == 63
    assert round(100 * sum(SHARES[:238])) == 74


def test_memory_of_a_gpu() -> None:
    """20 for 238 adapters, 32 for the cache, 222 sequences of 1,100 tokens"""
    assert 0.9 * 80 == 16 + 4 + 20 + 32
    assert int(20e9 / ADAPTER) == 238
    assert round(32e9 / (1_100 * TOKEN)) == 222


def test_operations_added() -> None:
    """It adds 0.5% of the operations"""
    assert round(100 * LAYER * LAYERS / 8e9, 1) == 0.5


def test_retraining_all_variants() -> None:
    """2,000 retrainings at an assumed two GPU-hours are 4,000 GPU-hours, a few days of this fleet"""
    assert 2_000 * 2 == 4_000
    assert 2 < 4_000 / 73 / 24 < 3
