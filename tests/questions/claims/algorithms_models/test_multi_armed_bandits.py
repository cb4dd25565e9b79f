import math
import random


def test_linear_regret() -> None:
    r"""$0.05\times0.02 = 0.001$ clicks lost per step, 1,000 per million steps"""
    worse = 0.1 / 2  # a random choice among two arms
    assert abs(worse * (0.07 - 0.05) * 1_000_000 - 1000) < 1e-6


def test_bonus_is_loose() -> None:
    """at $t = 1000$, $n_a = 100$ it is 0.37, far above a mean of 0.05"""
    assert round(math.sqrt(2 * math.log(1000) / 100), 2) == 0.37


def test_posterior() -> None:
    r"""$\mathrm{Beta}(6, 96)$: mean 0.059, standard deviation 0.023"""
    rng = random.Random(0)
    draws = [rng.betavariate(1 + 5, 1 + 95) for _ in range(30_000)]
    mean = sum(draws) / len(draws)
    assert abs(mean - 0.059) < 0.0006
    assert abs(math.sqrt(sum((d - mean) ** 2 for d in draws) / len(draws)) - 0.023) < 0.0006


def test_wide_posterior_wins_half_of_the_draws() -> None:
    """The wide one gives the larger draw about half of the time"""
    rng = random.Random(1)
    wins = sum(rng.betavariate(6, 6) > rng.betavariate(501, 501) for _ in range(20_000))
    assert abs(wins / 20_000 - 0.5) < 0.02


def test_uniform_prior_lifts_the_wide_posterior() -> None:
    """more often at low click rates, if the prior is uniform"""
    rng = random.Random(4)  # one success in 10 against 100 in 1,000
    wins = sum(rng.betavariate(1 + 1, 1 + 9) > rng.betavariate(1 + 100, 1 + 900) for _ in range(20_000))
    assert wins / 20_000 > 0.65


def test_thompson_sampling_leaves_the_worse_arm() -> None:
    """Exploration fades as posteriors narrow."""
    rng = random.Random(2)
    wins, losses = [1, 1], [1, 1]
    worse_plays = []
    for _ in range(20_000):
        arm = max((0, 1), key=lambda k: rng.betavariate(wins[k], losses[k]))
        worse_plays.append(arm == 1)
        if rng.random() < (0.3, 0.2)[arm]:
            wins[arm] += 1
        else:
            losses[arm] += 1
    assert sum(worse_plays[-5000:]) < sum(worse_plays[:5000]) / 2


def test_adaptive_means_are_biased() -> None:
    """Adaptive choice biases simple means, usually downwards"""
    rng = random.Random(3)
    means = []
    for _ in range(4000):
        sums, plays = [0.0, 0.0], [0, 0]
        for step in range(20):
            arm = step if step < 2 else max((0, 1), key=lambda k: sums[k] / plays[k])
            sums[arm] += rng.gauss(0, 1)
            plays[arm] += 1
        means.append(sums[0] / plays[0])
    assert sum(means) / len(means) < -0.1  # both arms have mean 0
