import math


def _idf(n: int, df: int) -> float:
    return math.log((1 + n) / (1 + df)) + 1


def test_term_in_every_text() -> None:
    r"""The added 1 keeps a term that occurs in every text at weight 1. With the classical $\ln(N/\text{df})$ it
    would vanish.
    """
    assert _idf(7, 7) == 1
    assert math.log(7 / 7) == 0


def test_dense_and_sparse_sizes() -> None:
    """100,000 terms in float64 take 800 kB for each dense text, while a text of 200 distinct terms needs only a
    few kilobytes
    """
    assert 100_000 * 8 == 800_000
    assert 2_000 <= 200 * (8 + 4) <= 4_000


def test_sublinear() -> None:
    """ten occurrences weigh 3.3 times one, instead of ten"""
    assert round((1 + math.log(10)) / (1 + math.log(1)), 1) == 3.3


def test_repeating_a_text() -> None:
    """After division by the Euclidean norm, repeating a text changes nothing"""
    once = [2.0, 0.0, 1.5]
    many = [50 * w for w in once]
    unit = [[w / math.hypot(*v) for w in v] for v in (once, many)]
    assert all(math.isclose(a, b) for a, b in zip(*unit, strict=True))


def test_idf_after_normalising() -> None:
    """Normalising the counts first and multiplying by idf afterwards: the vectors need no longer have length 1."""
    counts, idf = [3.0, 4.0], [1.0, 1.7]
    unit = [c / math.hypot(*counts) for c in counts]
    assert not math.isclose(math.hypot(*(u * i for u, i in zip(unit, idf, strict=True))), 1)
