from math import exp, log, log2
from statistics import fmean

TOKENS = [1 / 2, 1 / 4, 1 / 8, 1 / 4]


def perplexity(probabilities: list[float]) -> float:
    return exp(-fmean(log(p) for p in probabilities))


def test_the_example() -> None:
    """In bits the four tokens cost 1, 2, 3 and 2, so 8 bits, 2 on average, and the perplexity is $2^2=4$."""
    assert [-log2(p) for p in TOKENS] == [1, 2, 3, 2]
    assert abs(perplexity(TOKENS) - 4) < 1e-9


def test_uniform() -> None:
    """A model that gives every token of a vocabulary of 50,000 the same probability has perplexity 50,000"""
    assert abs(perplexity([1 / 50_000] * 7) - 50_000) < 1e-6


def test_another_tokeniser() -> None:
    """If another model cuts the same text into two tokens and gives it the same 8 bits, its perplexity is $2^4=16$"""
    pairs = [TOKENS[0] * TOKENS[1], TOKENS[2] * TOKENS[3]]
    assert sum(-log2(p) for p in pairs) == 8
    assert abs(perplexity(pairs) - 16) < 1e-9


def test_bits_per_byte() -> None:
    """if the text has 16 bytes, both have 0.5"""
    assert sum(-log2(p) for p in TOKENS) / 16 == 0.5


def test_nats_after_quantisation() -> None:
    """On average it loses 0.01 nats a token"""
    assert round(log(6.06 / 6.00), 2) == 0.01


def test_mean_of_documents() -> None:
    """Averaging the perplexities of documents as if it were the perplexity of all"""
    first, second = [0.5] * 10, [0.01] * 2
    assert abs(perplexity(first + second) - fmean([perplexity(first), perplexity(second)])) > 10
