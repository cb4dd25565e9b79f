def threshold(fp: float, fn: float, tp: float = 0, tn: float = 0) -> float:
    """Where flagging and not flagging cost the same in expectation, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        p = (low + high) / 2
        flag, leave = p * tp + (1 - p) * fp, p * fn + (1 - p) * tn
        low, high = (p, high) if flag > leave else (low, p)
    return low


def test_general_formula() -> None:
    r"""p > t^*=\frac{C_{FP}-C_{TN}}{(C_{FP}-C_{TN})+(C_{FN}-C_{TP})}$$"""
    for fp, fn, tp, tn in [(10, 200, 10, 0), (3, 9, 1, 2), (5, 50, 0, 0)]:
        assert abs(threshold(fp, fn, tp, tn) - (fp - tn) / (fp - tn + fn - tp)) < 1e-9


def test_the_example() -> None:
    """Then $t^*=10/(10+190)=0.05$."""
    assert abs(threshold(fp=10, fn=200, tp=10) - 0.05) < 1e-9


def test_simple_formula() -> None:
    """With the simple formula one gets $10/210=0.048$"""
    assert round(threshold(fp=10, fn=200), 3) == 0.048


def test_by_amount() -> None:
    r"""A \$20 payment needs $p>0.5$; a \$2,000 payment only $p>0.005$."""
    assert abs(threshold(fp=10, fn=20, tp=10) - 0.5) < 1e-9
    assert abs(threshold(fp=10, fn=2000, tp=10) - 0.005) < 1e-9


def test_a_weaker_review() -> None:
    """So flag when 160p exceeds 10, from 0.0625."""
    assert abs(threshold(fp=10, fn=200, tp=10 + 0.2 * 200) - 0.0625) < 1e-9


def test_equal_costs() -> None:
    """Keeping 0.5 by default: with calibrated probabilities it is the threshold of equal costs."""
    assert abs(threshold(fp=7, fn=7) - 0.5) < 1e-9
