from math import exp, log
from random import Random


def test_threshold_of_the_costs() -> None:
    """I flag when $80p>4$, so above 0.05, not above 0.5."""
    for p in (0.04, 0.049, 0.051, 0.06, 0.4, 0.6):
        assert (80 * p > 4) == (p > 0.05)


def test_costs_of_the_boards() -> None:
    r"""On that set the cost without flags is 600 × 80 = \$48,000, with them 60 × 80 + 1,800 × 4 = \$12,000."""
    assert 600 * 80 == 48_000
    assert (600 - 540) * 80 + 1_800 * 4 == 12_000


def test_always_good() -> None:
    """1.2% of boards were faulty: 600 in a test set of 50,000. Predicting 'good' always is 98.8% accurate and
    useless."""
    assert 600 / 50_000 == 0.012
    assert abs((50_000 - 600) / 50_000 - 0.988) < 1e-12


def test_interval_of_the_recall() -> None:
    """The audit's interval for the 6,000 was 5,200 to 7,000, so recall lies between 64% and 87%."""
    assert [round(100 * 4_500 / scams) for scams in (7_000, 6_000, 5_200)] == [64, 75, 87]


def test_sampled_negatives_multiply_the_odds() -> None:
    """It multiplies the odds by ten, so as probabilities they are far too high."""
    random = Random(1)
    for x in (-1.0, 0.0, 1.0):
        p = 1 / (1 + exp(3 - x))
        kept = [label for label in (random.random() < p for _ in range(120_000)) if label or random.random() < 0.1]
        sampled = sum(kept) / len(kept)
        assert abs(log(sampled / (1 - sampled)) - log(10 * p / (1 - p))) < 0.1


def test_precision_of_a_balanced_set() -> None:
    """at a base rate of 0.3% it is another number, which must be recomputed from the error rates"""
    recall, false_alarms = 0.75, 0.01
    balanced = recall * 0.5 / (recall * 0.5 + false_alarms * 0.5)
    natural = recall * 0.003 / (recall * 0.003 + false_alarms * 0.997)
    assert balanced > 0.98
    assert natural < 0.2
