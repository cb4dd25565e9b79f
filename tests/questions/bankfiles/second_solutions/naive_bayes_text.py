import math
from collections import Counter
from typing import Any


def fit_nb(docs: list[list[str]], labels: list[str], alpha: float = 1.0) -> Any:
    if not docs or len(docs) != len(labels) or not alpha > 0:
        raise ValueError("no documents, different lengths, or no smoothing")
    words = sorted(set().union(*docs))
    table: dict[str, tuple[float, dict[str, float]]] = {}
    for label in sorted(set(labels)):
        own = [doc for doc, c in zip(docs, labels, strict=True) if c == label]
        counts = Counter(word for doc in own for word in doc)
        below = counts.total() + alpha * len(words)
        logs = {word: math.log((counts[word] + alpha) / below) for word in words}
        table[label] = (math.log(len(own)) - math.log(len(docs)), logs)
    return table


def log_scores(model: Any, tokens: list[str]) -> dict[str, float]:
    return {
        label: prior + math.fsum(logs[token] for token in tokens if token in logs)
        for label, (prior, logs) in model.items()
    }


def predict(model: Any, tokens: list[str]) -> str:
    best, winner = -math.inf, ""
    for label, score in sorted(log_scores(model, tokens).items()):
        if score > best:
            best, winner = score, label
    return winner
