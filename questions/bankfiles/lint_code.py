"""Runs a coding question's code against its tests, in a process of its own with a time limit.

For the bank's own content (`load_bank --check`, the tests of the mutants). A learner's code runs in the browser.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

TIME_LIMIT = 60  # seconds for all tests of a task together
MEMORY_LIMIT = 1_000_000_000
PARALLEL = 2
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # each of numpy's threads would take memory from the limit

# The tests run in the namespace that the code has filled, as in the learner's browser.
_PROGRAM = """
import contextlib, io, json, resource, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
code, tests = json.load(sys.stdin)
printed, results, broken = io.StringIO(), {}, ""
with contextlib.redirect_stdout(printed):
    space = {"__name__": "task"}
    try:
        exec(compile(code, "solution.py", "exec"), space)
        exec(compile(tests, "tests.py", "exec"), space)
    except BaseException as error:
        broken = f"{type(error).__name__}: {error}"
    for name in [name for name in space if name.startswith("test_") and not broken]:
        try:
            space[name]()
        except BaseException as error:
            results[name] = f"{type(error).__name__}: {error}"
        else:
            results[name] = ""
json.dump({"results": results, "broken": broken, "printed": printed.getvalue()[:200]}, sys.stdout)
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What each test said ("" where it passed); `broken` says why no test could run at all."""

    results: dict[str, str] = field(default_factory=dict)
    broken: str = ""
    printed: str = ""

    @property
    def passed(self) -> list[str]:
        return [name for name, message in self.results.items() if not message]

    @property
    def failed(self) -> list[str]:
        return [name for name, message in self.results.items() if message]


class NotInstalled(Exception):
    """A task requires `name`, which is not installed here, so it cannot be run."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed")
        self.name = name


def require(names: Iterable[str]) -> None:
    """Raises NotInstalled for the first package that is not here."""
    for name in names:
        if importlib.util.find_spec(name) is None:
            raise NotInstalled(name)


def run(code: str, tests: str, *, time_limit: float = TIME_LIMIT) -> Run:
    """Execute `code`, then `tests` in the same namespace, then every function `test_…`."""
    try:
        done = subprocess.run(  # noqa: S603  (the bank's own content, and nothing of the request)
            [sys.executable, "-I", "-c", _PROGRAM, str(MEMORY_LIMIT)],
            input=json.dumps([code, tests]),
            capture_output=True,
            text=True,
            timeout=time_limit,
            check=False,
            env=os.environ | ONE_THREAD,
        )
    except subprocess.TimeoutExpired:
        return Run(broken=f"still running after {time_limit:g} seconds")
    try:
        said = json.loads(done.stdout)
    except json.JSONDecodeError:
        return Run(broken=done.stderr.strip().rsplit("\n", 1)[-1] or f"ended with code {done.returncode}")
    return Run(**said)


def run_all(pairs: Iterable[tuple[str, str]]) -> list[Run]:
    """Run many pairs of code and tests, a few at a time."""
    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(lambda pair: run(*pair), pairs))
