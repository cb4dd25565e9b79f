import random


def test_share_of_filled_cells() -> None:
    """A million users and 100,000 items have $10^{11}$ cells; 100 million ratings fill 0.1% of them."""
    assert 10**6 * 10**5 == 10**11
    assert 10**8 / 10**11 == 0.001


def test_size_of_the_model() -> None:
    """With 64 factors the vectors hold 70.4 million numbers, 282 MB in 32 bits."""
    numbers = (10**6 + 10**5) * 64
    assert numbers == 70_400_000
    assert round(numbers * 4 / 1e6) == 282


def test_confidence_of_five_plays() -> None:
    r"""With $\alpha = 40$, five plays weigh 201 times an empty cell."""
    assert (1 + 40 * 5) / (1 + 40 * 0) == 201


def test_sum_over_all_cells_is_a_correction() -> None:
    r"""Q^\top C^uQ = Q^\top Q + Q^\top(C^u - I)Q"""
    rng = random.Random(0)
    items = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(50)]
    confidence = [1 + 40 * rng.randrange(1, 5) if i < 4 else 1 for i in range(50)]
    for a in range(3):
        for b in range(3):
            whole = sum(c * q[a] * q[b] for c, q in zip(confidence, items, strict=True))
            gram = sum(q[a] * q[b] for q in items)
            own = sum((c - 1) * q[a] * q[b] for c, q in zip(confidence[:4], items[:4], strict=True))
            assert abs(whole - gram - own) < 1e-9


def test_no_half_step_raises_the_loss() -> None:
    """No half step raises the loss"""
    rng = random.Random(1)
    cells = {(u, i): float(rng.randrange(1, 6)) for u in range(12) for i in range(9) if rng.random() < 0.4}
    users, items = [rng.random() for _ in range(12)], [rng.random() for _ in range(9)]  # one factor
    penalty = 0.1

    def loss() -> float:
        fit = sum((r - users[u] * items[i]) ** 2 for (u, i), r in cells.items())
        return fit + penalty * (sum(p * p for p in users) + sum(q * q for q in items))

    losses = [loss()]
    for _ in range(10):
        for u in range(12):
            own = [(items[i], r) for (v, i), r in cells.items() if v == u]
            users[u] = sum(q * r for q, r in own) / (sum(q * q for q, _ in own) + penalty)
        losses.append(loss())
        for i in range(9):
            own = [(users[u], r) for (u, j), r in cells.items() if j == i]
            items[i] = sum(p * r for p, r in own) / (sum(p * p for p, _ in own) + penalty)
        losses.append(loss())
    assert losses == sorted(losses, reverse=True)
