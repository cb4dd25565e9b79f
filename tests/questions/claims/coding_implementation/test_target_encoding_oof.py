import math


def test_smoothed_example() -> None:
    r"""gets $(1 + 2)/11 \approx 0.27$ instead of 1"""
    assert (1 + 10 * 0.2) / (1 + 10) == 3 / 11
    assert round(3 / 11, 2) == 0.27


def test_leave_one_out_leaks() -> None:
    """within a category the encoding is lower for rows whose target is higher"""
    targets = [0.0, 1.0, 1.0, 0.0, 1.0]
    encoded = [(sum(targets) - t) / (len(targets) - 1) for t in targets]
    assert {t: {e for e, u in zip(encoded, targets, strict=True) if u == t} for t in (0.0, 1.0)} == {
        0.0: {0.75},
        1.0: {0.5},
    }


def test_order_of_a_sum() -> None:
    """Sums that were added in another order can differ by rounding"""
    assert (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)


def test_identifier_gives_the_target() -> None:
    """With a unique identifier as category and no smoothing, the encoding is the target"""
    targets = [3.0, -1.0, 0.5]
    assert [(t + 0 * 9.9) / (1 + 0) for t in targets] == targets


def test_smoothing_is_extra_rows() -> None:
    r"""Smoothing acts like $m$ additional rows with target $\mu$."""
    rows, m, mu = [1.0, 0.0, 1.0], 4, 0.3
    assert math.isclose(sum(rows + [mu] * m) / (3 + m), (sum(rows) + m * mu) / (3 + m))
