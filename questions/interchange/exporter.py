"""Questions -> files that other programs open: CSV, JSON, our question files in a zip, Anki's notes in plain text.

CSV, JSON and the zip can be imported again; what a curator exports is each question's latest version.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from questions.content import CategoryEntry, Entry
from questions.entries import entries_of
from questions.models import Question

from .formats import anki_file, archive, csv_file, json_file
from .formats.fields import Outgoing


@dataclass(frozen=True, kw_only=True)
class ExportFormat:
    label: str
    suffix: str
    content_type: str
    write: Callable[[Sequence[Outgoing]], bytes]


FORMATS = {
    "csv": ExportFormat(label="CSV", suffix="csv", content_type="text/csv; charset=utf-8", write=csv_file.write),
    "json": ExportFormat(label="JSON", suffix="json", content_type="application/json", write=json_file.write),
    "files": ExportFormat(
        label="question files (zip)", suffix="zip", content_type="application/zip", write=archive.write
    ),
    "anki": ExportFormat(
        label="Anki notes", suffix="txt", content_type="text/plain; charset=utf-8", write=anki_file.write
    ),
}


def export(questions: Iterable[Question], name: str) -> bytes:
    """The bytes of an export; `name` is one of FORMATS."""
    return FORMATS[name].write([_outgoing(*pair) for pair in entries_of(questions)])


def _outgoing(question: Question, entry: Entry) -> Outgoing:
    category = question.category
    return Outgoing(
        entry=entry,
        category=CategoryEntry(name=category.name, slug=category.slug, blurb=category.blurb),
        status=question.status,
        origin=question.origin,
    )
