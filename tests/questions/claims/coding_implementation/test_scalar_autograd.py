import math
import subprocess
import sys


def test_local_derivative_of_tanh() -> None:
    """One minus tanh of 0.5 squared, which is about 0.786."""
    h = 1e-6
    assert round((math.tanh(0.5 + h) - math.tanh(0.5 - h)) / (2 * h), 3) == 0.786
    assert round(1 - math.tanh(0.5) ** 2, 3) == 0.786


def test_paths_and_nodes() -> None:
    """60 doublings cost about 60 nodes, not $2^{60}$ paths"""
    paths = 1
    for _ in range(60):
        paths += paths
    assert paths == 2**60


def test_tanh_saturates() -> None:
    """`math.tanh` saturates safely; a formula with `exp(2x)` overflows."""
    assert math.tanh(1000.0) == 1.0
    try:
        math.exp(2 * 1000.0)
    except OverflowError:
        return
    raise AssertionError


def test_default_depth() -> None:
    """whose default limit in CPython is 1,000 frames"""
    asked = [sys.executable, "-I", "-c", "import sys; print(sys.getrecursionlimit())"]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() == "1000"


def test_breadth_first_is_too_early() -> None:
    """Breadth-first order does not guarantee that"""
    operands = {"out": ["b", "c"], "c": ["b"], "b": ["a"], "a": []}
    order = ["out"]
    for node in order:
        order += [o for o in operands[node] if o not in order]
    assert order.index("b") < order.index("c")  # b passes on before its user c has reported


def test_checkpoints() -> None:
    """With about the square root of n checkpoints for n layers, memory for activations falls to that order"""
    n = 10_000
    kept = {c: c + n // c for c in (1, 10, 100, 1000)}
    assert min(kept, key=kept.__getitem__) == 100
