from collections import Counter
from itertools import pairwise
from math import log


def test_groups_from_the_left() -> None:
    """1234567 becomes 123|456|7"""
    digits = "1234567"
    assert "|".join(digits[i : i + 3] for i in range(0, len(digits), 3)) == "123|456|7"


def test_groups_from_the_right() -> None:
    """grouping from the right, as in 1|234|567"""
    assert f"{1234567:,}".replace(",", "|") == "1|234|567"


def test_large_vocabulary() -> None:
    """128,000 tokens of dimension 4,096 are 524 million parameters"""
    assert round(128_000 * 4096 / 1e6) == 524


def test_small_vocabulary() -> None:
    """32,000 tokens are 131 million"""
    assert round(32_000 * 4096 / 1e6) == 131


def test_context() -> None:
    """a context of 8,192 tokens holds what 3,277 hold in the other one"""
    assert round(8192 / 2.5) == 3277


def test_bits_per_byte() -> None:
    r"""\frac{2.0}{4.0 \ln 2} = 0.72 \text{ bits per byte}"""
    tokens = 1000
    assert round(tokens * 2.0 / log(2) / (tokens * 4.0), 2) == 0.72


def test_bits_per_byte_of_the_other() -> None:
    """with 1.8 nats at 3.2 bytes another one needs 0.81"""
    assert round(1.8 / log(2) / 3.2, 2) == 0.81


def _merges(words: list[str], count: int) -> list[list[str]]:
    """Byte-pair encoding: the words as pieces, after so many merges."""
    pieces = [list(word) for word in words]
    for _ in range(count):
        pairs = Counter(pair for word in pieces for pair in pairwise(word))
        if not pairs:
            break
        best = max(pairs, key=lambda pair: pairs[pair])
        merged = []
        for word in pieces:
            out: list[str] = []
            for piece in word:
                if out and (out[-1], piece) == best:
                    out[-1] += piece
                else:
                    out.append(piece)
            merged.append(out)
        pieces = merged
    return pieces


def test_common_words_become_one_token() -> None:
    """Common words become one token, rare ones several."""
    pieces = _merges(["lower"] * 20 + ["newest"] * 15 + ["zebra"], 9)
    assert pieces[0] == ["lower"]
    assert len(pieces[-1]) > 2
