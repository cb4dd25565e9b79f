"""The components of a diagram that is written in Graphviz's language: what its nodes are called.

No more of the language is understood here than that. What this makes of the bank's diagrams is held against Graphviz
itself by the linter (bankfiles.lint_diagrams).
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
    (?P<skipped> \s+ | //[^\n]* | /\*.*?\*/ | ^\#[^\n]*)
    | "(?P<quoted> (?:[^"\\]|\\.)* )"
    | (?P<word> [A-Za-z_\x80-\U0010ffff][\w]* | -?(?:\.\d+|\d+(?:\.\d*)?))
    | (?P<sign> -> | -- | [{}\[\]=;,:])
    | (?P<unknown> .)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_OF_ALL = {"node", "edge", "graph", "subgraph", "digraph", "strict"}
_BREAK = re.compile(r"\\[nlr]")

type _Token = tuple[str, bool]  # and whether it is a name, not a sign


def components(source: str) -> tuple[str, ...]:
    """The labels of the nodes in the order in which they appear, each in one line."""
    labels: dict[str, str] = {}
    tokens = list(_tokens(source))
    at, node = 0, ""
    while at < len(tokens):
        token, is_name = tokens[at]
        following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        if (token, is_name) == ("[", False):
            attributes, at = _attributes(tokens, at + 1)
            if node and "label" in attributes:
                labels[node] = attributes["label"]
            continue
        node = ""
        if is_name and token.lower() in _OF_ALL:
            at += 2 if token.lower() in {"subgraph", "digraph", "graph"} and following not in {"{", "[", "="} else 1
            continue
        if is_name and following == "=":
            at += 3
            continue
        if is_name and (at == 0 or tokens[at - 1] != (":", False)):  # behind a colon stands a port
            is_edge = bool(at) and tokens[at - 1] in {("->", False), ("--", False)}
            labels.setdefault(token, "\\N")
            node = "" if is_edge else token
        at += 1
    return tuple(dict.fromkeys(filter(None, (one_line(name, label) for name, label in labels.items()))))


def one_line(name: str, label: str) -> str:
    """A label as one reads it: its lines joined, and a node without one by its name."""
    return " ".join(_BREAK.sub(" ", label.replace("\\N", name)).split())


def _tokens(source: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(source):
        if found["quoted"] is not None:
            yield found["quoted"].replace('\\"', '"').replace("\\\n", ""), True
        elif found["word"]:
            yield found["word"], True
        elif found["sign"]:
            yield found["sign"], False


def _attributes(tokens: list[_Token], at: int) -> tuple[dict[str, str], int]:
    """What stands between brackets, and the place behind them."""
    found = {}
    while at < len(tokens) and tokens[at] != ("]", False):
        if at + 2 < len(tokens) and tokens[at + 1] == ("=", False):
            found[tokens[at][0]] = tokens[at + 2][0]
            at += 3
        else:
            at += 1
    return found, at + 1
