import math


def _score(gradient: float, hessian: float, penalty: float) -> float:
    """The drop of the objective by the best value of a leaf, found on a grid."""
    return max(
        -(gradient * w + 0.5 * (hessian + penalty) * w * w) for w in (k / 10_000 for k in range(-20_000, 20_001))
    )


def test_sums_of_the_example() -> None:
    """Then $G_L = -3$, $G_R = 3$, $H_L = H_R = 2.5$."""
    left = [0.5 - y for y in [1] * 8 + [0] * 2]
    right = [0.5 - y for y in [1] * 2 + [0] * 8]
    assert (sum(left), sum(right)) == (-3, 3)
    assert 10 * 0.5 * (1 - 0.5) == 2.5


def test_gain() -> None:
    r"""the gain is $\frac12(9/3.5 + 9/3.5 - 0) = 2.57$"""
    gain = _score(-3, 2.5, 1) + _score(3, 2.5, 1) - _score(0, 5, 1)
    assert round(gain, 2) == 2.57
    assert round(2 * gain, 2) == 5.14


def test_probability_after_the_step() -> None:
    """With learning rate 0.3 the log-odds rise by 0.257, from $p = 0.50$ to 0.564."""
    step = 0.3 * 3 / 3.5
    assert round(3 / 3.5, 3) == 0.857
    assert round(step, 3) == 0.257
    assert round(1 / (1 + math.exp(-step)), 3) == 0.564


def test_derivatives_of_log_loss() -> None:
    """Log loss gives $g = p-y$, $h = p(1-p)$."""

    def loss(score: float, y: int) -> float:
        p = 1 / (1 + math.exp(-score))
        return -math.log(p if y else 1 - p)

    step = 1e-4
    for score in (-2.0, 0.0, 1.5):
        p = 1 / (1 + math.exp(-score))
        for y in (0, 1):
            ends = [loss(score + shift, y) for shift in (-step, 0, step)]
            assert abs((ends[2] - ends[0]) / (2 * step) - (p - y)) < 1e-6
            assert abs((ends[2] - 2 * ends[1] + ends[0]) / step**2 - p * (1 - p)) < 1e-5


def test_leaf_of_three_rows() -> None:
    """Its minimum lies at 0.8 divided by 1.75, about 0.46."""
    gradient, hessian = -0.4 - 0.6 + 0.2, 3 * 0.25
    best = min((k / 1000 for k in range(-3000, 3000)), key=lambda w: gradient * w + 0.5 * (hessian + 1) * w * w)
    assert round(best, 2) == 0.46
    assert round(-gradient / hessian, 2) == 1.07


def test_hessian_of_sure_rows() -> None:
    """which is 0.25 at a half but 0.001 at 0.999"""
    assert 0.5 * 0.5 == 0.25
    assert round(0.999 * 0.001, 3) == 0.001
    assert 999 * 0.999 * 0.001 < 1
