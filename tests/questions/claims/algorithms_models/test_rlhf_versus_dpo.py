import math
import random


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def test_worked_example() -> None:
    r"""The margin is 0.5, the modelled preference 0.62, the loss 0.474; at the start it was $\log 2 = 0.693$."""
    margin = 0.1 * 2 - 0.1 * -3
    assert abs(margin - 0.5) < 1e-12
    assert round(_sigmoid(margin), 2) == 0.62
    assert round(-math.log(_sigmoid(margin)), 3) == 0.474
    assert round(-math.log(_sigmoid(0.1 * 0 - 0.1 * 0)), 3) == 0.693


def test_closed_form_solution() -> None:
    r"""$\pi^*(y\mid x) \propto \pi_{ref}(y\mid x)\,e^{r(x,y)/\beta}$"""
    rng = random.Random(0)
    reference, reward, beta = [0.5, 0.3, 0.2], [0.0, 1.0, -0.5], 0.7

    def objective(policy: list[float]) -> float:
        gain = sum(p * r for p, r in zip(policy, reward, strict=True))
        return gain - beta * sum(p * math.log(p / q) for p, q in zip(policy, reference, strict=True))

    raw = [q * math.exp(r / beta) for q, r in zip(reference, reward, strict=True)]
    best = [value / sum(raw) for value in raw]
    for _ in range(3000):
        other = [rng.expovariate(1) + 1e-9 for _ in range(3)]
        assert objective([value / sum(other) for value in other]) <= objective(best) + 1e-12


def test_partition_function_cancels_in_a_pair() -> None:
    r"""In a pair the unknown $Z(x)$ cancels"""
    reference, reward, beta = [0.5, 0.3, 0.2], [0.0, 1.0, -0.5], 0.7
    raw = [q * math.exp(r / beta) for q, r in zip(reference, reward, strict=True)]
    policy = [value / sum(raw) for value in raw]
    implicit = [beta * math.log(p / q) for p, q in zip(policy, reference, strict=True)]
    assert abs((implicit[1] - implicit[2]) - (reward[1] - reward[2])) < 1e-12


def test_both_can_sink_while_the_loss_falls() -> None:
    """it also falls if both sink and the rejected one sinks faster"""

    def loss(chosen: float, rejected: float) -> float:
        return -math.log(_sigmoid(0.1 * chosen - 0.1 * rejected))

    assert loss(-5, -20) < loss(0, 0)
