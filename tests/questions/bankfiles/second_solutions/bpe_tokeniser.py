import re
from collections import defaultdict


def _join(symbols: list[str], first: str, second: str) -> list[str]:
    """Walk from the left; what is joined stands aside, so that it cannot be joined again in the same walk."""
    out: list[str] = []
    waiting = ""
    for symbol in symbols:
        if waiting == first and symbol == second:
            out.append(first + second)
            waiting = ""
        else:
            out += [waiting] if waiting else []
            waiting = symbol
    return [*out, waiting] if waiting else out


def train_bpe(text: str, num_merges: int) -> list[tuple[str, str]]:
    corpus = [[*word, "</w>"] for word in re.findall(r"\S+", text)]
    merges: list[tuple[str, str]] = []
    while len(merges) < num_merges:
        table: dict[tuple[str, str], int] = defaultdict(int)
        for symbols in corpus:
            for i in range(len(symbols) - 1):
                table[symbols[i], symbols[i + 1]] += 1
        most = max(table.values(), default=0)
        if most < 2:
            break
        best = min(pair for pair, n in table.items() if n == most)
        merges.append(best)
        corpus = [_join(symbols, *best) for symbols in corpus]
    return merges


def encode(text: str, merges: list[tuple[str, str]]) -> list[str]:
    words = [[*word, "</w>"] for word in text.split()]
    for first, second in merges:
        words = [_join(symbols, first, second) for symbols in words]
    return [symbol for symbols in words for symbol in symbols]


def decode(symbols: list[str]) -> str:
    return " ".join("".join(symbols).split("</w>")).strip(" ")
