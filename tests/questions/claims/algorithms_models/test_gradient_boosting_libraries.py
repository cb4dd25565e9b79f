import random


def _ordered_code(earlier: list[int], prior: float, strength: float) -> float:
    return (sum(earlier) + strength * prior) / (len(earlier) + strength)


def test_ordered_target_statistic() -> None:
    """the code is $(2 + 0.1)/4 = 0.525$"""
    assert abs(_ordered_code([1, 0, 1], prior=0.1, strength=1) - 0.525) < 1e-12


def test_category_that_occurs_once() -> None:
    """CatBoost uses only rows before it in a random order, of which there are none, so the code is the prior."""
    assert abs(_ordered_code([], prior=0.1, strength=1) - 0.1) < 1e-12


def test_mean_encoding_leaks_the_label() -> None:
    """a category that occurs once would be encoded by its own label"""
    rng = random.Random(0)
    labels = [rng.randrange(2) for _ in range(200)]
    categories = list(range(200))  # each occurs once
    codes = [
        sum(label for label, other in zip(labels, categories, strict=True) if other == category)
        / categories.count(category)
        for category in categories
    ]
    assert codes == labels


def test_leaves_of_a_tree_of_depth_six() -> None:
    """(6, so at most 64 leaves)"""
    leaves = 1
    for _ in range(6):
        leaves *= 2
    assert leaves == 64


def test_longest_branch_of_eight_leaves() -> None:
    """the tree may be one long branch of depth seven"""
    depths = [0]
    while len(depths) < 8:
        deepest = max(depths)
        depths.remove(deepest)
        depths += [deepest + 1, deepest + 1]
    assert max(depths) == 7


def test_histogram_of_a_sibling() -> None:
    """the histogram of one child is found by subtracting its sibling's from the parent's"""
    rng = random.Random(1)
    rows = [(rng.randrange(8), rng.gauss(0, 1), rng.random() < 0.4) for _ in range(500)]

    def histogram(chosen: list[tuple[int, float, bool]]) -> list[float]:
        return [sum(gradient for bin_, gradient, _ in chosen if bin_ == number) for number in range(8)]

    left, right = histogram([r for r in rows if r[2]]), histogram([r for r in rows if not r[2]])
    assert all(abs(p - a - b) < 1e-9 for p, a, b in zip(histogram(rows), left, right, strict=True))
