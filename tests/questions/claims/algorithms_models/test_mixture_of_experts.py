import random


def test_bytes_of_the_weights() -> None:
    """16-bit weights occupy 93.4 GB"""
    assert round(46.7 * 2, 1) == 93.4


def test_size_of_an_expert() -> None:
    r"""one expert has $e \approx 5.6$ billion over all layers, and $s \approx 1.6$ billion are shared"""
    expert = (46.7 - 12.9) / (8 - 2)
    shared = 46.7 - 8 * expert
    assert round(expert, 1) == 5.6
    assert round(shared, 1) == 1.6
    assert abs(shared + 2 * expert - 12.9) < 1e-9


def test_balancing_loss() -> None:
    r"""With uniform routing $N\sum_i f_iP_i = 1$; it rises when shares and probabilities favour the same experts."""

    def term(shares: list[float], probabilities: list[float]) -> float:
        return len(shares) * sum(f * p for f, p in zip(shares, probabilities, strict=True))

    assert term([1 / 8] * 8, [1 / 8] * 8) == 1
    skewed = [0.5, *[0.5 / 7] * 7]
    assert term(skewed, skewed) > 2


def test_slots_of_an_expert() -> None:
    r"""$4096 \times 2/8 \times 1.25 = 1280$"""
    assert 4096 * 2 / 8 * 1.25 == 1280


def test_experts_read_in_a_batch() -> None:
    """an expert is needed with probability $1 - 0.75^8 = 0.90$"""
    rng = random.Random(0)
    rounds = 5000
    read = sum(len({e for _ in range(8) for e in rng.sample(range(8), 2)}) for _ in range(rounds))
    assert abs(read / rounds / 8 - 0.90) < 0.01
