import random

_RNG = random.Random(0)
_ROWS = [[_RNG.gauss(0, 1) for _ in range(3)] for _ in range(64)]
_TARGETS = [2 * a - b + 0.5 * c + _RNG.gauss(0, 0.1) for a, b, c in _ROWS]


def _mse(w: list[float]) -> float:
    errors = [sum(a * b for a, b in zip(w, r, strict=True)) - t for r, t in zip(_ROWS, _TARGETS, strict=True)]
    return sum(e * e for e in errors) / 64


def _broken(steps: int, lr: float = 0.05, epochs: int = 6) -> list[float]:
    """The starter's arithmetic: means added up, nothing cleared."""
    w, g, out = [0.0] * 3, [0.0] * 3, []
    for _ in range(epochs):
        for count, start in enumerate(range(0, 64, 4), 1):
            for r, t in zip(_ROWS[start : start + 4], _TARGETS[start : start + 4], strict=True):
                e = sum(a * b for a, b in zip(w, r, strict=True)) - t
                g = [a + 2 * e * x / 4 for a, x in zip(g, r, strict=True)]
            if count % steps == 0:
                w = [a - lr * b for a, b in zip(w, g, strict=True)]
        out.append(round(_mse(w), 3))
    return out


def test_first_line_of_the_log() -> None:
    """1 micro-batch a step: 1.115 4.507 1.648 4.597 1.093 3.129"""
    assert _broken(1) == [1.115, 4.507, 1.648, 4.597, 1.093, 3.129]


def test_second_line_of_the_log() -> None:
    """4 micro-batches a step: 10.970 13.507 14.576 20.029 34.518 61.916"""
    assert _broken(4) == [10.970, 13.507, 14.576, 20.029, 34.518, 61.916]


def test_error_at_the_start() -> None:
    """The mean squared error begins at 5.27"""
    assert round(_mse([0.0] * 3), 2) == 5.27


def test_kept_gradient_grows() -> None:
    """With four micro-batches a step its size grows over the epochs."""
    w, g, sizes = [0.0] * 3, [0.0] * 3, []
    for _ in range(6):
        for start in range(0, 64, 16):
            for r, t in zip(_ROWS[start : start + 16], _TARGETS[start : start + 16], strict=True):
                e = sum(a * b for a, b in zip(w, r, strict=True)) - t
                g = [a + 2 * e * x / 4 for a, x in zip(g, r, strict=True)]
            w = [a - 0.05 * b for a, b in zip(w, g, strict=True)]
        sizes.append(sum(a * a for a in g))
    assert sizes == sorted(sizes)


def test_small_rate_swings() -> None:
    """With a rate of 0.005 the loss of the second run swings between 0.4 and 5 over forty epochs instead of
    exploding.
    """
    found = _broken(4, lr=0.005, epochs=40)
    assert (round(min(found), 1), round(max(found))) == (0.4, 5)
    assert max(found[-10:]) - min(found[-10:]) > 1
