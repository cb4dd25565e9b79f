"""The reader measured on tests/data/blind: ten lists whose right values were written before it was."""

import json
import re

from questions.content import Entry
from questions.interchange import detect
from tests.paths import DATA

RIGHT: dict[str, list[tuple[str, bool]]] = json.loads((DATA / "blind/RIGHT.json").read_text(encoding="utf-8"))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def found_in(name: str) -> dict[str, Entry]:
    entries = detect.read_path(DATA / "blind" / name).entries
    return {words(entry.content.prompt.split("\n\n")[0]): entry for entry in entries}


def measure(name: str) -> tuple[int, int, int, int]:
    """How many questions are right, how many were found, how many of those are right, and with the right answer."""
    found, right = found_in(name), {words(text): answered for text, answered in RIGHT[name]}
    hits = found.keys() & right.keys()
    return len(right), len(found), len(hits), sum(bool(found[hit].content.answer) == right[hit] for hit in hits)


MEASURED = {
    "french-slashes.txt": (4, 4, 4, 4),
    "german-labels.md": (4, 4, 4, 4),
    "interview-log.md": (7, 7, 7, 7),
    "japanese-bold-bullets.md": (5, 5, 5, 5),
    "korean-folds.md": (4, 4, 4, 4),
    "outline-numbers.txt": (6, 6, 6, 6),
    "portuguese-columns.csv": (4, 4, 4, 4),
    "ruled-cards.md": (4, 4, 4, 4),
    "russian-quotes.md": (5, 5, 5, 5),
    "transcript.md": (4, 4, 4, 4),
}
"""What came out, whatever it was: a change of the reader that moves a figure says so here."""


def test_what_the_reader_makes_of_lists_that_it_was_not_written_for() -> None:
    assert {name: measure(name) for name in RIGHT} == MEASURED
