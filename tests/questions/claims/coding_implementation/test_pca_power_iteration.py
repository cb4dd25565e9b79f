import math


def _error(ratio: float, steps: int) -> float:
    """Tangent of the angle to the leading eigenvector of diag(1, ratio), from a start at 45 degrees."""
    x, y = 1.0, 1.0
    for _ in range(steps):
        x, y = x * 1.0, y * ratio
        length = math.hypot(x, y)
        x, y = x / length, y / length
    return y / x


def test_steps_needed() -> None:
    r"""with a ratio of $1/1.1$ an error of $10^{-6}$ takes about 145 iterations"""
    assert _error(1 / 1.1, 143) > 1e-6 > _error(1 / 1.1, 146)


def test_variance_settles_first() -> None:
    """when it stands still to $10^{-9}$, the direction may still be wrong by more than $10^{-4}$"""
    ratio, before = 1 / 1.1, 0.0
    for steps in range(1, 400):
        t = _error(ratio, steps)
        variance = (1 + ratio * t * t) / (1 + t * t)
        if abs(variance - before) < 1e-9:
            assert math.atan(t) > 1e-4
            return
        before = variance
    raise AssertionError


def test_ones_are_orthogonal() -> None:
    """a vector of ones fails for data along $(1, -1)$"""
    data = [(1.0, -1.0), (-1.0, 1.0), (2.0, -2.0)]
    assert [a * 1 + b * 1 for a, b in data] == [0, 0, 0]


def test_without_centring() -> None:
    """the leading direction points nearly from the origin to the mean, about (1, 1), whatever the sensors do"""
    data = [(300 + d, 300 - d) for d in (-2.0, -1.0, 1.0, 2.0)]
    v = (1.0, 0.0)
    for _ in range(200):
        scores = [a * v[0] + b * v[1] for a, b in data]
        raw = (
            sum(s * a for s, (a, _) in zip(scores, data, strict=True)),
            sum(s * b for s, (_, b) in zip(scores, data, strict=True)),
        )
        v = (raw[0] / math.hypot(*raw), raw[1] / math.hypot(*raw))
    assert math.dist(v, (math.sqrt(0.5), math.sqrt(0.5))) < 1e-3
