import math
import string


def tokenize(text: str) -> list[str]:
    kept = set(string.ascii_lowercase + string.digits)
    return "".join(c if c in kept else " " for c in text.lower()).split()


def fit_tfidf(texts: list[str]) -> tuple[dict[str, int], list[float]]:
    bags = [set(tokenize(text)) for text in texts]
    terms = sorted(set().union(*bags)) if bags else []
    frequency = [sum(term in bag for bag in bags) for term in terms]
    idf = [1.0 + math.log1p(len(texts)) - math.log1p(df) for df in frequency]
    return dict(zip(terms, range(len(terms)), strict=True)), idf


def transform(texts: list[str], vocabulary: dict[str, int], idf: list[float]) -> list[list[float]]:
    out = []
    for text in texts:
        row = [0.0 for _ in vocabulary]
        for token in tokenize(text):
            column = vocabulary.get(token)
            if column is not None:
                row[column] += idf[column]
        length = math.sqrt(math.fsum(w * w for w in row))
        out.append([w / length for w in row] if length else row)
    return out
