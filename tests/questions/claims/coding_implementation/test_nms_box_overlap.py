Box = tuple[float, float, float, float]


def _iou(a: Box, b: Box) -> float:
    w = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    h = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    area = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
    return w * h / area


def test_shifted_boxes() -> None:
    """For (0, 0, 2, 2) and (1, 1, 3, 3) the intersection is 1, the union 7, the overlap 0.143."""
    assert round(_iou((0, 0, 2, 2), (1, 1, 3, 3)), 3) == 0.143
    assert 4 + 4 - 1 == 7


def test_negative_sides() -> None:
    """two boxes that are apart in both directions have two negative sides, whose product is positive"""
    a, b = (0, 0, 1, 1), (3, 3, 9, 9)
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    assert w < 0
    assert h < 0
    assert w * h > 0


def test_box_within_a_box() -> None:
    """A box within another twice its area has one half, although it is fully covered."""
    assert _iou((0, 0, 2, 2), (0, 0, 2, 1)) == 0.5


def test_chain() -> None:
    """A overlaps B and B overlaps C beyond the threshold, A and C do not; then A and C stay."""
    boxes: list[Box] = [(0, 0, 10, 1), (5, 0, 15, 1), (10, 0, 20, 1)]
    kept: list[Box] = []
    for box in boxes:
        if all(_iou(box, other) <= 0.3 for other in kept):
            kept.append(box)
    assert kept == [boxes[0], boxes[2]]


def test_chain_by_numbers() -> None:
    """A overlaps B by 0.6 and B overlaps C by 0.6, A and C by a third"""
    a, b, c = [(x, 0.0, x + 4.0, 1.0) for x in (0.0, 1.0, 2.0)]
    assert (_iou(a, b), _iou(b, c), round(_iou(a, c), 6)) == (0.6, 0.6, 0.333333)


def test_pixels_or_points() -> None:
    """mixing both conventions shifts values for small boxes"""
    plain = _iou((0, 0, 4, 4), (2, 0, 6, 4))
    pixels = _iou((0, 0, 5, 5), (2, 0, 7, 5))
    assert abs(plain - pixels) > 0.05
