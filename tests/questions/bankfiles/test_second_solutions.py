"""Tests of the statements: for each coding task there is a second solution, written from its statement alone.

It takes another way where there is one and passes both suites, so no test asks for what is not stated.
"""

from pathlib import Path

from questions.bankfiles import lint_code

from .test_mutants import CODING, task_of

SECOND = Path(__file__).parent / "second_solutions"


def test_every_coding_question_has_a_second_solution() -> None:
    assert {path.stem for path in SECOND.glob("*.py")} == {slug.replace("-", "_") for slug in CODING}


def test_second_solutions_pass_both_suites() -> None:
    """All in one batch, so that no more than a few processes run at a time."""
    written = {slug: SECOND / f"{slug.replace('-', '_')}.py" for slug in CODING}
    code = {slug: path.read_text(encoding="utf-8") for slug, path in written.items() if path.exists()}
    tasks = {slug: task_of(slug) for slug in code}
    runs = lint_code.run_all((code[slug], f"{tasks[slug].tests}\n\n{tasks[slug].hidden_tests}") for slug in code)
    wrong = {
        slug: run.broken or {name: run.results[name] for name in run.failed}
        for slug, run in zip(code, runs, strict=True)
        if run.broken or run.failed
    }
    assert wrong == {}
