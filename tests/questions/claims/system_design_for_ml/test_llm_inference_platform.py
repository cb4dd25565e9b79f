TOKEN = 2 * 80 * 8 * 128 * 2  # bytes of keys and values
STEP = (70e9 + 128 * 1_700 * TOKEN) / (4 * 3.35e12) / 0.6  # seconds
PREFILL = 4 * 1_979e12 * 0.4  # operations a second


def test_cache_of_a_token_and_of_a_request() -> None:
    """(320 KiB) per token. A full request of 1,900 tokens: 0.623 GB; midway (1,700 tokens): 0.557 GB"""
    assert TOKEN == 327_680 == 320 * 1_024
    assert round(1_900 * TOKEN / 1e9, 3) == 0.623
    assert round(1_700 * TOKEN / 1e9, 3) == 0.557


def test_sequences_beside_the_weights() -> None:
    r"""leaves 208 GB, so $208/0.623 \approx 334$ sequences"""
    free = 0.9 * 320e9 - 70e9 - 10e9
    assert round(free / 1e9) == 208
    assert int(free / (1_900 * TOKEN)) == 334


def test_decode_step() -> None:
    """is 10.5 ms; at an assumed 60% efficiency 17.5 ms"""
    assert abs(1_000 * STEP * 0.6 - 10.5) < 0.1
    assert abs(1_000 * STEP - 17.5) < 0.15
    assert round(128 / STEP, -2) == 7_300


def test_decode_replicas() -> None:
    r"""$200 \times 400 = 80{,}000$ tokens/s, so 11 replicas"""
    assert round(80_000 / (128 / STEP)) == 11


def test_prefill_replicas() -> None:
    """3.17 PFLOP/s, so 13.3 replicas"""
    assert round(PREFILL / 1e15, 2) == 3.17
    assert round(200 * 1_500 * 140e9 / PREFILL, 1) == 13.3


def test_gpus_with_headroom() -> None:
    """Together 24.2 replicas, 97 GPUs; at 75% utilisation 129"""
    replicas = 80_000 / 7_300 + 200 * 1_500 * 140e9 / PREFILL
    assert round(replicas, 1) == 24.2
    assert round(4 * replicas) == 97
    assert round(4 * replicas / 0.75) == 129


def test_answers_in_flight() -> None:
    """An answer then takes 15.6 s, 3,120 are in flight (Little's law), 129 on each of the 24.2"""
    each = round(0.0175 / 0.45, 3)
    assert round(400 * each, 1) == 15.6
    assert round(200 * 400 * each) == 3_120
    assert round(200 * 400 * each / 24.2) == 129


def test_a_shared_prefix() -> None:
    """cut prefill by a third, to about 9 replicas"""
    assert round(200 * 1_000 * 140e9 / PREFILL) == 9


def test_a_chunk_and_a_prompt() -> None:
    """512 prompt tokens (23 ms of compute)"""
    assert round(1_000 * 512 * 140e9 / PREFILL) == 23
    assert round(1_000 * 1_500 * 140e9 / PREFILL) == 66


def test_sending_a_cache() -> None:
    """1,500 tokens are 0.49 GB, 10 ms at 50 GB/s"""
    assert round(1_500 * TOKEN / 1e9, 2) == 0.49
    assert round(1_000 * 1_500 * TOKEN / 50e9) == 10
