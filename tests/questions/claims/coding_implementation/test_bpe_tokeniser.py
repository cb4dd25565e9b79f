import itertools


def _merge(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    out: list[str] = []
    i = 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            out.append("".join(pair))
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out


def test_text_replacement_crosses_symbols() -> None:
    """the text `ca b` contains `a b` although no symbol is `a`"""
    assert "a b" in "ca b"
    assert "a" not in "ca b".split()


def test_fresh_counts() -> None:
    """Zero: no word has the neighbours a and b any more, although the first table said three. What counts now is a
    and bc, with three.
    """
    words = [list("abc")] * 3 + [list("bcx")]
    pairs = [pair for w in words for pair in itertools.pairwise(w)]
    assert pairs.count(("a", "b")) == 3
    words = [_merge(w, ("b", "c")) for w in words]
    pairs = [pair for w in words for pair in itertools.pairwise(w)]
    assert (pairs.count(("a", "b")), pairs.count(("a", "bc"))) == (0, 3)


def test_order_beats_length() -> None:
    """For the merges b c, then a b, then ab c, the word abc becomes a and bc, although abc is a known symbol."""
    symbols = list("abc")
    for pair in (("b", "c"), ("a", "b"), ("ab", "c")):
        symbols = _merge(symbols, pair)
    assert symbols == ["a", "bc"]


def test_bytes_of_a_character() -> None:
    """characters outside ASCII begin as two to four bytes"""
    assert {len(chr(i).encode()) for i in (0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF)} == {2, 3, 4}
    assert all(len(chr(i).encode()) == 1 for i in range(128))
