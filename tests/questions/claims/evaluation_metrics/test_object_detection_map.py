DETECTIONS = [(0.9, 1, 0.80), (0.8, 1, 0.60), (0.7, 2, 0.55), (0.6, 3, 0.30)]


def average_precision(threshold: float, objects: int = 3) -> float:
    """The area under the curve, with precision made non-increasing from the right."""
    found: set[int] = set()
    points = []
    for place, (_, thing, iou) in enumerate(sorted(DETECTIONS, reverse=True), 1):
        if iou >= threshold and thing not in found:
            found.add(thing)
        points.append((len(found) / objects, len(found) / place))
    area, last = 0.0, 0.0
    for i, (recall, _) in enumerate(points):
        area += (recall - last) * max(precision for _, precision in points[i:])
        last = recall
    return area


def iou(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    sides = [max(0, min(first[i + 2], second[i + 2]) - max(first[i], second[i])) for i in (0, 1)]
    both = sides[0] * sides[1]
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return both / (sum(areas) - both)


def test_average_precision() -> None:
    r"""the area is $\frac13\times1+\frac13\times\frac23=0.56$. At threshold 0.75 only the first box is true, and it is
    0.33."""
    assert round(average_precision(0.5), 2) == 0.56
    assert round(average_precision(0.75), 2) == 0.33


def test_half_a_width() -> None:
    """Two equal squares of which one is shifted by half its width have IoU 1/3, not 1/2."""
    assert abs(iou((0, 0, 10, 10), (5, 0, 15, 10)) - 1 / 3) < 1e-12


def test_small_boxes() -> None:
    """a sideways shift of 2 pixels in a square of 10 leaves 0.67, in one of 100 it leaves 0.96"""
    assert [round(iou((0, 0, n, n), (2, 0, n + 2, n)), 2) for n in (10, 100)] == [0.67, 0.96]


def test_two_thirds() -> None:
    """To reach 0.5 they must share two thirds of their area."""
    assert abs(iou((0, 0, 30, 30), (10, 0, 40, 30)) - 0.5) < 1e-12
