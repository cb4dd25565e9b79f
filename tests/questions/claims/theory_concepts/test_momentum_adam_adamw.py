from math import sqrt


def _adam_steps(
    gradients: list[float], *, corrected: bool = True, epsilon: float = 1e-8, betas: tuple[float, float] = (0.9, 0.999)
) -> list[float]:
    """Each step in units of the learning rate."""
    first, second = betas
    m = v = 0.0
    steps = []
    for t, g in enumerate(gradients, 1):
        m, v = first * m + (1 - first) * g, second * v + (1 - second) * g * g
        m_hat, v_hat = (m / (1 - first**t), v / (1 - second**t)) if corrected else (m, v)
        steps.append(m_hat / (sqrt(v_hat) + epsilon))
    return steps


def test_constant_gradient() -> None:
    r"""the step grows by a factor of up to $1/(1-\beta)$, which is 10 at $\beta = 0.9$"""
    velocity = 0.0
    for _ in range(500):
        velocity = 0.9 * velocity + 1
    assert abs(velocity - 10) < 1e-9


def test_first_step_without_correction() -> None:
    r"""$m = 0.1g$ and $\sqrt v \approx 0.032|g|$, so without correction the step would be $3.2\eta$"""
    assert round(_adam_steps([5.0], corrected=False)[0], 1) == 3.2


def test_first_step_with_correction() -> None:
    r"""With correction it is $\eta$."""
    assert abs(_adam_steps([5.0])[0] - 1) < 1e-6


def test_first_steps_of_large_and_small_gradients() -> None:
    r"""Both are about $\eta$."""
    assert abs(_adam_steps([100.0])[0] - 1) < 1e-5
    assert abs(_adam_steps([0.01])[0] - 1) < 1e-5


def test_rescaled_loss() -> None:
    """Rescaling the loss hardly matters."""
    gradients = [0.3, -1.0, 2.0, 0.5]
    for ours, scaled in zip(_adam_steps(gradients), _adam_steps([1000 * g for g in gradients]), strict=True):
        assert abs(ours - scaled) < 1e-6


def test_decay_alone() -> None:
    r"""With $\eta = 10^{-3}$ and $\lambda = 0.1$, a weight without gradient shrinks to 37% in 10,000 steps."""
    weight = 1.0
    for _ in range(10_000):
        weight *= 1 - 1e-3 * 0.1
    assert round(weight, 2) == 0.37


def test_l2_inside_adam() -> None:
    """weights with large gradients are decayed less"""

    def shrinkage(size: float) -> float:
        """How far the penalty alone moves a weight whose other gradients cancel."""
        weight, m, v = 1.0, 0.0, 0.0
        for t in range(1, 2001):
            g = 0.1 * weight + size * (-1) ** t
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            weight -= 1e-3 * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
        return 1 - weight

    assert shrinkage(100.0) < shrinkage(1.0) / 10


def test_memory() -> None:
    """Adam's two states cost 8 bytes per parameter in 32-bit: 56 GB for 7 billion parameters."""
    states, bytes_each = 2, 32 // 8
    assert states * bytes_each == 8
    assert states * bytes_each * 7e9 / 1e9 == 56


def test_epsilon() -> None:
    r"""With gradients far above $10^{-8}$ it has hardly any effect."""
    assert abs(_adam_steps([1e-3] * 5)[-1] - 1) < 1e-4
    assert _adam_steps([1e-9] * 5)[-1] < 0.1, "with tiny ones it damps the step"
