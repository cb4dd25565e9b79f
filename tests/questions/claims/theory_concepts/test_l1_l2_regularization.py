from collections.abc import Callable


def _lowest(loss: Callable[[float], float]) -> float:
    """The minimiser on a fine grid from -4 to 4."""
    return min((step / 1000 for step in range(-4000, 4001)), key=loss)


def test_a_strong_signal() -> None:
    r"""With $\lambda = 1$, $z = 3$ becomes 2 under L1 and 1.5 under L2."""
    assert _lowest(lambda w: (w - 3) ** 2 / 2 + abs(w)) == 2
    assert _lowest(lambda w: (w - 3) ** 2 / 2 + w * w / 2) == 1.5


def test_a_weak_signal() -> None:
    """$z = 0.5$ becomes exactly 0 under L1 and 0.25 under L2."""
    assert _lowest(lambda w: (w - 0.5) ** 2 / 2 + abs(w)) == 0
    assert _lowest(lambda w: (w - 0.5) ** 2 / 2 + w * w / 2) == 0.25


def test_ridge_shares_between_copies() -> None:
    """Ridge gives both columns about half of the weight"""

    def loss(first: float, second: float) -> float:
        return (first + second - 2) ** 2 / 2 + 0.01 * (first**2 + second**2) / 2

    grid = [i / 50 for i in range(101)]
    first, second = min(((a, b) for a in grid for b in grid), key=lambda pair: loss(*pair))
    assert abs(first - 1) <= 0.02
    assert abs(second - 1) <= 0.02


def test_lasso_does_not_care_between_copies() -> None:
    """L1 tends to keep one of a group almost arbitrarily"""

    def loss(first: float, second: float) -> float:
        return (first + second * 1.001 - 2) ** 2 / 2 + 0.01 * (abs(first) + abs(second))

    best = min(
        ((a / 1000, b / 1000) for a in range(0, 2001, 4) for b in (0, 500, 1000, 1500, 1988)), key=lambda p: loss(*p)
    )
    assert best[0] == 0, "the copy that is a thousandth larger takes all of the weight"


def test_plain_gradient_steps_miss_zero() -> None:
    """Plain gradient steps on an L1 term rarely land on exact zeros; proximal or coordinate methods do."""
    plain = proximal = 3.0
    for _ in range(1000):
        plain -= 0.07 * ((plain - 0.5) + (plain > 0) - (plain < 0))
        moved = proximal - 0.07 * (proximal - 0.5)
        proximal = max(abs(moved) - 0.07, 0.0) * (1 if moved > 0 else -1)
    assert plain != 0
    assert proximal == 0
