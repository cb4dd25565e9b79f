"""Every claim names a question of the bank, and quotes words that stand in it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from questions.bankfiles.load import BANK

CLAIMS = Path(__file__).parent
FILES = sorted(CLAIMS.glob("*/test_*.py"))


def question_of(claims: Path) -> Path:
    """`claims/theory_concepts/test_dropout.py` computes what `theory-concepts/dropout.md` says."""
    names = claims.parent.name, claims.stem.removeprefix("test_")
    category, slug = (name.replace("_", "-") for name in names)
    return BANK / category / f"{slug}.md"


def quotes_of(claims: Path) -> Iterator[tuple[str, str]]:
    for node in ast.parse(claims.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name, " ".join((ast.get_docstring(node) or "").split())


@pytest.mark.parametrize("claims", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_each_claim_is_quoted_from_its_question(claims: Path) -> None:
    text = " ".join(question_of(claims).read_text(encoding="utf-8").split())
    quotes = dict(quotes_of(claims))
    assert quotes, "no claim stands here"
    assert {name for name, quote in quotes.items() if len(quote) < 3 or quote not in text} == set()


def test_what_can_be_computed_is_computed() -> None:
    assert sum(len(dict(quotes_of(claims))) for claims in FILES) >= 1000
