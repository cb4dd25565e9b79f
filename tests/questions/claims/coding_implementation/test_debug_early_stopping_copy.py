import random


def _run() -> list[float]:
    """Validation errors of 400 epochs on 16 noisy rows with 12 features, without numpy."""
    rng, d = random.Random(3), 12
    true = [rng.gauss(0, 1) for _ in range(d)]

    def data(n: int) -> tuple[list[list[float]], list[float]]:
        rows = [[rng.gauss(0, 1) for _ in range(d)] for _ in range(n)]
        return rows, [sum(map(float.__mul__, true, r)) + rng.gauss(0, 2.5) for r in rows]

    rows, targets = data(16)
    rows_val, targets_val = data(40)
    w, out = [0.0] * d, []
    for _ in range(400):
        errors = [sum(map(float.__mul__, w, r)) - t for r, t in zip(rows, targets, strict=True)]
        w = [a - 0.05 * 2 / 16 * sum(e * r[j] for e, r in zip(errors, rows, strict=True)) for j, a in enumerate(w)]
        errors = [sum(map(float.__mul__, w, r)) - t for r, t in zip(rows_val, targets_val, strict=True)]
        out.append(sum(e * e for e in errors) / 40)
    return out


def test_symptom() -> None:
    """best epoch 7, validation error 11.382 error of the returned weights on the same validation rows: 18.809"""
    errors = _run()
    assert errors.index(min(errors)) + 1 == 7
    assert (round(min(errors), 3), round(errors[-1], 3)) == (11.382, 18.809)


def test_curve() -> None:
    """The validation error falls for seven epochs and rises afterwards, to 15.7 after 100 and 18.8 after 400."""
    errors = _run()
    assert (round(errors[99], 1), round(errors[399], 1)) == (15.7, 18.8)


def test_in_place_and_new() -> None:
    """`-=` on an array changes it for all names."""
    weights = [1.0, 2.0]
    best = weights
    weights += [3.0]
    assert best == [1.0, 2.0, 3.0]
    weights = [*weights, 4.0]
    assert best == [1.0, 2.0, 3.0]


def test_float_is_harmless() -> None:
    """On a Python float the same two lines are harmless"""
    weight = 1.0
    best = weight
    weight -= 0.5
    assert (best, weight) == (1.0, 0.5)
