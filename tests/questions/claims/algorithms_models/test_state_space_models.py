import math
import random


def test_step_size_as_a_gate() -> None:
    """a small $\\Delta = 0.01$ keeps $e^{-0.01} = 0.99$ of the state and adds little"""
    kept = math.exp(-0.01)
    assert round(kept, 2) == 0.99
    assert abs((1 - kept) - 0.01) < 1e-4  # what is added of an input that is held for the step


def test_large_step() -> None:
    r"""A large $\Delta = 3$ keeps 0.05: reset and write."""
    assert round(math.exp(-3), 2) == 0.05


def test_size_of_the_state() -> None:
    r"""$64\times5120\times16 \approx 5.2$ million values, 10.5 MB in 16 bits"""
    values = 64 * 5120 * 16
    assert round(values / 1e6, 1) == 5.2
    assert round(values * 2 / 1e6, 1) == 10.5


def test_with_the_inputs_of_the_convolution() -> None:
    """the last four inputs of each short convolution make it 13.1 MB, at any length"""
    assert round(64 * 5120 * (16 + 4) * 2 / 1e6, 1) == 13.1


def test_tokens_until_the_cache_is_as_large() -> None:
    r"""caches $2\times32\times2560\times2$ bytes, 0.33 MB per token, so it is there after 40 tokens"""
    token = 2 * 32 * 2560 * 2
    assert round(token / 1e6, 2) == 0.33
    assert 64 * 5120 * (16 + 4) * 2 / token == 40


def test_recurrence_is_a_convolution_if_nothing_depends_on_the_input() -> None:
    r"""$y$ is a convolution of $x$ with the kernel $C\bar A^k\bar B$"""
    rng = random.Random(0)
    a, b, c = 0.9, 0.5, 2.0
    inputs = [rng.gauss(0, 1) for _ in range(40)]
    state, outputs = 0.0, []
    for x in inputs:
        state = a * state + b * x
        outputs.append(c * state)
    folded = [sum(c * a**k * b * inputs[t - k] for k in range(t + 1)) for t in range(40)]
    assert all(abs(p - q) < 1e-12 for p, q in zip(outputs, folded, strict=True))


def test_linear_steps_compose() -> None:
    """Two linear steps combine into one linear step of the same form, and the combination is associative"""
    rng = random.Random(1)

    def combine(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
        return second[0] * first[0], second[0] * first[1] + second[1]

    steps = [(rng.random(), rng.gauss(0, 1)) for _ in range(16)]
    state = 0.0
    for a, b in steps:
        state = a * state + b
    level = steps
    while len(level) > 1:  # a tree, in four rounds
        level = [combine(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    assert abs(level[0][1] - state) < 1e-12
