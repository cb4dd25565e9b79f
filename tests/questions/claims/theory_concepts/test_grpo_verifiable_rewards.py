from random import Random
from statistics import fmean, pstdev


def _advantages(rewards: list[float], *, scaled: bool = True) -> list[float]:
    mean, spread = fmean(rewards), pstdev(rewards)
    return [(reward - mean) / (spread if scaled and spread else 1.0) for reward in rewards]


def test_two_right_of_eight() -> None:
    """the mean is 0.25 and the standard deviation 0.43: a right answer gets $+1.73$, a wrong one $-0.58$"""
    rewards = [1.0, 1.0] + [0.0] * 6
    assert fmean(rewards) == 0.25
    assert round(pstdev(rewards), 2) == 0.43
    assert round(max(_advantages(rewards)), 2) == 1.73
    assert round(min(_advantages(rewards)), 2) == -0.58


def test_no_signal() -> None:
    """If all eight are right or all wrong, every advantage is zero."""
    assert set(_advantages([1.0] * 8)) == set(_advantages([0.0] * 8)) == {0.0}


def test_mixed_groups() -> None:
    """A prompt solved in 25% of attempts gives a mixed group of eight with probability 90%; one solved in 1%, with
    8%."""
    random = Random(1)

    def share_of_mixed(solved: float) -> float:
        return fmean(0 < random.binomialvariate(8, solved) < 8 for _ in range(20_000))

    assert abs(share_of_mixed(0.25) - 0.90) < 0.01
    assert abs(share_of_mixed(0.01) - 0.08) < 0.01


def test_weight_of_a_prompt() -> None:
    """Dividing by the standard deviation raises the weight of prompts that are nearly always or nearly never solved."""

    def factor(right: int) -> float:
        rewards = [1.0] * right + [0.0] * (8 - right)
        return max(_advantages(rewards)) / max(_advantages(rewards, scaled=False))

    assert factor(1) == factor(7) > factor(2) > factor(4)


def test_length() -> None:
    """Averaging over an answer's own tokens makes a long wrong answer cost less per token than a short one"""

    def cost_of_a_token(length: int, advantage: float = -0.58) -> float:
        return -sum([advantage] * length) / length / length

    assert cost_of_a_token(1000) < cost_of_a_token(100) / 5


def test_narrowed_policy() -> None:
    """pass@1 rises while pass@k at large $k$ may not"""
    before = [0.02] * 100
    after = [0.5] * 50 + [0.0] * 50

    def pass_at(k: int, chances: list[float]) -> float:
        return fmean(1 - (1 - chance) ** k for chance in chances)

    assert pass_at(1, after) > pass_at(1, before)
    assert pass_at(256, after) < pass_at(256, before)
