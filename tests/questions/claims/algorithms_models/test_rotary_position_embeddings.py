import cmath
import math
import random

PAIRS = [10_000.0 ** (-2 * i / 128) for i in range(64)]


def test_slowest_wavelength() -> None:
    r"""The slowest has $\theta_{63} = 10^{-3.9375}$, about $1/8660$, a wavelength of about 54,400 tokens."""
    assert abs(math.log10(PAIRS[63]) + 3.9375) < 1e-12
    assert round(1 / PAIRS[63]) == 8660
    assert round(2 * math.pi / PAIRS[63], -2) == 54_400


def test_fastest_wavelength() -> None:
    """The fastest pair turns by 1 radian per token, a wavelength of 6.28 tokens."""
    assert PAIRS[0] == 1
    assert round(2 * math.pi / PAIRS[0], 2) == 6.28


def test_pairs_that_turned() -> None:
    """With training at 4,096 tokens, 46 of the 64 pairs turned at least once"""
    assert sum(4096 * theta >= 2 * math.pi for theta in PAIRS) == 46


def test_angle_of_the_slowest_pair() -> None:
    r"""the slowest turned by at most $4096/8660 \approx 0.47$ radians"""
    assert round(4096 * PAIRS[63], 2) == 0.47
    assert 20_000 * PAIRS[63] > 2  # "now the distances take it past two"


def test_larger_base() -> None:
    """With $b = 500{,}000$ the slowest wavelength is about 2.6 million tokens."""
    assert round(2 * math.pi * 500_000 ** (126 / 128) / 1e6, 1) == 2.6


def test_score_depends_on_the_offset() -> None:
    """So position enters the score only as the offset."""
    rng = random.Random(0)
    query, key = ([complex(rng.gauss(0, 1), rng.gauss(0, 1)) for _ in PAIRS] for _ in range(2))

    def rotate(vector: list[complex], position: int) -> list[complex]:
        return [value * cmath.exp(1j * position * theta) for value, theta in zip(vector, PAIRS, strict=True)]

    def score(m: int, n: int) -> float:
        pairs = zip(rotate(query, m), rotate(key, n), strict=True)
        return sum((a * b.conjugate()).real for a, b in pairs)

    assert abs(score(10, 13) - score(1010, 1013)) < 1e-8
    assert abs(score(10, 13) - score(10, 14)) > 1e-3
    norm = sum(abs(v) ** 2 for v in query)
    assert abs(sum(abs(v) ** 2 for v in rotate(query, 777)) - norm) < 1e-8
