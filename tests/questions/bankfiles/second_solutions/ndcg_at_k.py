import math


def ndcg_at_k(ranking: list[str], grades: dict[str, int], k: int) -> float:
    if k <= 0:
        raise ValueError("k counts from 1")
    best = sorted(grades.values())[::-1][:k]
    ideal = math.fsum((2.0**g - 1) * math.log(2) / math.log(i + 2) for i, g in enumerate(best))
    if not ideal:
        return 0.0
    first: dict[str, int] = {}
    for i, doc in enumerate(ranking):
        first.setdefault(doc, i)
    gained = math.fsum(
        (2.0 ** grades[doc] - 1) * math.log(2) / math.log(i + 2) for doc, i in first.items() if i < k and doc in grades
    )
    return gained / ideal
