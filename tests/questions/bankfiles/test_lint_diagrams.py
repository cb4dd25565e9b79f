import os
from typing import NoReturn

import pytest

from questions.bankfiles import browser_libraries, lint_diagrams
from questions.markdown import Diagram


def complaints(source: str) -> list[str]:
    """What the linter says of a diagram once Graphviz has drawn it, or has not."""
    try:
        return lint_diagrams.drawn([source])[source]
    except browser_libraries.NotInstalled:
        _missing("Node.js or Viz.js is not installed (make install-dev).")


def _missing(sentence: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("digraph { a -> b; subgraph cluster_c { label=c; d } }", []),
        ('digraph { rankdir=LR\nnode [shape=box]\na [label="Query\\nencoder"] a -> b:w [label="20 ms"] }', []),
        ("digraph { a -> ", ["syntax error in line 1"]),
        ("digraph { a [color=nosuchcolour] }", ["nosuchcolour is not a known color."]),
        ("digraph { label=empty }", ["0 nodes, wanted 1 to 30"]),
        (f"digraph {{ {' '.join(f'n{number}' for number in range(31))} }}", ["31 nodes, wanted 1 to 30"]),
        (
            "digraph { a [label=<<b>bold</b>>] }",
            ["its checklist would not be what is drawn: '<b>bold</b>, b'; write labels as plain words"],
        ),
    ],
)
def test_a_diagram_is_one_that_graphviz_draws(source: str, said: list[str]) -> None:
    assert complaints(source) == said


@pytest.mark.parametrize(
    ("sentence", "source", "said"),
    [
        ("One and two and three and four and five.", "digraph { a }", []),
        ("Too short.", "digraph { a }", ["2 words behind `dot` say what the diagram shows, wanted 8 to 40"]),
        ("word " * 41, "digraph { a }", ["41 words behind `dot` say what the diagram shows, wanted 8 to 40"]),
        ("word " * 8, "é" * 2001, ["a diagram of 4002 bytes, at most 4000"]),
    ],
)
def test_a_diagram_has_its_sentence_and_its_bound(sentence: str, source: str, said: list[str]) -> None:
    assert list(lint_diagrams.findings(Diagram(sentence, source))) == said
