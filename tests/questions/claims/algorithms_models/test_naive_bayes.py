import math
import random


def test_odds_of_two_words() -> None:
    r"""$P(\text{spam}) = 0.857/1.857 \approx 0.46$"""
    spam, other = 0.3 * 0.20 * 0.01, 0.7 * 0.02 * 0.05
    assert round(spam / other, 3) == 0.857
    assert round(spam / (spam + other), 2) == 0.46


def test_evidence_counted_twice_flips_the_decision() -> None:
    """the odds are multiplied by 10 again, to 8.57, and the probability jumps to 0.90"""
    spam, other = 0.3 * 0.20**2 * 0.01, 0.7 * 0.02**2 * 0.05
    assert round(spam / other, 2) == 8.57
    assert round(spam / (spam + other), 2) == 0.90


def test_smoothed_counts_are_a_distribution() -> None:
    r"""$(n_{jc} + \alpha)/(N_c + \alpha V)$ for vocabulary size $V$"""
    counts = [0, 3, 7, 0]
    smoothed = [(n + 1) / (sum(counts) + 1 * len(counts)) for n in counts]
    assert abs(sum(smoothed) - 1) < 1e-12
    assert min(smoothed) > 0


def test_log_odds_are_linear_in_the_counts() -> None:
    """the multinomial score is then linear in the word counts"""
    rng = random.Random(0)
    spam, other = [0.5, 0.3, 0.2], [0.2, 0.2, 0.6]

    def log_odds(counts: list[int]) -> float:
        a = math.prod(p**n for p, n in zip(spam, counts, strict=True))
        b = math.prod(p**n for p, n in zip(other, counts, strict=True))
        return math.log(a / b)

    a, b = ([rng.randrange(5) for _ in range(3)] for _ in range(2))
    assert abs(log_odds([x + y for x, y in zip(a, b, strict=True)]) - log_odds(a) - log_odds(b)) < 1e-9
