"""docs/glossary.md says where each word stands in the code; this keeps it true."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from tests.paths import ROOT

GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ROWS = [row for row in re.findall(r"^\| (.+) \|$", GLOSSARY, re.MULTILINE) if not row.startswith("word |")]
NAMES = re.findall(r"`((?:accounts|questions|practice)\.[\w.]+)`", GLOSSARY)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_exists(name: str) -> None:
    steps = name.split(".")
    length = max(n for n in range(1, len(steps) + 1) if _is_module(".".join(steps[:n])))
    found = import_module(".".join(steps[:length]))
    for step in steps[length:]:
        found = getattr(found, step)


def test_each_word_is_told_once_and_in_full() -> None:
    cells = [row.split(" | ") for row in ROWS]
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in cells)
    words = [word for row in cells for word in row[0].split(", ")]
    assert len(words) == len(set(words)) > 40


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is a module, not a package
        return False
