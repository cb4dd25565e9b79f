import pytest

from questions.bankfiles import lint_code


def test_results_by_test() -> None:
    run = lint_code.run(
        "def one():\n    return 1\n", "def test_a(): assert one() == 1\ndef test_b(): assert one() == 2, 'two'\n"
    )
    assert (run.results, run.passed, run.failed) == (
        {"test_a": "", "test_b": "AssertionError: two"},
        ["test_a"],
        ["test_b"],
    )


def test_code_that_does_not_run() -> None:
    assert lint_code.run("def", "").broken.startswith("SyntaxError")


def test_an_endless_loop_is_stopped() -> None:
    assert lint_code.run("while True: pass", "", time_limit=1).broken == "still running after 1 seconds"


def test_what_is_printed_is_noticed() -> None:
    assert lint_code.run("print('x')", "def test_a(): pass").printed == "x\n"


def test_numpy_runs_within_the_limits() -> None:
    pytest.importorskip("numpy")
    run = lint_code.run("import numpy as np\n", "def test_a(): assert np.eye(300).dot(np.ones(300)).sum() == 300\n")
    assert (run.broken, run.passed) == ("", ["test_a"])


def test_what_is_not_installed_is_named() -> None:
    with pytest.raises(lint_code.NotInstalled, match="no_such_package is not installed"):
        lint_code.require(["json", "no_such_package"])


def test_leaving_and_memory_are_caught() -> None:
    assert lint_code.run("import sys; sys.exit(3)", "").broken.startswith("SystemExit")
    assert "MemoryError" in lint_code.run("x = bytearray(5_000_000_000)", "").broken
    assert lint_code.run("import os; os._exit(4)", "").broken == "ended with code 4"
