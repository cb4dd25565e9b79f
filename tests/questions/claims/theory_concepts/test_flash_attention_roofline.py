from math import exp, inf
from random import Random

TOKENS, DIMENSION, BYTES = 8192, 128, 2
PEAK, BANDWIDTH = 1000e12, 3e12
OPERATIONS = 2 * (2 * TOKENS * TOKENS * DIMENSION)  # two products, a multiplication and an addition each
SCORES = TOKENS * TOKENS * BYTES
INPUTS_AND_OUTPUT = 4 * TOKENS * DIMENSION * BYTES


def test_bend() -> None:
    r"""The bend is at $10^{15}/(3\times10^{12}) = 333$ operations per byte."""
    assert round(PEAK / BANDWIDTH) == 333


def test_operations() -> None:
    r"""$4N^2d = 3.4\times10^{10}$ operations, or 34 µs at peak"""
    assert f"{OPERATIONS:.1e}" == "3.4e+10"
    assert round(OPERATIONS / PEAK * 1e6) == 34


def test_traffic() -> None:
    """it travels four times: 537 MB or 179 µs"""
    assert round(SCORES / 1e6) == 134
    assert round(4 * SCORES / 1e6) == 537
    assert round(4 * SCORES / BANDWIDTH * 1e6) == 179


def test_intensity() -> None:
    """That is 64 operations per byte, so memory is the limit."""
    assert round(OPERATIONS / (4 * SCORES)) == 64 < PEAK / BANDWIDTH


def test_input_and_output() -> None:
    """What must cross to main memory is the input and the output, 8.4 MB"""
    assert round(INPUTS_AND_OUTPUT / 1e6, 1) == 8.4


def test_memory_of_all_heads() -> None:
    """for 32 heads the scores alone would take 4.3 GB"""
    assert round(32 * SCORES / 1e9, 1) == 4.3


def test_two_scores() -> None:
    r"""For scores 1 and then 3: $\ell = 1$, then $\ell = e^{-2} + 1 = 1.135$, as if both had been seen at once."""
    largest, total = -inf, 0.0
    for score in (1.0, 3.0):
        new = max(largest, score)
        largest, total = new, total * exp(largest - new) + exp(score - new)
    assert round(total, 3) == 1.135
    assert abs(total - sum(exp(score - 3) for score in (1, 3))) < 1e-12


def test_exact() -> None:
    """When a block brings a new maximum $m'$, multiply both sums by $e^{m-m'}$ and go on."""
    random = Random(1)
    scores = [random.gauss(0, 4) for _ in range(96)]
    values = [random.gauss(0, 1) for _ in range(96)]
    largest, total, weighted = -inf, 0.0, 0.0
    for start in range(0, 96, 16):
        block = slice(start, start + 16)
        new = max(largest, *scores[block])
        scale = exp(largest - new)
        powers = [exp(score - new) for score in scores[block]]
        total = total * scale + sum(powers)
        weighted = weighted * scale + sum(p * v for p, v in zip(powers, values[block], strict=True))
        largest = new
    whole = [exp(score - max(scores)) for score in scores]
    wanted = sum(p * v for p, v in zip(whole, values, strict=True)) / sum(whole)
    assert abs(weighted / total - wanted) < 1e-12


def test_decoding() -> None:
    """Decoding one token reads the whole key-value cache for about one operation per byte"""
    operations = 2 * (2 * TOKENS * DIMENSION)
    cache = 2 * TOKENS * DIMENSION * BYTES
    assert operations / cache == 1
