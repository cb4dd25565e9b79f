import itertools
import math


def _discount(rank: int) -> float:
    return 1 / math.log2(1 + rank)


def test_pairs() -> None:
    r"""With 100 documents, 5 of them relevant, there are $5\times95 = 475$ pairs."""
    relevant = [i < 5 for i in range(100)]
    assert sum(a != b for a, b in itertools.combinations(relevant, 2)) == 475


def test_discounts_at_the_top() -> None:
    """$1 - 0.631 = 0.369$ at ranks 1 and 2, but 0.0101 at ranks 10 and 11, about 36 times less"""
    top, tenth = _discount(1) - _discount(2), _discount(10) - _discount(11)
    assert round(_discount(2), 3) == 0.631
    assert round(top, 3) == 0.369
    assert round(tenth, 4) == 0.0101
    assert round(top / tenth) == 36


def test_swap_changes_dcg_by_the_product() -> None:
    """their gain difference times the difference of their discounts"""
    gains = [7, 3, 1, 0, 15]

    def dcg(gains: list[int]) -> float:
        return sum(gain * _discount(rank) for rank, gain in enumerate(gains, 1))

    swapped = [gains[1], gains[0], *gains[2:]]
    assert abs(dcg(gains) - dcg(swapped) - (7 - 3) * (_discount(1) - _discount(2))) < 1e-12


def test_squared_losses_of_a_right_order() -> None:
    """punishes both, 0.81 and 1.96, although the order is right"""
    assert [round((predicted - grade) ** 2, 2) for predicted, grade in ((3.9, 3), (3.4, 2))] == [0.81, 1.96]
    assert 3.9 > 3.4
    assert math.log(1 + math.exp(-0.5)) < math.log(2)  # the pairwise loss is below that of equal scores


def test_gradient_of_ndcg_is_zero() -> None:
    """It changes only when the order changes"""
    grades, scores = [3, 0, 2], [0.5, 0.1, 0.3]

    def dcg(scores: list[float]) -> float:
        order = sorted(range(3), key=lambda i: -scores[i])
        return sum(grades[i] * _discount(rank) for rank, i in enumerate(order, 1))

    assert dcg([0.5, 0.1, 0.3 + 1e-6]) == dcg(scores)
    assert dcg([0.5, 0.1, 0.6]) != dcg(scores)
