def test_numbers_of_the_adapter() -> None:
    """For $d = 4096$ and $r = 8$ the adapter has 65,536 numbers beside 16.8 million, 0.39 per cent."""
    adapter, full = 8 * (4096 + 4096), 4096 * 4096
    assert adapter == 65_536
    assert round(full / 1e6, 1) == 16.8
    assert round(100 * adapter / full, 2) == 0.39


def test_cost_of_the_full_product() -> None:
    """Forming B times A first would cost 134 million once and then 16.8 million a row"""
    assert round(4096 * 8 * 4096 / 1e6) == 134
    assert round(4096 * 4096 / 1e6, 1) == 16.8


def test_gradients_by_hand() -> None:
    r"""dB = c\,dy^\top u, \qquad dA = c\,(dy\,B)^\top x, \qquad dx = dy\,W + c\,(dy\,B)A."""
    w, a, b, c, x, dy = 1.5, 0.7, -0.4, 2.0, 3.0, 0.9

    def loss(x: float, a: float, b: float) -> float:
        return dy * (x * w + c * x * a * b)

    h = 1e-6
    assert abs((loss(x, a, b + h) - loss(x, a, b - h)) / (2 * h) - c * dy * (x * a)) < 1e-6
    assert abs((loss(x, a + h, b) - loss(x, a - h, b)) / (2 * h) - c * (dy * b) * x) < 1e-6
    assert abs((loss(x + h, a, b) - loss(x - h, a, b)) / (2 * h) - (dy * w + c * (dy * b) * a)) < 1e-6


def test_rounding_of_a_merge() -> None:
    """$W + cBA - cBA$ is in general not $W$ bit by bit"""
    assert (0.1 + 0.7) - 0.7 != 0.1


def test_both_at_zero() -> None:
    """With $A = 0$ as well nothing would ever move."""
    a = b = 0.0
    x, dy = 3.0, 0.9
    assert (dy * b * x, dy * x * a) == (0.0, 0.0)
