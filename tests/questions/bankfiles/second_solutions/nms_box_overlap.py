import numpy as np


def iou_matrix(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    for boxes in (a, b):
        if (
            boxes.ndim != 2
            or boxes.shape[1] != 4
            or np.any(boxes[:, 0] > boxes[:, 2])
            or np.any(boxes[:, 1] > boxes[:, 3])
        ):
            raise ValueError("no boxes")
    size_a, size_b = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    shared = np.ones((len(a), len(b)))
    for axis in (0, 1):
        starts = np.maximum.outer(a[:, axis], b[:, axis])
        ends = np.minimum.outer(a[:, axis + 2], b[:, axis + 2])
        shared = shared * np.where(ends > starts, ends - starts, 0.0)
    union = np.add.outer(size_a[:, 0] * size_a[:, 1], size_b[:, 0] * size_b[:, 1]) - shared
    return np.where(union > 0, shared / np.where(union > 0, union, 1.0), 0.0)


def nms(boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, threshold: float) -> list[int]:
    if len(boxes) != len(scores) or len(scores) != len(classes) or threshold < 0 or threshold > 1:
        raise ValueError("shapes or threshold do not fit")
    remaining = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    kept: list[int] = []
    while remaining:
        best, *rest = remaining
        kept.append(best)
        overlap = iou_matrix(boxes[[best]], boxes[rest]).ravel().tolist() if rest else []
        remaining = [i for i, o in zip(rest, overlap, strict=True) if classes[i] != classes[best] or o <= threshold]
    return kept
