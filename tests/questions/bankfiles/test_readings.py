"""docs/readings/: when each question was read by somebody who looks for one wrong sentence.

The second reader neither wrote nor mended it.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from questions.bankfiles.load import BANK
from tests.paths import ROOT

READINGS = ROOT / "docs" / "readings"
LEDGERS = sorted(READINGS.glob("*.csv"))


def rows(ledger: Path) -> list[dict[str, str]]:
    with ledger.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("ledger", LEDGERS, ids=[ledger.stem for ledger in LEDGERS])
def test_each_line_is_of_a_question_and_says_when_and_what(ledger: Path) -> None:
    seen: set[str] = set()
    for row in rows(ledger):
        assert list(row) == ["slug", "first", "second", "changed"]
        assert (BANK / ledger.stem / f"{row['slug']}.md").exists(), row["slug"]
        assert row["slug"] not in seen
        seen.add(row["slug"])
        assert date.fromisoformat(row["second"]) >= date.fromisoformat(row["first"])
        assert row["changed"].strip(), row["slug"]


def test_every_question_was_read() -> None:
    read = {f"{ledger.stem}/{row['slug']}" for ledger in LEDGERS for row in rows(ledger)}
    assert read == {f"{path.parent.name}/{path.stem}" for path in BANK.glob("*/*.md")}
