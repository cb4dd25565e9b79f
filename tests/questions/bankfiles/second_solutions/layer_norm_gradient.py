from typing import Any

import numpy as np


def layer_norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray, eps: float = 1e-5) -> tuple[np.ndarray, Any]:
    rows = x.reshape(-1, x.shape[-1])
    centred = rows - rows.mean(axis=1)[:, None]
    deviation = np.sqrt(np.einsum("nd,nd->n", centred, centred) / x.shape[-1] + eps)
    y = centred / deviation[:, None] * weight + bias
    return y.reshape(x.shape), (centred, deviation, np.array(weight))


def _backward(dy: np.ndarray, cache: Any, project: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row by row with the whole matrix of derivatives: a projection minus the part along the row."""
    rows, deviation, weight = cache
    d = rows.shape[1]
    grads = dy.reshape(-1, d)
    dx = np.empty_like(grads, dtype=float)
    for i, (row, size) in enumerate(zip(rows, deviation, strict=True)):
        jacobian = project / size - np.outer(row, row) / (d * size**3)
        dx[i] = jacobian @ (grads[i] * weight)
    dweight = (grads * rows / deviation[:, None]).sum(axis=0)
    return dx.reshape(dy.shape), dweight, grads.sum(axis=0)


def layer_norm_backward(dy: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    d = dy.shape[-1]
    return _backward(dy, cache, np.eye(d) - 1.0 / d)


def rms_norm(x: np.ndarray, weight: np.ndarray, eps: float = 1e-5) -> tuple[np.ndarray, Any]:
    rows = np.array(x, dtype=float).reshape(-1, x.shape[-1])
    size = np.sqrt(np.mean(rows * rows, axis=1) + eps)
    return (rows / size[:, None] * weight).reshape(x.shape), (rows, size, np.array(weight))


def rms_norm_backward(dy: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray]:
    dx, dweight, _ = _backward(dy, cache, np.eye(dy.shape[-1]))
    return dx, dweight
