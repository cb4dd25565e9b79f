def _optimum(fisher: float, strength: float = 1.0) -> float:
    """The weight that minimises the new loss with the penalty, by descent."""
    weight = 0.0
    for _ in range(5000):
        weight -= 0.01 * ((weight - 4) + strength * fisher * (weight - 0))
    return weight


def test_an_important_weight() -> None:
    """With Fisher information $F = 3$ the optimum is $4/(1+3) = 1$"""
    assert abs(_optimum(3) - 1) < 1e-9


def test_an_unimportant_weight() -> None:
    r"""with $F = 0.1$ it is $4/1.1 \approx 3.6$"""
    assert round(_optimum(0.1), 1) == 3.6


def test_without_a_penalty() -> None:
    """The new loss says nothing about old tasks, so gradients freely change weights"""
    assert abs(_optimum(3, strength=0) - 4) < 1e-9


def test_adapter_changes_old_outputs() -> None:
    """The adapter's low-rank product is added to the weights, so the combined model's outputs change on old tasks
    too."""
    frozen, column, row = [[1.0, 0.0], [0.0, 1.0]], [0.5, -0.2], [0.3, 0.4]
    old_input = [1.0, 2.0]

    def output(weights: list[list[float]]) -> list[float]:
        return [sum(w * x for w, x in zip(line, old_input, strict=True)) for line in weights]

    adapted = [[frozen[i][j] + column[i] * row[j] for j in range(2)] for i in range(2)]
    removed = [[adapted[i][j] - column[i] * row[j] for j in range(2)] for i in range(2)]
    assert output(adapted) != output(frozen)
    assert all(abs(a - b) < 1e-12 for a, b in zip(output(removed), output(frozen), strict=True))
