"""Which LaTeX the browser could not set: asked of Temml itself, through Node, where both are installed."""

import json
import shutil
import subprocess
from collections.abc import Iterable

from django.conf import settings

TIME_LIMIT = 60  # seconds

_PROGRAM = """
const temml = require(process.argv[1]);
const found = {};
for (const [latex, block] of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  try { temml.renderToString(latex, { throwOnError: true, displayMode: block }); }
  catch (error) { found[latex] = error.message; }
}
console.log(JSON.stringify(found));
"""


class NoTemml(Exception):
    """Node or Temml is not installed here, so no maths can be checked."""


def unsettable(formulas: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """Of formulas (LaTeX, and whether it stands on a line of its own): what Temml says to those it refuses.

    Raises NoTemml.
    """
    node = shutil.which("node") or shutil.which("node", path=str(settings.BASE_DIR / ".venv/bin"))
    temml = settings.BASE_DIR / "node_modules/temml/dist/temml.cjs"
    if not node or not temml.exists():
        raise NoTemml
    done = subprocess.run(  # noqa: S603  (a fixed program; the formulas go in as data)
        [node, "-e", _PROGRAM, str(temml)],
        input=json.dumps(list(formulas)),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=True,
    )
    refused: dict[str, str] = json.loads(done.stdout)
    return refused
