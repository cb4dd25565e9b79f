import math


def test_gradient_along_the_cell() -> None:
    r"""a gradient keeps $0.99^{100} \approx 0.37$ of its size over 100 steps; with $f = 0.9$ only $2.7\times10^{-5}$"""
    step = 1e-6
    left = {}
    for gate in (0.99, 0.9):
        ends = []
        for start in (1.0, 1.0 + step):
            cell = start
            for _ in range(100):
                cell = gate * cell + 0.3 * 0.2  # what is written does not depend on the start
            ends.append(cell)
        left[gate] = (ends[1] - ends[0]) / step
    assert round(left[0.99], 2) == 0.37
    assert round(left[0.9] * 1e5, 1) == 2.7


def test_forget_bias() -> None:
    r"""starts the gate near $\sigma(1) = 0.73$ instead of 0.5"""
    assert round(1 / (1 + math.exp(-1)), 2) == 0.73
    assert 1 / (1 + math.exp(0)) == 0.5


def test_parameters() -> None:
    """For $d = 128$, $h = 256$, this is 394,240 parameters"""
    d, h = 128, 256
    block = sum(1 for _ in range(h) for _ in range(h + d)) + h
    assert 4 * block == 394_240
    assert 3 * block == 0.75 * 4 * block


def test_plain_recurrence_shrinks() -> None:
    """If these shrink vectors by a tenth, 0.00003 is left"""
    left = 1.0
    for _ in range(100):
        left *= 0.9
    assert round(left, 5) == 0.00003


def test_what_is_dropped_in_a_step_cannot_be_shown_in_it() -> None:
    """the output gate shows it, and one step later the forget gate drops it."""

    def exposed(forget: float, output: float, cell: float = 1.0) -> float:
        return output * math.tanh(forget * cell)  # the input gate is closed

    assert exposed(forget=0.0, output=1.0) == 0.0
    assert exposed(forget=1.0, output=1.0) > 0.7
