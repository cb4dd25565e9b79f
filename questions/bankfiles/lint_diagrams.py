"""What the linter asks of diagrams (docs/curating.md gives the rules): some of it of Graphviz itself."""

from collections.abc import Iterable, Iterator
from typing import Literal

from questions.diagrams import components, one_line
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
    const nodes = objects && objects.filter((each) => !("nodes" in each)).map(({ name, label }) => [name, label]);
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
    return {source: [*told["errors"], *_nodes(source, told["nodes"])] for source, told in found.items()}


def _nodes(source: str, nodes: list[tuple[str, str]] | Literal[False]) -> Iterator[str]:
    """What is wrong with the nodes, each its name and its label; False where it could not be drawn."""
    if nodes is False:
        return
    if not 1 <= len(nodes) <= MOST_NODES:
        yield f"{len(nodes)} nodes, wanted 1 to {MOST_NODES}"
    drawn, listed = {one_line(name, label) for name, label in nodes}, set(components(source))
    if differing := sorted(drawn ^ listed):
        yield f"its checklist would not be what is drawn: {', '.join(differing)[:80]!r}; write labels as plain words"


def findings(diagram: Diagram) -> Iterator[str]:
    """What is wrong with a diagram as it is written, before it is drawn."""
    low, high = SENTENCE_WORDS
    if not low <= (words := len(diagram.sentence.split())) <= high:
        yield f"{words} words behind `dot` say what the diagram shows, wanted {low} to {high}"
    if (size := len(diagram.source.encode())) > LONGEST:
        yield f"a diagram of {size} bytes, at most {LONGEST}"
