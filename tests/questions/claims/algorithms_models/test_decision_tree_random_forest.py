import random


def test_variance_of_a_forest() -> None:
    r"""With $\sigma^2 = 1$, $\rho = 0.3$ and $B = 100$ this is $0.3 + 0.007 = 0.307$."""
    trees, rho = 100, 0.3
    total = sum(1.0 if i == j else rho for i in range(trees) for j in range(trees))
    assert abs(total / trees**2 - 0.307) < 1e-9


def test_rows_left_out() -> None:
    """A bootstrap sample leaves out about 37% of the rows ($1/e$)."""
    rng = random.Random(0)
    rows = 20_000
    drawn = {rng.randrange(rows) for _ in range(rows)}
    assert abs(1 - len(drawn) / rows - 0.37) < 0.01


def test_constant_leaves_do_not_extrapolate() -> None:
    """with constant leaves, a prediction never exceeds the largest training target"""
    rows = [(float(x), 3.0 * x) for x in range(50)]

    def predict(rows: list[tuple[float, float]], x: float) -> float:
        if len(rows) <= 2:
            return sum(y for _, y in rows) / len(rows)
        middle = len(rows) // 2
        return predict(rows[:middle] if x < rows[middle][0] else rows[middle:], x)

    assert predict(rows, 1000.0) <= max(y for _, y in rows)
