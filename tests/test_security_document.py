"""docs/security.md walks every requirement of ASVS 5.0.0, levels 1 and 2, and names tests that exist."""

import ast
import re

import pytest

from tests.paths import ROOT

DOCUMENT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
REQUIREMENTS = DOCUMENT[DOCUMENT.index("## The requirements") :]
ROWS = re.findall(r"^\| (V[\d.]+) \| (\w+) \| (.+) \|$", REQUIREMENTS, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::([\w:]+)`", REQUIREMENTS)))

# How many requirements of levels 1 and 2 each section has, in the standard's own order; those of level 3 are left out.
SECTIONS = {
    "V1": [2, 9, 11, 3, 2],
    "V2": [3, 3, 4, 1],
    "V3": [0, 2, 4, 6, 5, 0, 2],
    "V4": [3, 1, 2, 4],
    "V5": [1, 3, 2, 3],
    "V6": [3, 12, 4, 4, 5, 3, 0, 4],
    "V7": [3, 4, 2, 5, 2, 2],
    "V8": [2, 3, 1, 1],
    "V9": [3, 4],
    "V10": [2, 2, 4, 11, 5, 2, 3],
    "V11": [2, 3, 3, 4, 1, 1],
    "V12": [3, 2, 4],
    "V13": [1, 5, 2, 5],
    "V14": [2, 4, 3],
    "V15": [3, 3, 7, 0],
    "V16": [1, 5, 4, 3, 3],
    "V17": [1, 4, 2],
}
EVERY = [
    f"{chapter}.{section}.{number}"
    for chapter, counts in SECTIONS.items()
    for section, count in enumerate(counts, 1)
    for number in range(1, count + 1)
]


def test_every_requirement_has_one_verdict_or_is_said_not_to_apply() -> None:
    assert len(EVERY) == 253
    outside = re.sub(r"^\|.*$", "", REQUIREMENTS, flags=re.MULTILINE)
    left_out = re.findall(r"\bV\d+\.\d+\.\d+\b", outside)
    assert sorted([name for name, _, _ in ROWS] + left_out) == sorted(EVERY)


def test_a_verdict_is_one_of_four_and_says_how() -> None:
    assert {verdict for _, verdict, _ in ROWS} == {"yes", "partly", "no", "run"}
    assert [name for name, _, how in ROWS if len(how) < 4] == []


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_named_test_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    for step in name.split("::"):
        tree = next(node for node in ast.walk(tree) if getattr(node, "name", "") == step)  # type: ignore[assignment]
    assert isinstance(tree, ast.FunctionDef)
