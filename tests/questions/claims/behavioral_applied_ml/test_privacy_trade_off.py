from math import exp


def test_thirteen_in_a_thousand() -> None:
    """1.3 points of recall, paired interval 0.4 to 2.2, which is 13 in 1,000 crisis messages"""
    assert round(1_000 * (0.915 - 0.902)) == 13
    assert round((0.4 + 2.2) / 2, 1) == 1.3


def test_epsilon_of_six() -> None:
    """by a factor of at most e to the sixth, about 400"""
    factor = exp(6)
    assert 390 < factor < 410
    # randomised response that keeps an answer with chance e^6 / (1 + e^6) has just this factor
    kept = factor / (1 + factor)
    assert abs(kept / (1 - kept) - factor) < 1e-6 * factor
