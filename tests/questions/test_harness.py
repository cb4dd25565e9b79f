"""static/js/runner/harness.py in a plain Python, in a process of its own: it puts back what a run has replaced."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.paths import ROOT

PROGRAM = """
import json, sys, types
real = sys.stdout
source, calls = json.load(sys.stdin)
module = types.ModuleType("harness")
module.__builtins__ = dict(vars(__import__("builtins")))
exec(compile(source, "harness.py", "exec"), module.__dict__)
told = []
def main():
    harness = module.Harness(told.append)
    ended = [json.loads(getattr(harness, name)(*arguments)) for name, *arguments in calls]
    real.write(json.dumps([[json.loads(each) for each in told], ended]))
main()
"""


def harness(*calls: list[Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was told on the way, and what each call ended with."""
    source = (ROOT / "static/js/runner/harness.py").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROGRAM],
        input=json.dumps([source, calls]),
        capture_output=True,
        text=True,
        check=True,
    )
    told, ended = json.loads(done.stdout)
    return told, ended


def printed(told: list[dict[str, Any]]) -> str:
    return "".join(each["text"] for each in told if each["type"] == "output")


def by_name(told: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["name"]: each for each in told if each["type"] == "tested"}


def test_a_line_finds_the_names_of_the_run_before() -> None:
    told, ended = harness(["run", "x = [1]\nprint(input())", "given\n"], ["line", "x + [2]"], ["line", "y = 3"])
    assert printed(told) == "given\ngiven\n[1, 2]\n"
    assert [each["outcome"] for each in ended] == ["ended"] * 3


def test_each_run_begins_anew() -> None:
    told, ended = harness(
        ["run", "import math, builtins\nmath.pi = 3\nbuiltins.len = None\nx = 1\nopen('mine.txt', 'w').write('x')"],
        ["run", "import math, os\nprint(round(math.pi, 2), len('ab'), os.listdir(), 'x' in globals())"],
    )
    assert printed(told) == "3.14 2 [] False\n"
    assert ended[1]["outcome"] == "ended"


def test_the_trace_shows_the_learners_lines_alone() -> None:
    _, (ended,) = harness(["run", "def f(n):\n    return 1 / n\n\nf(0)\n"])
    assert (ended["message"], ended["line"]) == ("ZeroDivisionError: division by zero", 2)
    assert "harness" not in ended["trace"]
    assert '"your code", line 4, in <module>' in ended["trace"]


def test_causes_are_cleaned_as_well() -> None:
    _, (ended,) = harness(
        ["run", "try:\n    int('x')\nexcept ValueError as error:\n    raise KeyError('k') from error\n"]
    )
    assert "harness" not in ended["trace"]
    assert "direct cause" in ended["trace"]


def test_output_has_a_bound_and_the_rest_is_counted() -> None:
    told, (ended,) = harness(["run", "print('x' * 99_999)\nprint('y' * 50)"])
    assert (len(printed(told)), ended["unshown"]) == (100_000, 51)


@pytest.mark.parametrize(
    ("assertion", "expected", "got"),
    [
        ("assert f(2) == 5", "5", "4"),
        ("assert 5 == f(2)", "5", "4"),
        ("assert f(2) != 4", "something other than 4", "4"),
        ("assert f(2) <= 3", "at most 3", "4"),
        ("assert f(1) == 2 and f(2) == 5", "5", "4"),
        ("assert _near(f(2), 4.5)", "4.5", "4"),
        ("assert f('a') is None", "None", "'aa'"),
    ],
)
def test_what_a_test_expected_and_got(assertion: str, expected: str, got: str) -> None:
    tests = f"def _near(a, b):\n    return abs(a - b) < .1\n\n\ndef test_a():\n    {assertion}, 'why'\n"
    told, _ = harness(["test", "def f(x):\n    return 2 * x\n", [["visible", tests]]])
    found = by_name(told)["test_a"]
    assert (found["passed"], found["message"], found["expected"], found["got"]) == (False, "why", expected, got)


def test_sides_are_worked_out_once_and_messages_only_when_it_fails() -> None:
    tests = "calls = []\ndef test_a():\n    assert f() == 1, 1 / 0\n    assert calls == [1], 'once'\n"
    told, _ = harness(["test", "def f():\n    calls.append(1)\n    return 1\n", [["visible", tests]]])
    assert by_name(told)["test_a"]["passed"]


def test_both_suites_run_in_the_learners_names_and_are_told_apart() -> None:
    suites = [["visible", "def test_a():\n    assert x == 1\n"], ["hidden", "def test_b():\n    assert x == 2\n"]]
    told, (ended,) = harness(["test", "x = 1", suites])
    assert [(each["name"], each["suite"], each["passed"]) for each in by_name(told).values()] == [
        ("test_a", "visible", True),
        ("test_b", "hidden", False),
    ]
    assert ended["outcome"] == "ended"


def test_what_was_done_before_is_skipped() -> None:
    tests = "def test_a():\n    pass\n\n\ndef test_b():\n    pass\n"
    told, _ = harness(["test", "", [["visible", tests]], ["test_a"]])
    assert list(by_name(told)) == ["test_b"]


def test_leaving_is_told_and_ends_nothing() -> None:
    _, ended = harness(["run", "import sys\nsys.exit(3)"], ["run", "raise SystemExit"], ["run", "x = 1"])
    assert [(each["outcome"], each.get("message")) for each in ended] == [
        ("exited", "sys.exit(3)"),
        ("exited", "sys.exit()"),
        ("ended", None),
    ]


def test_a_value_that_cannot_be_shown_is_said_so() -> None:
    code = "class A:\n    def __repr__(self):\n        raise ValueError\n"
    told, (ended,) = harness(["test", code, [["visible", "def test_a():\n    assert A() == 1, 'no'\n"]]])
    assert by_name(told)["test_a"]["got"] == "<a A whose repr() fails: ValueError>"
    assert ended["outcome"] == "ended"


def test_what_a_run_says_after_its_end_is_no_part_of_the_next() -> None:
    late = (
        "import sys\nclass Late:\n    def __init__(self): self.own, self.out = self, sys.stdout\n"
        "    def __del__(self): self.out.write('late'); self.out.flush()\nLate()\n"
    )
    told, _ = harness(["run", late], ["run", "print('next')"])
    assert [each["text"] for each in told] == ["next\n"]
