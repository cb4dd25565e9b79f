import math
import random
import statistics


def test_belief_after_four_rewards() -> None:
    """After 3 successes and 1 failure on a flat prior the mean is $4/6 = 0.667$, the standard deviation 0.178."""
    rng = random.Random(1)
    draws = [rng.betavariate(4, 2) for _ in range(20_000)]
    assert round(4 / 6, 3) == 0.667
    assert round(math.sqrt(4 * 2 / (6**2 * 7)), 3) == 0.178
    assert abs(statistics.pstdev(draws) - 0.178) < 0.003


def test_conjugate() -> None:
    r"""the belief after $s$ successes and $f$ failures is $\text{Beta}(\alpha + s, \beta + f)$"""
    s, f, a, b = 3, 2, 1.5, 2.0
    grid = [(i + 0.5) / 2000 for i in range(2000)]
    weights = [p ** (a - 1 + s) * (1 - p) ** (b - 1 + f) for p in grid]
    mean = sum(p * w for p, w in zip(grid, weights, strict=True)) / sum(weights)
    assert abs(mean - (a + s) / (a + b + s + f)) < 1e-5


def test_mean_of_an_arm_is_biased() -> None:
    """a plain mean of an arm's rewards is biased, in general downwards"""
    rng, found = random.Random(2), []
    for _ in range(1500):
        counts = [[1, 1], [1, 1]]
        for _ in range(12):
            draws = [rng.betavariate(a, b) for a, b in counts]
            arm = draws.index(max(draws))
            counts[arm][0 if rng.random() < 0.5 else 1] += 1
        played = counts[0][0] + counts[0][1] - 2
        if played:
            found.append((counts[0][0] - 1) / played)
    assert statistics.fmean(found) < 0.5 - 3 * statistics.pstdev(found) / math.sqrt(len(found))


def test_parameters_after_three_rewards() -> None:
    """A Beta with parameters 3 and 2: one plus two successes, and one plus one failure. Its mean is 0.6."""
    assert (1 + 2, 1 + 1) == (3, 2)
    assert 3 / (3 + 2) == 0.6


def test_bound_is_the_same_for_a_batch() -> None:
    """A rule that takes the largest upper bound would choose the same arm for the whole batch"""
    counts, rng = [(3, 2), (4, 4)], random.Random(3)
    bounds = [a / (a + b) + math.sqrt(2 * math.log(20) / (a + b)) for a, b in counts]
    assert len({bounds.index(max(bounds)) for _ in range(50)}) == 1
    drawn = set()
    for _ in range(50):
        draws = [rng.betavariate(a, b) for a, b in counts]
        drawn.add(draws.index(max(draws)))
    assert drawn == {0, 1}
