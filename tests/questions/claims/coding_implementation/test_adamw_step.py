import math


def _steps(grads: list[float], corrected: bool = True, decay_in_gradient: float = 0.0) -> list[float]:
    m = v = 0.0
    out = []
    for t, g in enumerate(grads, 1):
        g += decay_in_gradient
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        c1, c2 = (1 - 0.9**t, 1 - 0.999**t) if corrected else (1.0, 1.0)
        out.append((m / c1) / (math.sqrt(v / c2) + 1e-8))
    return out


def test_first_step_without_correction() -> None:
    r"""Without the correction it would be $0.1/\sqrt{0.001} = 3.16$ times as large for the usual betas."""
    assert round(_steps([2.0], corrected=False)[0], 2) == 3.16
    assert math.isclose(_steps([2.0])[0], 1, rel_tol=1e-6)


def test_scale_cancels() -> None:
    """multiplying the loss by a constant changes almost nothing"""
    grads = [0.3, -0.1, 0.7, 0.2]
    assert all(
        math.isclose(a, b, rel_tol=1e-4) for a, b in zip(_steps(grads), _steps([1000 * g for g in grads]), strict=True)
    )


def test_eps_below_the_root() -> None:
    """Below the root, $10^{-8}$ would keep the divisor from falling below $10^{-4}$."""
    assert math.isclose(math.sqrt(0 + 1e-8), 1e-4)
    assert math.sqrt(1e-12 + 1e-8) > 1e-4


def test_memory_of_the_state() -> None:
    """in 32 bits is 8 bytes a parameter: 56 GB for 7 billion"""
    assert 7e9 * 2 * 4 == 56e9


def test_outlier_stays_in_v() -> None:
    """which would stay in $v$ for about a thousand steps"""
    assert abs(1 / (1 - 0.999) - 1000) < 1
    assert round(0.999**1000, 2) == 0.37


def test_decay_in_the_gradient_is_weakened() -> None:
    """parameters with large gradients would then be decayed less"""
    with_decay = [_steps([g, -g] * 200, decay_in_gradient=0.1)[-2:] for g in (0.5, 50.0)]
    drift = [sum(pair) for pair in with_decay]
    assert drift[0] > 10 * abs(drift[1])
