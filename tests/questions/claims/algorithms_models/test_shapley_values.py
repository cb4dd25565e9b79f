import itertools
import random
from collections.abc import Callable
from math import factorial


def _shapley(features: int, value: Callable[[frozenset[int]], float]) -> list[float]:
    totals = [0.0] * features
    for order in itertools.permutations(range(features)):
        known: frozenset[int] = frozenset()
        for feature in order:
            totals[feature] += value(known | {feature}) - value(known)
            known |= {feature}
    return [total / factorial(features) for total in totals]


def test_example() -> None:
    r"""if it comes second: $\phi = 20$. Age adds 20 or 40: $\phi = 30$."""
    worth = {frozenset(): 0.0, frozenset({0}): 10.0, frozenset({1}): 20.0, frozenset({0, 1}): 50.0}
    assert _shapley(2, lambda known: worth[known]) == [20, 30]


def test_weights_of_the_formula() -> None:
    r"""\frac{|S|!\,(|F|-|S|-1)!}{|F|!}"""
    rng = random.Random(0)
    subsets = [frozenset(s) for size in range(5) for s in itertools.combinations(range(4), size)]
    worth = {s: rng.random() for s in subsets}
    by_formula = [
        sum(
            factorial(len(s)) * factorial(4 - len(s) - 1) / factorial(4) * (worth[s | {j}] - worth[s])
            for s in subsets
            if j not in s
        )
        for j in range(4)
    ]
    by_orders = _shapley(4, lambda known: worth[known])
    assert all(abs(a - b) < 1e-12 for a, b in zip(by_formula, by_orders, strict=True))
    assert abs(sum(by_orders) - (worth[frozenset(range(4))] - worth[frozenset()])) < 1e-12


ROWS = [(x, x) for x in (-2.0, 0.0, 1.0, 5.0)]  # the second column is a copy, and the model returns the first


def test_copy_of_a_column() -> None:
    """the first gives $x_2$ nothing, the second half"""
    row = (5.0, 5.0)

    def independently(known: frozenset[int]) -> float:
        return sum(row[0] if 0 in known else other[0] for other in ROWS) / len(ROWS)

    def conditionally(known: frozenset[int]) -> float:
        alike = [other for other in ROWS if all(other[j] == row[j] for j in known)]
        return sum(other[0] for other in alike) / len(alike)

    assert _shapley(2, independently)[1] == 0
    first, second = _shapley(2, conditionally)
    assert first == second == (5.0 - 1.0) / 2


def test_linear_model() -> None:
    r"""the first gives $\phi_j = w_j(x_j - E[x_j])$"""
    rng = random.Random(1)
    background = [[rng.gauss(0, 1) for _ in range(3)] for _ in range(20)]
    weights, row = [2.0, -1.0, 0.5], [1.0, 2.0, 3.0]

    def value(known: frozenset[int]) -> float:
        filled = [[row[j] if j in known else other[j] for j in range(3)] for other in background]
        return sum(sum(w * x for w, x in zip(weights, f, strict=True)) for f in filled) / len(filled)

    means = [sum(other[j] for other in background) / 20 for j in range(3)]
    expected = [w * (x - m) for w, x, m in zip(weights, row, means, strict=True)]
    assert all(abs(a - b) < 1e-9 for a, b in zip(_shapley(3, value), expected, strict=True))


def test_coalitions() -> None:
    r"""With 20 features there are $2^{20} \approx 1.05$ million coalitions."""
    coalitions = 1
    for _ in range(20):
        coalitions *= 2  # each feature is in or out
    assert round(coalitions / 1e6, 2) == 1.05
