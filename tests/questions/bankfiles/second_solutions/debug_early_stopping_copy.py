import numpy as np


def fit_early(
    train_rows: np.ndarray,
    train_targets: np.ndarray,
    rows: np.ndarray,
    targets: np.ndarray,
    lr: float,
    max_epochs: int,
    patience: int,
) -> tuple[np.ndarray, int, list[float]]:
    """Keeps the weights of every epoch, and looks for the best afterwards."""
    history = [np.zeros(train_rows.shape[1])]
    errors: list[float] = []
    while len(errors) < max_epochs:
        residual = train_rows @ history[-1] - train_targets
        history.append(history[-1] - 2 * lr / train_targets.size * (residual @ train_rows))
        errors.append(float(np.mean(np.square(rows @ history[-1] - targets))))
        if len(errors) - (errors.index(min(errors)) + 1) >= patience:
            break
    best = errors.index(min(errors)) + 1 if errors else 0
    return history[best], best, errors
