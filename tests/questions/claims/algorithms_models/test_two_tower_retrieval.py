import math
import random


def test_bytes_of_the_items() -> None:
    r"""$10^7\times64\times4 = 2.56$ GB"""
    assert 10**7 * 64 * 4 / 1e9 == 2.56


def test_copies_of_a_popular_item() -> None:
    """With 8,192 pairs, an item with 1% of interactions is in the batch about 82 times"""
    rng = random.Random(0)
    batches = [sum(rng.random() < 0.01 for _ in range(8192)) for _ in range(30)]
    assert abs(sum(batches) / len(batches) - 82) < 5
    assert round(8192 * 0.01) == 82


def test_what_the_correction_adds() -> None:
    r"""Subtracting $\log q_j$ in training adds $4.6$ to the logit for $q = 0.01$ and $9.2$ for $q = 0.0001$"""
    assert (round(-math.log(0.01), 1), round(-math.log(0.0001), 1)) == (4.6, 9.2)


def test_corrected_sample_estimates_the_full_sum() -> None:
    """The sampled softmax so approximates the full one."""
    rng = random.Random(1)
    popularity = [1 / (rank + 1) for rank in range(500)]
    q = [p / sum(popularity) for p in popularity]
    scores = [rng.gauss(0, 1) for _ in q]
    full = sum(map(math.exp, scores))
    batch = rng.choices(range(500), q, k=40_000)
    corrected = sum(math.exp(scores[j] - math.log(q[j])) for j in batch) / len(batch)
    plain = sum(math.exp(scores[j]) for j in batch) / len(batch) * 500
    assert abs(corrected / full - 1) < 0.05
    assert abs(plain / full - 1) > 0.05
