def test_places() -> None:
    """there are $80^2 + 40^2 + 20^2 = 8{,}400$ places"""
    assert sum((640 // stride) ** 2 for stride in (8, 16, 32)) == 8400


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> float:
    cells = [{(x, y) for x in range(box[0], box[2]) for y in range(box[1], box[3])} for box in (a, b)]
    return len(cells[0] & cells[1]) / len(cells[0] | cells[1])


def test_intersection_over_union() -> None:
    """share 80 of 120 units: IoU 0.67"""
    assert _overlap((0, 0, 10, 10), (2, 0, 12, 10)) == 80 / 120
    assert round(80 / 120, 2) == 0.67


def test_focal_loss() -> None:
    r"""an example that is already right with $p_t = 0.9$ counts 100 times less, one with $p_t = 0.5$ four times less"""
    assert round(1 / (1 - 0.9) ** 2) == 100
    assert 1 / (1 - 0.5) ** 2 == 4


def _suppress(boxes: list[tuple[float, tuple[int, int, int, int]]], threshold: float) -> list[float]:
    kept: list[tuple[float, tuple[int, int, int, int]]] = []
    for score, box in sorted(boxes, reverse=True):
        if all(_overlap(box, other) <= threshold for _, other in kept):
            kept.append((score, box))
    return [score for score, _ in kept]


BOXES = [(0.9, (0, 0, 10, 10)), (0.8, (2, 0, 12, 10)), (0.7, (30, 0, 40, 10))]


def test_suppression_keeps_the_highest_score() -> None:
    """keeps the highest score and drops boxes that overlap it by more than a threshold"""
    assert _suppress(BOXES, threshold=0.5) == [0.9, 0.7]


def test_a_higher_threshold_keeps_more() -> None:
    """It usually keeps more, since boxes may then overlap more."""
    assert _suppress(BOXES, threshold=0.7) == [0.9, 0.8, 0.7]
