from math import exp, inf, log

P, Q = (0.7, 0.3), (0.5, 0.5)


def _cross_entropy(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    return -sum(a * log(b) for a, b in zip(p, q, strict=True) if a)


def _kl(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    return sum(a * (log(a / b) if b else inf) for a, b in zip(p, q, strict=True) if a)


def test_worked_number() -> None:
    r"""entropy 0.611, cross-entropy $\ln 2 = 0.693$, KL 0.082"""
    assert round(_cross_entropy(P, P), 3) == 0.611
    assert round(_cross_entropy(P, Q), 3) == 0.693
    assert round(_kl(P, Q), 3) == 0.082


def test_the_other_way_round() -> None:
    r"""$D_{\mathrm{KL}}(q\,\Vert\,p) = 0.087$"""
    assert round(_kl(Q, P), 3) == 0.087


def test_sum() -> None:
    r"""$H(p, q) = H(p) + D_{\mathrm{KL}}(p \,\Vert\, q)$"""
    p, q = (0.1, 0.2, 0.7), (0.3, 0.45, 0.25)
    assert abs(_cross_entropy(p, q) - _cross_entropy(p, p) - _kl(p, q)) < 1e-12


def test_gradient_on_the_logits() -> None:
    """the gradient on the logits is $q - y$ for a one-hot target $y$"""
    logits, label, step = [1.2, -0.4, 0.9], 1, 1e-6

    def loss(z: list[float]) -> float:
        return log(sum(map(exp, z))) - z[label]

    total = sum(map(exp, logits))
    for i, z in enumerate(logits):
        moved = [*logits[:i], z + step, *logits[i + 1 :]]
        back = [*logits[:i], z - step, *logits[i + 1 :]]
        assert abs((loss(moved) - loss(back)) / (2 * step) - (exp(z) / total - (i == label))) < 1e-6


def test_squared_error_after_a_sigmoid() -> None:
    """the gradient gains a factor $q(1-q)$ that almost vanishes when the model is confidently wrong"""
    z, step = -8.0, 1e-5

    def squared(value: float) -> float:
        return (1 - 1 / (1 + exp(-value))) ** 2 / 2

    q = 1 / (1 + exp(-z))
    slope = (squared(z + step) - squared(z - step)) / (2 * step)
    assert abs(slope - (q - 1) * q * (1 - q)) < 1e-8
    assert abs(slope) < 0.001 < 0.99 < abs(q - 1), "the cross-entropy's gradient is near 1 there"


def test_untrained() -> None:
    r"""about $\ln K$: 6.9 for 1,000 classes"""
    assert round(_cross_entropy((1, *[0] * 999), (1 / 1000,) * 1000), 1) == 6.9


def test_triangle_inequality() -> None:
    """It is asymmetric and violates the triangle inequality."""
    a, b, c = (0.5, 0.5), (0.25, 0.75), (0.1, 0.9)
    assert _kl(a, c) > _kl(a, b) + _kl(b, c)


def test_jensen_shannon_of_disjoint_supports() -> None:
    r"""at most $\ln 2$, but for disjoint supports it stays at that value"""
    p, q = (1.0, 0.0), (0.0, 1.0)
    middle = (0.5, 0.5)
    assert abs((_kl(p, middle) + _kl(q, middle)) / 2 - log(2)) < 1e-12
    assert _kl(p, q) == inf


def test_perplexity() -> None:
    r"""The average cross-entropy is $\ln 20$, about 3.0 nats per token"""
    evenly = (1 / 20,) * 20
    assert round(_cross_entropy(evenly, evenly), 1) == 3.0
    assert abs(exp(_cross_entropy(evenly, evenly)) - 20) < 1e-9
