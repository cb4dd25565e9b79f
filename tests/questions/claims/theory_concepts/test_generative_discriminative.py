from math import exp, log


def _odds(x: float, prior: float) -> float:
    """Odds of class 1, N(2, 1), against class 0, N(0, 1), by Bayes' rule."""
    return prior * exp(-((x - 2) ** 2) / 2) / ((1 - prior) * exp(-(x**2) / 2))


def test_log_odds_are_linear() -> None:
    r"""\tfrac{1}{2}x^2 - \tfrac{1}{2}(x-2)^2 = 2x - 2"""
    for x in (-3, -0.5, 0, 1, 4.25):
        assert abs(log(_odds(x, 0.5)) - (2 * x - 2)) < 1e-9


def test_a_rarer_class_moves_the_boundary() -> None:
    r"""$\ln(1/9) \approx -2.20$ is added to the log-odds, and the boundary moves to about 2.10"""
    assert round(log(_odds(0, 0.1)) - log(_odds(0, 0.5)), 2) == -2.20
    low, high = 0.0, 5.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _odds(middle, 0.1) < 1 else (low, middle)
    assert round(low, 2) == 2.10


def test_repeated_evidence() -> None:
    """Where the repeated evidence favours the wrong class, the decision can flip too."""
    prior_odds, word, other = 1.0, 1.5, 1 / 2
    assert prior_odds * word * other < 1, "counted once, the true odds favour the other class"
    assert prior_odds * word * word * other > 1, "a copy of the word counts it twice"
