import math
from collections import defaultdict


class BM25:
    """An inverted index: for each term the documents that hold it, with the whole weight computed in advance."""

    def __init__(self, docs: list[list[str]], k1: float = 1.2, b: float = 0.75) -> None:
        if k1 < 0 or b < 0 or b > 1:
            raise ValueError("parameters out of range")
        self._n = len(docs)
        total = sum(map(len, docs))
        self._postings: dict[str, dict[int, float]] = {}
        raw: dict[str, dict[int, int]] = defaultdict(dict)
        for i, doc in enumerate(docs):
            for token in doc:
                raw[token][i] = raw[token].get(i, 0) + 1
        for term, where in raw.items():
            self._postings[term] = {
                i: tf * (k1 + 1) / (tf + k1 * (1 - b + b * len(docs[i]) * self._n / total)) for i, tf in where.items()
            }

    def idf(self, term: str) -> float:
        df = len(self._postings.get(term, ()))
        return math.log((self._n + 1) / (df + 0.5))

    def scores(self, query: list[str]) -> list[float]:
        out = [0.0] * self._n
        for term in query:
            for i, weight in self._postings.get(term, {}).items():
                out[i] += self.idf(term) * weight
        return out

    def top(self, query: list[str], k: int) -> list[int]:
        if k < 0:
            raise ValueError("k is a count")
        ranked = sorted((-score, i) for i, score in enumerate(self.scores(query)) if score > 0)
        return [i for _, i in ranked[:k]]


def reciprocal_rank_fusion(rankings: list[list[str]], k: float = 60) -> list[tuple[str, float]]:
    if k < 0:
        raise ValueError("k is not negative")
    gains: dict[str, list[float]] = defaultdict(list)
    for ranking in rankings:
        for doc in set(ranking):
            gains[doc].append(1 / (k + ranking.index(doc) + 1))
    joined = sorted((-round(math.fsum(parts), 12), doc) for doc, parts in gains.items())
    return [(doc, -negative) for negative, doc in joined]
