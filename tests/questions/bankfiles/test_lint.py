import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questions.bankfiles import browser_libraries, lint, lint_code
from questions.bankfiles.load import BANK, INDEX

needs_node = pytest.mark.skipif(
    not (Path(BANK).parents[1] / "node_modules/@viz-js").exists(), reason="Viz.js is not installed (make install-dev)."
)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Two questions of the bank, in order."""
    for name in ("theory-concepts/dropout.md", "coding-implementation/tf-idf.md"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(BANK / name, tmp_path / name)
    (tmp_path / INDEX).write_text(
        "categories:\n"
        "- {slug: theory-concepts, name: Theory, blurb: '', questions: [dropout]}\n"
        "- {slug: coding-implementation, name: Coding, blurb: '', questions: [tf-idf]}\n"
    )
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    """Put `new` in place of the first `old`, or at the end."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


@needs_node
def test_the_bank_is_in_order() -> None:
    checked = lint.check_bank(BANK)
    assert checked.problems == []
    assert checked.maths_checked


DROPOUT, TF_IDF = "theory-concepts/dropout.md", "coding-implementation/tf-idf.md"
HIDDEN = "## Hidden tests\n\n```python\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (DROPOUT, "minutes: 5", "minutes: 50", "minutes: 50, for this kind 4 to 8"),
        (DROPOUT, "kind: theory", "kind: riddle", "the kind 'riddle' is none of"),
        (DROPOUT, "difficulty: ", "difficulty: very ", "the difficulty"),
        (DROPOUT, 'sources: ["https', 'sources: ["ftp', "is not an address"),
        (DROPOUT, "tags: [", "tags: [Loud, ", "'Loud' is not lower-case"),
        (DROPOUT, "\n\n## Hints", f"\n{'x' * 150}\n\n## Hints", "first paragraph"),
        (DROPOUT, "## Hints\n\n", "## Hints\n\n- a\n- b\n- c\n", "items, wanted 2 to 3"),
        (DROPOUT, "- (3)", "- (9)", "the weights are 1, 2 and 3"),
        (DROPOUT, "## Answer\n\n", f"## Answer\n\n{'word ' * 400}end. ", "words, for this kind 120 to 350"),
        (DROPOUT, "## Answer\n\n", "## Answer\n\n# Heading\n\n", "a heading with #"),
        (DROPOUT, "## Answer\n\n", "## Answer\n\n<b>x</b> ", "looks like HTML"),
        (DROPOUT, "## Answer\n\n", "## Answer\n\n[here](somewhere) ", "which is no address"),
        (DROPOUT, "## Answer\n\n", "## Answer\n\n![x](https://example.org/x.png) ", "an image"),
        (DROPOUT, "## Hints\n\n", "## Hints\n", "not in canonical form"),
        (TF_IDF, "re.findall(r\"[a-z0-9]+\", text.lower())\n\n\ndef fit", "[]\n\n\ndef fit", "fails test_"),
        (TF_IDF, "raise NotImplementedError\n\n\ndef fit", "import nothing_at_all\n\n\ndef fit", ""),
        (TF_IDF, "import math\nimport re\n", "import math\nimport re\nprint('x')\n", "prints something"),
        (TF_IDF, HIDDEN, f"{HIDDEN}def test_x():\n    assert False\n\n\n", "fails test_x"),
        (TF_IDF, HIDDEN, f"{HIDDEN}def test_x():\n    pass\n\n\n", "passes test_x before anything"),
        (TF_IDF, HIDDEN, f"{HIDDEN}def test_tokenize():\n    pass\n\n\n", "is a visible test, too"),
        (DROPOUT, "", "\n## Stages\n\n- (2) one\n", "1 stages, wanted 4 to 9"),
        (DROPOUT, "## Answer\n\n", "## Answer\n\n```dot too short\ndigraph { a }\n```\n\n", "2 words behind `dot`"),
        (DROPOUT, "## Answer\n\n", f"## Answer\n\n```dot {'word ' * 9}\ngraph {{ {'x' * 4000} }}\n```\n\n", "bytes"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("error")
def test_what_is_wrong_is_found(bank: Path, file: str, old: str, new: str, message: str) -> None:
    change(bank / file, old, new)
    found = [problem.message for problem in lint.check_bank(bank).problems if problem.file == file]
    assert any(word in text for text in found for word in message.split("|")) if message else found == [], found


def test_hidden_tests_that_test_nothing_are_found(bank: Path) -> None:
    kept, _, _ = (bank / TF_IDF).read_text(encoding="utf-8").partition(HIDDEN)
    (bank / TF_IDF).write_text(f"{kept}{HIDDEN}x = 1\n```\n", encoding="utf-8")
    (problem,) = lint.check_bank(bank).problems
    assert problem.message == "Hidden tests: 0 tests, wanted 1 to 12"


def test_maths_that_cannot_be_set_is_found(bank: Path) -> None:
    change(bank / DROPOUT, "## Answer\n\n", "## Answer\n\nHere $\\frac{1$ is broken. ")
    (problem,) = [problem for problem in lint.check_bank(bank).problems if "cannot be set" in problem.message]
    assert problem.file == DROPOUT
    assert (bank / DROPOUT).read_text().split("\n")[problem.line - 1] == "## Answer"


@needs_node
def test_diagrams_that_cannot_be_drawn_are_found(bank: Path) -> None:
    block = f"```dot {'word ' * 9}end.\ndigraph {{ a -> }}\n```"
    change(bank / DROPOUT, "## Answer\n\n", f"## Answer\n\n{block}\n\n")
    (problem,) = [each for each in lint.check_bank(bank).problems if "a diagram" in each.message]
    assert problem.message.startswith("Answer: a diagram: syntax error in line 1")
    assert (bank / DROPOUT).read_text().split("\n")[problem.line - 1] == "## Answer"


def test_questions_that_ask_the_same_are_found(bank: Path) -> None:
    shutil.copy(bank / DROPOUT, bank / "theory-concepts/again.md")
    messages = {problem.message for problem in lint.check_bank(bank).problems}
    assert f"asks the same as {DROPOUT}" in messages
    assert "theory-concepts/again is missing in its category's list of questions" in messages


def test_the_index_names_no_more_than_there_is(bank: Path) -> None:
    change(bank / INDEX, "[dropout]", "[dropout, gone]")
    (problem,) = lint.check_bank(bank).problems
    assert str(problem) == "bank.yaml, line 1: theory-concepts/gone is listed, but there is no such file"


def test_without_node_the_rest_is_checked(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(bank / DROPOUT, "## Answer\n\n", "## Answer\n\n```dot " + "word " * 9 + "end.\ndigraph { a -> b }\n```\n\n")
    monkeypatch.setattr(browser_libraries.shutil, "which", lambda *_args, **_named: None)  # type: ignore[attr-defined]
    checked = lint.check_bank(bank)
    assert (checked.problems, checked.maths_checked, checked.diagrams_checked) == ([], True, False)


def test_code_that_requires_what_is_missing_is_named_and_fails_in_ci(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(bank / TF_IDF, "\n---\n", "\nrequires: [numpy]\n---\n")
    monkeypatch.setattr(lint_code.importlib.util, "find_spec", lambda _name: None)  # type: ignore[attr-defined]
    monkeypatch.delenv("CI", raising=False)
    said = StringIO()
    call_command("load_bank", str(bank), check=True, stdout=StringIO(), stderr=said)
    assert f"The code was not run: {TF_IDF}: numpy is not installed" in said.getvalue()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(CommandError, match="The code of 1 questions was not run"):
        call_command("load_bank", str(bank), check=True, stdout=StringIO(), stderr=StringIO())


def test_without_node_no_diagram_is_checked(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(bank / DROPOUT, "## Answer\n\n", f"## Answer\n\n```dot {'word ' * 9}end.\ndigraph {{ a -> }}\n```\n\n")
    monkeypatch.setattr(browser_libraries.shutil, "which", lambda *_args, **_named: None)  # type: ignore[attr-defined]
    checked = lint.check_bank(bank)
    assert (checked.problems, checked.diagrams_checked) == ([], False)


def test_command(bank: Path) -> None:
    out = StringIO()
    call_command("load_bank", str(bank), check=True, stdout=out, stderr=StringIO())
    assert out.getvalue() == "2 questions, all in order.\n"
    change(bank / DROPOUT, "minutes: 5", "minutes: 50")
    out = StringIO()
    with pytest.raises(CommandError, match="1 problems in 2 questions"):
        call_command("load_bank", str(bank), check=True, report="json", stdout=out, stderr=StringIO())
    (problem,) = json.loads(out.getvalue())["problems"]
    assert problem == {"line": 1, "message": "minutes: 50, for this kind 4 to 8", "file": DROPOUT}
