"""That the solution of a code task passed its tests: a browser of a curator's said so, for exactly this code.

It is no proof, and need not be one: whoever may publish may also change the tests. It keeps mistakes out of the bank.
docs/decisions/0025-code-runs-in-the-browser.md tells why the site itself does not run the code.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from questions.content import Task
from questions.models import CodeCheck


class NotPassed(Exception):
    """The tests that passed are not all that there are."""


def record(task: Task, *, passed: Collection[str], now: datetime) -> None:
    """Note that these tests passed with the task's solution. Raises NotPassed where one is missing, or all are."""
    wanted = {*task.visible_names, *task.hidden_names}
    if not wanted or wanted != set(passed):
        raise NotPassed
    CodeCheck.objects.update_or_create(digest=digest(task), defaults={"checked_at": now})


def is_passed(task: Task) -> bool:
    """Whether somebody's browser has run exactly this, and every test passed."""
    return CodeCheck.objects.filter(digest=digest(task)).exists()


def digest(task: Task) -> str:
    return hashlib.sha256(json.dumps(asdict(task), sort_keys=True).encode()).hexdigest()
