import math


def _loss(z: float) -> float:
    return max(-z, 0.0) + math.log1p(math.exp(-abs(z)))


def test_loss_at_the_start() -> None:
    r"""so $z = 0$ and the loss is $\log 2 = 0.693$"""
    assert round(_loss(0.0), 3) == 0.693


def test_gradient_far_ahead() -> None:
    """for $z = 5$ it is 0.0067"""
    assert round(1 / (1 + math.exp(5)), 4) == 0.0067
    assert abs((_loss(5 + 1e-6) - _loss(5 - 1e-6)) / 2e-6 + 0.0067) < 1e-4


def test_pair_by_hand() -> None:
    """Times a beta of 0.1 the margin is 0.3, and the loss 0.554."""
    margin = 0.1 * ((-40 + 42) - (-45 + 44))
    assert math.isclose(margin, 0.3)
    assert round(_loss(margin), 3) == 0.554


def test_large_negative_margin() -> None:
    """at $z = -1000$ it gives 1000"""
    assert _loss(-1000.0) == 1000.0


def test_both_may_fall() -> None:
    """It falls also when both answers become less likely, the refused one faster"""
    before = 0.1 * ((-40 + 40) - (-45 + 45))
    after = 0.1 * ((-50 + 40) - (-75 + 45))
    assert _loss(after) < _loss(before)


def test_optimum() -> None:
    r"""the optimum of the objective is $\pi \propto \pi_{\text{ref}}\,e^{r/\beta}$"""
    ref, reward, beta = [0.5, 0.3, 0.2], [1.0, 0.0, 2.0], 0.7

    def value(p: list[float]) -> float:
        return sum(x * r for x, r in zip(p, reward, strict=True)) - beta * sum(
            x * math.log(x / q) for x, q in zip(p, ref, strict=True)
        )

    weights = [q * math.exp(r / beta) for q, r in zip(ref, reward, strict=True)]
    best = [w / sum(weights) for w in weights]
    for i in range(3):
        for j in range(3):
            moved = list(best)
            moved[i] += 0.01 * (i != j)
            moved[j] -= 0.01 * (i != j)
            assert value(moved) <= value(best) + 1e-12
