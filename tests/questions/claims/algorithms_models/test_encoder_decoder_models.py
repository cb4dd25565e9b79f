import random


def test_prediction_targets() -> None:
    """512 tokens give 511 prediction targets, where BERT gets about 77."""
    assert len(list(zip(range(511), range(1, 512), strict=True))) == 511
    assert round(0.15 * 512) == 77


def test_only_a_causal_mask_leaves_earlier_states_alone() -> None:
    """because the new words change the states of the old ones."""
    rng = random.Random(0)
    old, new = [rng.random() for _ in range(5)], [rng.random() for _ in range(2)]

    def states(values: list[float], causal: bool) -> list[float]:
        rows = []
        for i, value in enumerate(values):
            seen = values[: i + 1] if causal else values
            weights = [2.718281828 ** (value * other) for other in seen]
            rows.append(sum(w * v for w, v in zip(weights, seen, strict=True)) / sum(weights))
        return rows

    assert states(old + new, causal=True)[:5] == states(old, causal=True)
    pairs = zip(states(old + new, causal=False)[:5], states(old, causal=False), strict=True)
    assert all(a != b for a, b in pairs)
