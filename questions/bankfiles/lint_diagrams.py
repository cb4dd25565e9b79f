"""What the linter asks of diagrams (docs/curating.md gives the rules): some of it of Graphviz itself."""

from collections.abc import Iterable, Iterator
from typing import Literal

from questions.markdown import Diagram

from . import browser_libraries

SENTENCE_WORDS = (8, 40)
MOST_NODES = 30
LONGEST = 4_000  # bytes

_PROGRAM = """
require(process.argv[1]).instance().then((viz) => {
  const found = {};
  for (const source of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
    const { status, output, errors } = viz.render(source, { format: "json0" });
    const objects = status === "success" && (JSON.parse(output).objects ?? []);
    const nodes = objects && objects.filter((each) => !("nodes" in each)).length;
    found[source] = { nodes, errors: errors.map(({ message }) => message) };
  }
  console.log(JSON.stringify(found));
});
"""


def drawn(sources: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with the pictures that Graphviz makes of these sources.

    Raises browser_libraries.NotInstalled.
    """
    found = browser_libraries.ask("@viz-js/viz/dist/viz.cjs", _PROGRAM, list(sources))
    return {source: [*told["errors"], *_too_many(told["nodes"])] for source, told in found.items()}


def _too_many(nodes: int | Literal[False]) -> list[str]:
    """False: it could not be drawn, so nobody knows."""
    return [] if nodes is False or 1 <= nodes <= MOST_NODES else [f"{nodes} nodes, wanted 1 to {MOST_NODES}"]


def findings(diagram: Diagram) -> Iterator[str]:
    """What is wrong with a diagram as it is written, before it is drawn."""
    low, high = SENTENCE_WORDS
    if not low <= (words := len(diagram.sentence.split())) <= high:
        yield f"{words} words behind `dot` say what the diagram shows, wanted {low} to {high}"
    if (size := len(diagram.source.encode())) > LONGEST:
        yield f"a diagram of {size} bytes, at most {LONGEST}"
