import numpy as np


def cross_validate(
    rows: np.ndarray, labels: np.ndarray, k: int, n_folds: int
) -> tuple[float, np.ndarray, list[np.ndarray]]:
    """Sums over all rows, minus those of the fold: what is left comes from the training rows alone."""
    n = len(labels)
    predictions = np.empty(n, dtype=int)
    chosen: list[np.ndarray] = []
    for fold in range(n_folds):
        held = np.arange(fold, n, n_folds)
        keep = np.setdiff1d(np.arange(n), held)
        x, t = rows[keep], labels[keep]
        ones, zeros = x[t == 1], x[t == 0]
        # With two classes the covariance is a multiple of the difference of the class means.
        share = len(ones) * len(zeros) / len(keep)
        spread = np.sqrt(((x - x.mean(axis=0)) ** 2).sum(axis=0))
        strength = np.zeros(rows.shape[1])
        varies = spread > 0
        strength[varies] = share * np.abs(ones.mean(axis=0) - zeros.mean(axis=0))[varies] / spread[varies]
        best = np.array(sorted(range(rows.shape[1]), key=lambda j: (-strength[j], j))[:k])
        chosen.append(best)
        to_zero = np.linalg.norm(rows[held][:, best] - zeros[:, best].mean(axis=0), axis=1)
        to_one = np.linalg.norm(rows[held][:, best] - ones[:, best].mean(axis=0), axis=1)
        predictions[held] = (to_one < to_zero).astype(int)
    return float(np.mean(predictions == labels)), predictions, chosen
