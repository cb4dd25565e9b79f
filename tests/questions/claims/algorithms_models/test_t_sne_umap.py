import math
import random


def test_near_pairs_cost_and_far_pairs_hardly_count() -> None:
    r"""
    costs $10^{-3}\ln 100 = 0.0046$; a far pair with $p = 10^{-5}$, drawn at a hundred times that,
    changes the sum by $-0.00005$
    """

    def term(p: float, q: float) -> float:
        return p * math.log(p / q)

    assert round(term(1e-3, 1e-5), 4) == 0.0046
    assert round(term(1e-5, 1e-3), 5) == -0.00005


def test_volume_of_the_inner_ball() -> None:
    """a ball of 0.9 of the radius holds 35% of the volume against 81% in the plane"""
    rng = random.Random(0)

    def share(dimensions: int) -> float:
        """Of points drawn uniformly in the unit ball, by their radii."""
        radii = [rng.random() ** (1 / dimensions) for _ in range(40_000)]
        return len([r for r in radii if r < 0.9]) / len(radii)

    assert abs(share(10) - 0.35) < 0.01
    assert abs(share(2) - 0.81) < 0.01


def test_perplexity_counts_neighbours() -> None:
    """the effective number of neighbours is the **perplexity**"""
    even = [1 / 30] * 30
    assert abs(2 ** -sum(p * math.log2(p) for p in even) - 30) < 1e-9
    uneven = [0.5, *[0.5 / 29] * 29]
    assert 2 ** -sum(p * math.log2(p) for p in uneven) < 30


def test_heavy_tail_matches_a_probability_farther_out() -> None:
    """With a heavy tail, a moderate probability can be matched at a larger distance"""
    similarity = 0.1
    gaussian = math.sqrt(-math.log(similarity))
    student = math.sqrt(1 / similarity - 1)
    assert student > 1.9 * gaussian
