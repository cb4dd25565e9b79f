import math


def test_shift() -> None:
    r"""$$\log \sum_j e^{v_j} = m + \log \sum_j e^{v_j - m}.$$"""
    v = [0.3, -1.2, 2.5, 2.4]
    assert math.isclose(math.log(sum(map(math.exp, v))), 2.5 + math.log(sum(math.exp(x - 2.5) for x in v)))


def test_textbook_formulas_fail() -> None:
    """`math.exp(1000)` overflows and `math.exp(-1000)` is 0"""
    assert math.exp(-1000) == 0.0
    try:
        math.exp(1000)
    except OverflowError:
        return
    raise AssertionError


def test_clipped_loss() -> None:
    """Clipping the probability at $10^{-15}$ would report 34.5 instead"""
    assert round(-math.log(1e-15), 1) == 34.5


def test_order_of_the_sums() -> None:
    """for two equal logits of $10^{15}$ it gives 0.75 instead of 0.693, since neighbouring floats lie 0.125 apart
    there
    """
    b = 1e15
    assert (b + math.log(2)) - b == 0.75
    assert math.ulp(b) == 0.125
    assert round(math.log(2) + (b - b), 3) == 0.693


def test_log1p_keeps_tiny_losses() -> None:
    """With `log1p` over the other terms, losses far below machine precision survive too."""
    assert math.log(1.0 + math.exp(-40)) == 0.0
    assert 0 < math.log1p(math.exp(-40)) < 5e-18


def test_merging_a_stream() -> None:
    """When a larger value arrives, multiply the sum by the exponential of the old maximum minus the new one, then
    add the new term.
    """
    top, total, values = -math.inf, 0.0, [0.5, 3.0, -2.0, 7.0, 6.5]
    for v in values:
        new = max(top, v)
        total = total * math.exp(top - new) + math.exp(v - new)
        top = new
    assert math.isclose(top + math.log(total), math.log(sum(map(math.exp, values))))
