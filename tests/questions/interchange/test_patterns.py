"""Every regular expression that meets foreign text answers in time, whatever the text: it is linear or bounded."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from questions import interchange, similarity, text
from tests.paths import ROOT

LENGTH = 3_000
MOST_SECONDS = 0.5  # a cubic expression takes minutes at this length, a quadratic one with a large factor seconds

PIECES = [
    *(
        "[a](",
        "![a](",
        "[",
        "]",
        "](",
        "[[",
        "[[src](",
        "(",
        ")",
        "<",
        ">",
        "<a ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        '"',
        "'",
    ),
    *(
        "*",
        "**",
        "**a**",
        "***",
        "_",
        "__",
        "`",
        "``",
        "`<",
        "~",
        "=",
        "=a",
        "#",
        "# ",
        "- ",
        "1. ",
        "1",
        "1.",
        "1.1.",
        "|",
    ),
    *(
        " ",
        "\t",
        "\n",
        "\n\n",
        "?",
        "? (",
        "?(a",
        ":",
        "::",
        "a:",
        "a::",
        "a: ",
        ".",
        ",",
        "https://",
        "http://a(",
        "\u200d",
    ),
    *(
        "a",
        "A",
        "é",
        "a ",
        "a\n",
        "Q1 ",
        "Q: ",
        "show ",
        "the ",
        "answer ",
        "hint",
        "⭐",
        "[E]",
        "(hard)",
        "- x:\n",
        "---\n",
    ),
    *("---\na: b\n", "title:\n", "to ask ", "for the ", ":a:", " :a", "#+begin_src ", "[[a][b]]", "[[a]["),
]
TEXTS = [(piece * LENGTH)[:LENGTH] for piece in PIECES]
TEXTS += [
    start + text + end for text, (start, end) in product(TEXTS[::3], [("**", "x"), ("What is a? (", "\n"), ("[", ")")])
]


@cache
def modules() -> list[str]:
    found = [name for _, name, _ in pkgutil.walk_packages(interchange.__path__, f"{interchange.__name__}.")]
    return [*found, similarity.__name__, text.__name__]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Those that modules give a name, and those that stand within a call."""
    for name in modules():
        module = importlib.import_module(name)
        for each, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{name}.{each}", value
        tree = (
            ast.parse((ROOT / (name.replace(".", "/") + ".py")).read_text(encoding="utf-8")) if _is_file(name) else None
        )
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Call) and _calls_re(node) and isinstance(node.args[0], ast.Constant):
                yield f"{name}:{node.lineno}", re.compile(str(node.args[0].value))


def _is_file(name: str) -> bool:
    return (ROOT / (name.replace(".", "/") + ".py")).exists()


def _calls_re(node: ast.Call) -> bool:
    match node.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=name):
            return name != "compile"
    return False


PATTERNS = dict(patterns())


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 50
    assert "questions.interchange.formats.wording._LINK" in PATTERNS


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_answers_in_time(name: str) -> None:
    pattern = PATTERNS[name]
    slow = {}
    for made in TEXTS:
        began = time.process_time()
        pattern.fullmatch(made)
        pattern.sub("", made)
        if (seconds := time.process_time() - began) > MOST_SECONDS:
            slow[made[:30]] = round(seconds, 1)
    assert slow == {}
