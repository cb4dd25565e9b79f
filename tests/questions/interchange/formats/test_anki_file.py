import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions, ImportCsvRequest
from anki.decks import DeckId

from questions.content import Content, Point
from questions.interchange import detect, exporter
from questions.interchange.formats import anki_file
from questions.models import Question
from tests.factories import make_category, make_question

pytestmark = pytest.mark.django_db


def test_anki_itself_takes_the_notes(tmp_path: Path) -> None:
    content = Content(
        title="T",
        prompt="What is $x < y$?",
        answer='A "quoted"\tanswer; <script>\n\n$$\\frac{1}{2}$$',
        key_points=(Point(text="first"), Point(text="second")),
    )
    make_question(content=content, slug="maths", tags=("two words",), category=make_category(slug="trees"))
    make_question(slug="other", content=Content(title="O", prompt="# no comment?"))
    path = tmp_path / "notes.txt"
    path.write_bytes(exporter.export(Question.objects.order_by("slug"), "anki"))
    deck = Collection(str(tmp_path / "collection.anki2"))
    try:
        _import(deck, path)
        assert deck.note_count() == 2
        _import(deck, path)
        assert deck.note_count() == 2, "a second import updates the notes"
        note = deck.get_note(deck.find_notes("tag:dry-run::trees")[0])
        assert note["Front"] == r"<p>What is \(x &lt; y\)?</p>"
        assert r"\[\frac{1}{2}\]" in note["Back"]
        assert "<li>first</li>" in note["Back"]
        assert "<script>" not in note["Back"]
        assert "two-words" in note.tags
        assert deck.decks.name(note.cards()[0].did) == anki_file.DECK
    finally:
        deck.close()


def package(folder: Path, *notes: tuple[str, str]) -> bytes:
    deck = Collection(str(folder / "made.anki2"))
    try:
        for front, back in notes:
            note = deck.new_note(deck.models.by_name("Basic") or {})
            note["Front"], note["Back"], note.tags = front, back, ["trees"]
            deck.add_note(note, deck.decks.id("ML::Trees") or DeckId(1))
        limit = ExportAnkiPackageOptions(with_media=False, legacy=True)
        deck.export_anki_package(out_path=str(folder / "made.apkg"), options=limit, limit=None)
    finally:
        deck.close()
    return (folder / "made.apkg").read_bytes()


class TestReading:
    def test_a_package(self, tmp_path: Path) -> None:
        data = package(tmp_path, ("What is a <b>leaf</b>?", "A node.<br>It predicts."), ("What is a root?", ""))
        found = detect.read("trees.apkg", data).entries
        assert [(entry.content.prompt, entry.content.answer, entry.category, entry.tags) for entry in found] == [
            ("What is a **leaf**?", "A node.\nIt predicts.", "Trees", ("trees",)),
            ("What is a root?", "", "Trees", ("trees",)),
        ]

    def test_a_package_without_the_library(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        data = package(tmp_path, ("What is a leaf?", "A node."))
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        (problem,) = detect.read("trees.apkg", data).errors
        assert "only where the library “anki” is installed" in problem.message

    def test_columns_by_their_numbers(self) -> None:
        text = "#separator:tab\n#html:false\n#guid column:1\n#tags column:4\nx\tWhat is a leaf?\tA node.\tone two\n"
        (entry,) = detect.read("notes.txt", text.encode()).entries
        assert (entry.content.prompt, entry.content.answer, entry.tags) == (
            "What is a leaf?",
            "A node.",
            ("one", "two"),
        )
        assert entry.line == 5

    def test_our_own_notes_come_back(self) -> None:
        make_question(content=Content(title="T", prompt="What is $x < y$?", answer="**Less**."), slug="t")
        text = exporter.export(Question.objects.all(), "anki")
        (entry,) = detect.read("notes.txt", text).entries
        assert (entry.content.prompt, entry.content.answer) == (r"What is \(x < y\)?", "**Less**.")

    def test_decks_within_decks(self) -> None:
        note = {"fields": ["What is a leaf?", "A node.", "And more."], "tags": ["t", 1]}
        inner = {"__type__": "Deck", "name": "ML::Inner", "notes": [note, None, {"fields": "x"}]}
        deck = {"__type__": "Deck", "name": "ML", "notes": [], "children": [inner, None]}
        (entry,) = detect.read("deck.json", json.dumps(deck).encode()).entries
        assert (entry.content.answer, entry.category, entry.tags) == ("A node.\n\nAnd more.", "Inner", ("t",))


def _import(deck: Any, path: Path) -> None:
    metadata = deck.get_csv_metadata(path=str(path), delimiter=None)
    deck.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
