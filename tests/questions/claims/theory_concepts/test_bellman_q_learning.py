from collections import defaultdict
from random import Random
from statistics import fmean

STEPS = {("A", "stop"): (1.0, None), ("A", "go"): (0.0, "B"), ("B", "take"): (3.0, None)}
DISCOUNT = 0.9

type _Table = dict[tuple[str, str], float]


def _best(table: _Table, state: str | None) -> float:
    return max((table[pair] for pair in STEPS if pair[0] == state), default=0.0)


def _optimal() -> _Table:
    table: _Table = defaultdict(float)
    for _ in range(50):
        table = {pair: reward + DISCOUNT * _best(table, after) for pair, (reward, after) in STEPS.items()}
    return table


def _learn(table: _Table, state: str, action: str, rate: float = 0.5) -> float:
    reward, after = STEPS[state, action]
    table[state, action] += rate * (reward + DISCOUNT * _best(table, after) - table[state, action])
    return table[state, action]


def test_optimal_values() -> None:
    r"""$Q^\star(B, \text{take}) = 3$ and $Q^\star(A, \text{go}) = 0.9 \times 3 = 2.7$, which beats stopping at 1."""
    table = _optimal()
    assert table["B", "take"] == 3
    assert abs(table["A", "go"] - 2.7) < 1e-12
    assert table["A", "go"] > table["A", "stop"] == 1


def test_first_round() -> None:
    r"""taking in B gives 1.5, then going from A gives $0.5 \times 0.9 \times 1.5 = 0.675$"""
    table: _Table = defaultdict(float)
    assert _learn(table, "B", "take") == 1.5
    assert abs(_learn(table, "A", "go") - 0.675) < 1e-12


def test_second_round() -> None:
    """A second round gives 2.25 and 1.35."""
    table: _Table = defaultdict(float)
    for _ in range(2):
        _learn(table, "B", "take")
        _learn(table, "A", "go")
    assert table["B", "take"] == 2.25
    assert abs(table["A", "go"] - 1.35) < 1e-12


def test_without_exploring() -> None:
    """Had we first tried stopping, its 0.5 would look best, and a greedy learner would stay there"""
    table: _Table = defaultdict(float)
    assert _learn(table, "A", "stop") == 0.5
    for _ in range(100):
        action = max(("stop", "go"), key=lambda a: table["A", a])
        _learn(table, "A", action)
    assert table["A", "go"] == 0
    assert abs(table["A", "stop"] - 1) < 1e-9


def test_off_policy() -> None:
    """it learns about greedy behaviour while exploring"""
    random = Random(1)
    table: _Table = defaultdict(float)
    for _ in range(400):
        action = random.choice(("stop", "go"))
        _learn(table, "A", action)
        if action == "go":
            _learn(table, "B", "take")
    assert abs(table["A", "go"] - 2.7) < 1e-6


def test_sweeps() -> None:
    """at 0.9, 44 sweeps bring it to a hundredth"""
    value, sweeps = 0.0, 0
    wanted = 1 / (1 - DISCOUNT)  # a state that leads to itself with reward 1
    while abs(value - wanted) > wanted / 100:
        value, sweeps = 1 + DISCOUNT * value, sweeps + 1
    assert sweeps == 44


def test_biased_maximum() -> None:
    """independent normal estimates of standard deviation 1 have an expected maximum of 1.54."""
    random = Random(2)
    assert abs(fmean(max(random.gauss(0, 1) for _ in range(10)) for _ in range(6_000)) - 1.54) < 0.04


def test_double_estimate() -> None:
    """Double Q-learning chooses with one estimate and evaluates with another."""
    random, seen = Random(3), []
    for _ in range(6000):
        first, second = ([random.gauss(0, 1) for _ in range(10)] for _ in range(2))
        seen.append(second[first.index(max(first))])
    assert abs(fmean(seen)) < 0.06
