import math
import random


def test_bound_of_cover_and_hart() -> None:
    """If the best possible error is 10%, 1-NN errs in at most 18% of cases"""
    rng = random.Random(0)
    # The worst case: the label is independent of where the point lies, so the neighbour's label is a second draw.
    draws = [(rng.random() < 0.1, rng.random() < 0.1) for _ in range(100_000)]
    assert abs(sum(own != neighbour for own, neighbour in draws) / len(draws) - 0.18) < 0.005


def test_edge_of_the_cube() -> None:
    r"""$0.01^{0.1} \approx 0.63$ of the range of each feature"""
    edge = 0.63
    volume = 1.0
    for _ in range(10):
        volume *= edge
    assert abs(volume - 0.01) < 0.0005


def test_cost_of_brute_force() -> None:
    """about 128 million multiply-adds per query"""
    assert 1_000_000 * 128 == 128_000_000


def test_distances_become_alike() -> None:
    """with so many dimensions the nearest and the farthest point differ less in proportion"""
    rng = random.Random(0)

    def ratio(dimensions: int) -> float:
        distances = [math.hypot(*(rng.random() - 0.5 for _ in range(dimensions))) for _ in range(200)]
        return max(distances) / min(distances)

    assert ratio(2) > 5
    assert ratio(50) < 1.7


def test_rare_class_seldom_has_the_majority() -> None:
    """Among $k$ neighbours the rare class seldom has the majority"""
    rng = random.Random(0)
    won = sum(sum(rng.random() < 0.02 for _ in range(5)) >= 3 for _ in range(10_000))
    assert won < 10
