from math import sqrt
from random import Random
from statistics import fmean, pstdev


def test_difference_in_differences() -> None:
    """(26 - 20) - (21 - 18) = 3"""
    treated_before, treated_after, control_before, control_after = 20, 26, 18, 21
    without_launch = treated_before + (control_after - control_before)
    assert treated_after - without_launch == 3


def test_instrument() -> None:
    r"""\frac{10.6 - 10.0}{0.40 - 0.10} = 2.0"""
    assert abs((10.6 - 10.0) / (0.40 - 0.10) - 2.0) < 1e-9


def _population(random: Random, size: int, *, effect: float) -> tuple[list[float], list[float], list[bool], list[bool]]:
    """Orders and use, shown the banner or not. A tenth always use the feature, three tenths do if shown the banner."""
    orders_shown: list[float] = []
    orders_hidden: list[float] = []
    use_shown: list[bool] = []
    use_hidden: list[bool] = []
    for shown in (True, False):
        for _ in range(size):
            draw = random.random()
            uses = draw < 0.1 or (shown and draw < 0.4)
            keen = 6.0 if draw < 0.1 else 0.0  # those who always use it order more anyway
            value = 10 + keen + effect * uses + random.gauss(0, 1)
            (orders_shown if shown else orders_hidden).append(value)
            (use_shown if shown else use_hidden).append(uses)
    return orders_shown, orders_hidden, use_shown, use_hidden


def test_compliers() -> None:
    """for the **compliers**, the 30% whom the banner makes use it"""
    shown, hidden, used_shown, used_hidden = _population(Random(1), 20_000, effect=2.0)
    moved = fmean(used_shown) - fmean(used_hidden)
    assert abs(moved - 0.3) < 0.02
    assert abs((fmean(shown) - fmean(hidden)) / moved - 2.0) < 0.3


def test_comparing_users_is_confounded() -> None:
    """Users of the feature chose it, so comparing them with others is confounded."""
    shown, hidden, used_shown, used_hidden = _population(Random(2), 10_000, effect=2.0)
    orders, used = shown + hidden, used_shown + used_hidden
    with_it = fmean(o for o, u in zip(orders, used, strict=True) if u)
    without = fmean(o for o, u in zip(orders, used, strict=True) if not u)
    assert with_it - without > 3


def test_standard_error() -> None:
    r"""The numerator has a standard error of $8\sqrt{2/10000} = 0.11$, so the estimate has about 0.38"""
    random = Random(3)
    arms = [[random.gauss(10, 8 / sqrt(10_000)) for _ in range(4000)] for _ in range(2)]
    differences = [a - b for a, b in zip(*arms, strict=True)]
    assert round(pstdev(differences), 2) == 0.11
    assert round(8 * sqrt(2 / 10_000) / 0.3, 2) == 0.38


def test_interval() -> None:
    """a 95% interval of about 1.3 to 2.7"""
    error = 8 * sqrt(1 / 10_000 + 1 / 10_000) / 0.3
    assert (round(2 - 1.96 * error, 1), round(2 + 1.96 * error, 1)) == (1.3, 2.7)


def test_staggered_launches() -> None:
    """that comparison gives $1 - (3 - 1) = -1$, though every effect is positive"""
    trend = {"before": 5.0, "after": 7.0}
    early = {"before": trend["before"] + 1, "after": trend["after"] + 3}
    late = {"before": trend["before"], "after": trend["after"] + 1}
    assert (late["after"] - late["before"]) - (early["after"] - early["before"]) == -1


def test_scale() -> None:
    """equal differences are not equal ratios"""
    treated, control = (20.0, 23.0), (10.0, 13.0)
    assert treated[1] - treated[0] == control[1] - control[0]
    assert treated[1] / treated[0] != control[1] / control[0]
