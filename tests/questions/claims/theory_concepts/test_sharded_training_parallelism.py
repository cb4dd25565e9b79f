PARAMETERS, DEVICES = 70e9, 64
BYTES = {"weights": 2, "gradients": 2, "optimiser": 4 + 4 + 4}


def _gigabytes(*sharded: str) -> float:
    """What one device holds, with these parts of the state spread over all devices."""
    return sum(size * PARAMETERS / (DEVICES if part in sharded else 1) for part, size in BYTES.items()) / 1e9


def test_whole_state() -> None:
    r"""$16 \times 70 = 1120$ GB, without activations"""
    assert _gigabytes() == 1120


def test_sharded_optimiser() -> None:
    """| optimiser states | 293 |"""
    assert round(_gigabytes("optimiser")) == 293


def test_sharded_gradients() -> None:
    """| and gradients | 155 |"""
    assert round(_gigabytes("optimiser", "gradients")) == 155


def test_all_sharded() -> None:
    """| and parameters | 17.5 |"""
    assert _gigabytes("optimiser", "gradients", "weights") == 17.5


def test_traffic() -> None:
    """420 GB per device, or 8.4 s at 50 GB/s"""
    gather_forward = gather_backward = reduce_gradients = 2 * PARAMETERS
    moved = gather_forward + gather_backward + reduce_gradients
    assert moved / 1e9 == 420
    assert round(moved / 50e9, 1) == 8.4
    plain = 2 * reduce_gradients
    assert moved / plain == 1.5


def test_tokens_that_hide_it() -> None:
    """at 400 TFLOP/s and $6N$ operations per token, from about 8,000 tokens per device and step"""
    seconds_per_token = 6 * PARAMETERS / 400e12
    assert round(420e9 / 50e9 / seconds_per_token) == 8000


def _idle(stages: int, micro_batches: int) -> float:
    """The share of idle slots, by letting each stage work on each micro-batch as soon as it can."""
    finished = [[0] * micro_batches for _ in range(stages)]
    for stage in range(stages):
        for batch in range(micro_batches):
            ready = finished[stage - 1][batch] if stage else 0
            free = finished[stage][batch - 1] if batch else 0
            finished[stage][batch] = max(ready, free) + 1
    return 1 - micro_batches / finished[-1][-1]


def test_bubble() -> None:
    """18% for 8 stages and 32 micro-batches"""
    assert round(100 * _idle(8, 32)) == 18
    assert abs(_idle(8, 32) - 7 / 39) < 1e-12


def test_few_micro_batches() -> None:
    """The share is 7 of 15 slots, nearly half"""
    assert abs(_idle(8, 8) - 7 / 15) < 1e-12


def test_all_but_the_weights() -> None:
    """Gradients and optimiser states take seven times as much again."""
    assert (BYTES["gradients"] + BYTES["optimiser"]) / BYTES["weights"] == 7
