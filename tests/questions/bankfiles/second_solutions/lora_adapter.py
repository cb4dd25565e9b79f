from typing import Any

import numpy as np


class LoraLinear:
    def __init__(self, W: np.ndarray, r: int, alpha: float, rng: np.random.Generator) -> None:  # noqa: N803
        if r < 1 or r > min(W.shape):
            raise ValueError("no such rank")
        self._original = np.array(W, dtype=float)
        self.W = self._original.copy()
        self.A = rng.normal(0, W.shape[1] ** -0.5, (r, W.shape[1]))
        self.B = np.zeros((W.shape[0], r))
        self.scale = alpha / r
        self._merged = False
        self._input: Any = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        out = np.einsum("ni,oi->no", x, self.W)
        if not self._merged:
            self._input = np.array(x)
            thin = np.matmul(x, np.transpose(self.A))
            out = out + np.matmul(thin * self.scale, np.transpose(self.B))
        return np.asarray(out)

    def backward(self, dy: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        if self._merged or self._input is None:
            raise ValueError("no forward pass to follow")
        x = self._input
        d_thin = np.matmul(dy, self.B) * self.scale
        d_b = np.einsum("no,nr->or", dy, np.matmul(x, np.transpose(self.A))) * self.scale
        d_a = np.einsum("nr,ni->ri", d_thin, x)
        return np.matmul(dy, self.W) + np.matmul(d_thin, self.A), d_a, d_b

    def n_trainable(self) -> int:
        return int(self.A.shape[0] * (self.A.shape[1] + self.B.shape[0]))

    def merged(self) -> np.ndarray:
        return self.W.copy() if self._merged else self._original + self.scale * np.matmul(self.B, self.A)

    def merge(self) -> None:
        if self._merged:
            raise ValueError("merged already")
        self.W, self._merged = self.merged(), True

    def unmerge(self) -> None:
        if not self._merged:
            raise ValueError("not merged")
        self.W, self._merged = self._original.copy(), False
