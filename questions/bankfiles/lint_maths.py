"""Which LaTeX the browser could not set: asked of Temml itself."""

from collections.abc import Iterable

from . import browser_libraries

_PROGRAM = """
const temml = require(process.argv[1]);
const found = {};
for (const [latex, block] of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  try { temml.renderToString(latex, { throwOnError: true, displayMode: block }); }
  catch (error) { found[latex] = error.message; }
}
console.log(JSON.stringify(found));
"""


def unsettable(formulas: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """Of formulas (LaTeX, and whether it stands on a line of its own): what Temml says to those it refuses.

    Raises browser_libraries.NotInstalled.
    """
    refused: dict[str, str] = browser_libraries.ask("temml/dist/temml.cjs", _PROGRAM, list(formulas))
    return refused
