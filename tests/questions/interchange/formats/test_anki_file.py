from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportCsvRequest

from questions.content import Content, Point
from questions.interchange import exporter
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


def _import(deck: Any, path: Path) -> None:
    metadata = deck.get_csv_metadata(path=str(path), delimiter=None)
    deck.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
