from collections.abc import Sequence

import numpy as np


def frequencies(d: int, base: float = 10000.0) -> np.ndarray:
    if d <= 0 or d % 2 == 1:
        raise ValueError("pairs need an even number of components")
    return np.asarray(np.exp(-np.log(base) * np.arange(0, d, 2) / d))


def rotate(x: np.ndarray, positions: Sequence[float], base: float = 10000.0) -> np.ndarray:
    """Pairs as complex numbers, multiplied by a point of the unit circle."""
    half = x.shape[-1] // 2
    omega = frequencies(x.shape[-1], base)
    p = np.array(list(positions), dtype=np.float64)
    if p.shape[0] != x.shape[-2]:
        raise ValueError("positions do not fit")
    turned = (x[..., :half] + 1j * x[..., half:]) * np.exp(1j * np.outer(p, omega))
    return np.concatenate((turned.real, turned.imag), axis=-1)


def scores(
    q: np.ndarray, k: np.ndarray, q_positions: Sequence[float], k_positions: Sequence[float], base: float = 10000.0
) -> np.ndarray:
    turned = rotate(q, q_positions, base), rotate(k, k_positions, base)
    return np.asarray(np.einsum("...id,...jd->...ij", *turned))


def to_halves(x: np.ndarray) -> np.ndarray:
    d = x.shape[-1]
    if d % 2 or not d:
        raise ValueError("pairs need an even number of components")
    return np.swapaxes(x.reshape(*x.shape[:-1], d // 2, 2), -1, -2).reshape(x.shape)
