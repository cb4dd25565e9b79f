"""Asks libraries of the browser what they make of the bank's sources, through Node, where it is installed."""

import json
import shutil
import subprocess
from typing import Any

from django.conf import settings

TIME_LIMIT = 60  # seconds


class NotInstalled(Exception):
    """Node or the library is not installed here, so nothing can be checked."""


def ask(library: str, program: str, question: Any) -> Any:
    """What `program` (JavaScript) prints as JSON about `question`, its input.

    `library` is a file of node_modules, whose path the program finds in process.argv[1].
    Raises NotInstalled.
    """
    node = shutil.which("node") or shutil.which("node", path=str(settings.BASE_DIR / ".venv/bin"))
    path = settings.BASE_DIR / "node_modules" / library
    if not node or not path.exists():
        raise NotInstalled(library)
    done = subprocess.run(  # noqa: S603  (a fixed program; the question goes in as data)
        [node, "-e", program, str(path)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=True,
    )
    return json.loads(done.stdout)
