"""Tests of the statements: for each coding task there is a second solution, written from its statement alone.

It takes another way where there is one and passes both suites, so no test asks for what is not stated.
"""

from pathlib import Path

from questions.bankfiles import lint_code

from .test_mutants import CODING, require_or_skip, task_of

SECOND = Path(__file__).parent / "second_solutions"


def test_every_coding_question_has_a_second_solution() -> None:
    assert {path.stem for path in SECOND.glob("*.py")} == {slug.replace("-", "_") for slug in CODING}


def test_second_solutions_pass_both_suites() -> None:
    """All in one batch, so that no more than a few processes run at a time."""
    tasks = {slug: task_of(slug) for slug in CODING}
    for task in tasks.values():
        require_or_skip(task)
    code = {slug: (SECOND / f"{slug.replace('-', '_')}.py").read_text(encoding="utf-8") for slug in tasks}
    runs = lint_code.run_all((code[slug], f"{task.tests}\n\n{task.hidden_tests}") for slug, task in tasks.items())
    wrong = {
        slug: run.broken or {name: run.results[name] for name in run.failed}
        for slug, run in zip(tasks, runs, strict=True)
        if run.broken or run.failed
    }
    assert wrong == {}
