import math
import random


def _softmax(s: list[float]) -> list[float]:
    e = [math.exp(x - max(s)) for x in s]
    return [x / sum(e) for x in e]


def test_gradient_of_the_scores() -> None:
    """0.7, minus 0.8 and 0.1, each divided by the number of rows: probabilities minus one-hot."""
    s = [math.log(p) for p in (0.7, 0.2, 0.1)]
    for j, want in enumerate((0.7, -0.8, 0.1)):
        sides = [-math.log(_softmax([x + h * (i == j) for i, x in enumerate(s)])[1]) for h in (1e-6, -1e-6)]
        assert abs((sides[0] - sides[1]) / 2e-6 - want) < 1e-8


def test_zero_weights_learn_nothing() -> None:
    """With all weights zero, the hidden units are all zero, and so are the gradients of both weight matrices; only
    $b_2$ learns.
    """
    hidden, w2 = [0.0, 0.0], [[0.0, 0.0], [0.0, 0.0]]
    g = [_softmax([0.0, 0.0])[0] - 1, _softmax([0.0, 0.0])[1]]
    assert all(h * x == 0 for h in hidden for x in g)
    assert all(sum(w * x for w, x in zip(row, g, strict=True)) == 0 for row in w2)
    assert any(g)


def test_mean_square_is_kept() -> None:
    r"""Variance $2/\text{fan-in}$ keeps the mean square of activations about constant through ReLU layers."""
    rng, n = random.Random(1), 60
    x = [rng.gauss(0, 1) for _ in range(n)]
    start, found = sum(a * a for a in x) / n, []
    for _ in range(40):
        h = [max(0.0, sum(rng.gauss(0, math.sqrt(2 / n)) * a for a in x)) for _ in range(n)]
        found.append(sum(a * a for a in h) / n)
    assert abs(sum(found) / 40 / start - 1) < 0.15


def test_first_loss() -> None:
    r"""The first loss should be near $\log C$ for small scores."""
    assert math.isclose(-math.log(_softmax([0.01, -0.01, 0.0, 0.02])[1]), math.log(4), rel_tol=0.02)
