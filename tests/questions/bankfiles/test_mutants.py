"""Tests of the tests: each mutant breaks a solution in one way, and the tests that it names must notice.

Visible and hidden ones run in one namespace here, so no hidden test may have the name of a visible one.
"""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from questions.bankfiles import lint_code, question_file
from questions.bankfiles.load import BANK
from questions.content import Task

MUTANTS = Path(__file__).parent / "mutants"
CODING = {
    path.stem: path for path in sorted(BANK.glob("*/*.md")) if "\nkind: coding\n" in path.read_text(encoding="utf-8")
}


@cache
def task_of(slug: str) -> Task:
    path = CODING[slug]
    task = question_file.read(path.read_text(encoding="utf-8"), category=path.parent.name, slug=slug).content.task
    assert task is not None
    return task


def mutants_of(slug: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((MUTANTS / f"{slug}.toml").read_text(encoding="utf-8"))["mutant"]
    return found


def test_every_coding_question_has_mutants() -> None:
    assert {path.stem for path in MUTANTS.glob("*.toml")} == set(CODING)


def require_or_skip(task: Task) -> None:
    try:
        lint_code.require(task.requires)
    except lint_code.NotInstalled as missing:
        missed = f"{missing} (make install-dev)."
        pytest.fail(missed) if os.environ.get("CI") else pytest.skip(missed)


@pytest.mark.parametrize("slug", CODING)
def test_every_test_catches_something(slug: str) -> None:
    task, mutants = task_of(slug), mutants_of(slug)
    require_or_skip(task)
    for mutant in mutants:
        assert task.solution.count(mutant["old"]) == 1, f"{mutant['why']}: `old` must occur exactly once"
    both = f"{task.tests}\n\n{task.hidden_tests}"
    runs = lint_code.run_all((task.solution.replace(mutant["old"], mutant["new"]), both) for mutant in mutants)
    survivors = {
        f"{mutant['why']}: {name}"
        for mutant, run in zip(mutants, runs, strict=True)
        for name in mutant["caught_by"]
        if name not in run.failed
    }
    assert survivors == set()
    caught_by = {name for mutant in mutants for name in mutant["caught_by"]}
    assert caught_by == set(lint_code.run(task.solution, both).passed)
