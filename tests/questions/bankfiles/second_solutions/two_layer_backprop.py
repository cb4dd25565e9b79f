import numpy as np


def init(d: int, hidden: int, classes: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {}
    for layer, (rows, columns) in enumerate(((d, hidden), (hidden, classes)), start=1):
        out[f"W{layer}"] = rng.normal(scale=(2 / rows) ** 0.5, size=(rows, columns))
        out[f"b{layer}"] = np.zeros(columns)
    return out


def _loss_of_row(params: dict[str, np.ndarray], row: np.ndarray, label: int) -> tuple[float, dict[str, np.ndarray]]:
    """One row at a time, with outer products."""
    z = row @ params["W1"] + params["b1"]
    h = np.where(z > 0, z, 0.0)
    s = h @ params["W2"] + params["b2"]
    relative = np.exp(s - s.max())
    loss = float(np.log(relative.sum()) + s.max() - s[label])
    out = relative / relative.sum()
    out[label] -= 1
    back = np.where(z > 0, params["W2"] @ out, 0.0)
    return loss, {"W1": np.outer(row, back), "b1": back, "W2": np.outer(h, out), "b2": out}


def loss_and_grads(
    params: dict[str, np.ndarray], inputs: np.ndarray, y: np.ndarray, l2: float = 0.0
) -> tuple[float, dict[str, np.ndarray]]:
    parts = [_loss_of_row(params, row, int(label)) for row, label in zip(inputs, y, strict=True)]
    loss = sum(part for part, _ in parts) / len(parts)
    grads = {name: np.mean([g[name] for _, g in parts], axis=0) for name in params}
    for name in ("W1", "W2"):
        loss += 0.5 * l2 * float(np.vdot(params[name], params[name]))
        grads[name] = grads[name] + l2 * params[name]
    return loss, grads


def predict(params: dict[str, np.ndarray], inputs: np.ndarray) -> np.ndarray:
    h = (inputs @ params["W1"] + params["b1"]).clip(min=0)
    return np.argmax(h @ params["W2"] + params["b2"], axis=-1)


def train(
    params: dict[str, np.ndarray], inputs: np.ndarray, y: np.ndarray, lr: float, epochs: int, l2: float = 0.0
) -> tuple[dict[str, np.ndarray], list[float]]:
    current, losses = {k: np.array(v) for k, v in params.items()}, []
    for _ in range(epochs):
        loss, grads = loss_and_grads(current, inputs, y, l2)
        losses.append(loss)
        current = {k: v - lr * grads[k] for k, v in current.items()}
    return current, losses
