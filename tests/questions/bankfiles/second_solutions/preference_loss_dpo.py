import numpy as np


def sequence_log_probs(logits: np.ndarray, tokens: np.ndarray, mask: np.ndarray) -> np.ndarray:
    if len(logits.shape) != 3 or logits.shape[:2] != tokens.shape or tokens.shape != mask.shape or tokens.shape[0] == 0:
        raise ValueError("shapes do not fit")
    sums = np.zeros(tokens.shape[0])
    for row, place in np.argwhere(mask):
        if place:
            scores = logits[row, place - 1]
            relative = scores - scores[tokens[row, place]]
            top = max(float(relative.max()), 0.0)
            sums[row] -= top + np.log(np.exp(relative - top).sum())
    return sums


def dpo_loss(
    chosen: np.ndarray, rejected: np.ndarray, ref_chosen: np.ndarray, ref_rejected: np.ndarray, beta: float
) -> tuple[float, np.ndarray, np.ndarray, float]:
    if not chosen.shape == rejected.shape == ref_chosen.shape == ref_rejected.shape or chosen.size == 0 or not beta > 0:
        raise ValueError("shapes do not fit, no pairs, or no beta")
    margin = beta * (chosen - rejected - ref_chosen + ref_rejected)
    small = np.exp(-np.abs(margin))
    losses = np.maximum(-margin, 0) + np.log1p(small)
    sigmoid_of_minus = np.where(margin > 0, small, 1.0) / (1.0 + small)
    push = beta / chosen.size * sigmoid_of_minus
    return float(losses.sum() / chosen.size), -push, push, float(np.count_nonzero(margin > 0) / chosen.size)
