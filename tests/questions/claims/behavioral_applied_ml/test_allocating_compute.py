from math import sqrt

OPERATIONS = 20_000 * (1 - 0.15 - 0.10) * 3_600 * 400e12


def test_operations() -> None:
    """15,000 hours at 400 teraflops achieved are 2.2e22 operations."""
    assert f"{OPERATIONS:.1e}" == "2.2e+22"


def test_rule_of_thumb() -> None:
    """120 times the parameters squared: 13.4 billion, on 270 billion tokens"""
    parameters = sqrt(OPERATIONS / (6 * 20))
    assert round(parameters / 1e9, 1) == 13.4
    assert round(20 * parameters / 1e9, -1) == 270
    assert abs(6 * parameters * 20 * parameters / OPERATIONS - 1) < 1e-9


def test_tokens_of_the_smaller_model() -> None:
    """At 7 billion the same compute reads 510 billion tokens."""
    assert round(OPERATIONS / 6 / 7e9 / 1e9, -1) == 510


def test_cost_of_an_answer() -> None:
    """costs about half per answer"""
    assert abs(2 * 7e9 / (2 * 13.4e9) - 0.5) < 0.05


def test_the_rule_makes_one_training_run_cheapest() -> None:
    """The rule makes one training run cheapest for its loss; it does not count answering."""

    def loss(parameters: float, tokens: float) -> float:
        return 1 / sqrt(parameters) + sqrt(20 / tokens)  # equal exponents, for which twenty tokens are best

    best = min((8 + step / 10 for step in range(120)), key=lambda n: loss(n, 13.4 * 268 / n))
    assert abs(best - 13.4) < 0.5
    assert loss(7, 13.4 * 268 / 7) / loss(13.4, 268) < 1.1  # and the optimum is flat
