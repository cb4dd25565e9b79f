import math


def test_a_hundred_factors_underflow() -> None:
    """a hundred factors of about $10^{-4}$ already underflow to 0"""
    assert math.prod([1e-4] * 100) == 0.0


def test_sums_to_one() -> None:
    r"""The denominator must then grow by $\alpha|V|$, so that the probabilities of a class sum to 1."""
    counts, alpha = {"a": 5, "b": 0, "c": 2}, 0.3
    total = sum(counts.values()) + alpha * len(counts)
    assert math.isclose(sum((n + alpha) / total for n in counts.values()), 1)


def test_alpha_can_outweigh_a_count() -> None:
    r"""a class with few tokens has a small denominator, so its $\alpha$ can still outweigh a real count elsewhere"""
    large, small, vocabulary = 100, 1, 3
    assert (0 + 1) / (small + vocabulary) > (1 + 1) / (large + vocabulary)


def test_zero_count_favours_small_classes() -> None:
    """it would favour the classes with fewer training tokens"""
    shares = [1 / (tokens + 50) for tokens in (10, 100, 1000)]
    assert shares == sorted(shares, reverse=True)


def test_smoothing_zeros_alone() -> None:
    """Smoothing only zeros also makes a word seen once no likelier than one unseen."""
    counts = {"seen": 1, "unseen": 0}
    smoothed = {w: n or 1 for w, n in counts.items()}
    assert smoothed["seen"] == smoothed["unseen"]


def test_large_alpha_is_uniform() -> None:
    """As alpha grows, each class approaches the uniform distribution over the vocabulary"""
    shares = [(9 + a) / (10 + 2 * a) for a in (0.1, 10, 10_000)]
    assert shares[0] > shares[1] > shares[2]
    assert abs(shares[2] - 0.5) < 1e-3
