import random


def test_trained_parameters() -> None:
    """we train $16(4096+4096) = 131{,}072$ parameters instead of 16.8 million, 0.78%"""
    thin = 16 * 4096 + 4096 * 16  # A and B
    assert thin == 131_072
    assert round(4096 * 4096 / 1e6, 1) == 16.8
    assert round(100 * thin / 4096**2, 2) == 0.78


def test_memory_of_full_tuning() -> None:
    """full tuning of 7 billion parameters takes about 112 GB before activations"""
    weights, gradients, master, moments = 2, 2, 4, 4 + 4
    assert weights + gradients + master + moments == 16
    assert 7e9 * 16 / 1e9 == 112


def test_memory_of_the_frozen_base() -> None:
    """the frozen 16-bit base takes 14 GB"""
    assert 7e9 * 16 / 8 / 1e9 == 14
    assert 7e9 * 4 / 8 / 1e9 == 3.5


def _gradients(a: list[float], b: list[float], x: list[float], error: float) -> tuple[list[float], list[float]]:
    """By a and by b, of half the squared error, where one output is b times the product of a and x (rank 1)."""
    inner = sum(p * q for p, q in zip(a, x, strict=True))
    return [error * b[0] * value for value in x], [error * inner]


def test_both_at_zero_learn_nothing() -> None:
    """Then both gradients would be zero and nothing would learn."""
    rng = random.Random(0)
    x = [rng.gauss(0, 1) for _ in range(4)]
    assert _gradients([0.0] * 4, [0.0], x, error=1.0) == ([0.0] * 4, [0.0])
    by_a, by_b = _gradients([rng.gauss(0, 1) for _ in range(4)], [0.0], x, error=1.0)
    assert by_a == [0.0] * 4
    assert by_b != [0.0]
