"""Anki's notes: in plain text (https://docs.ankiweb.net/importing/text-files.html), which we read and write, in
CrowdAnki's JSON, and in Anki's packages, which only the `anki` library reads."""

import csv
import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from importlib import import_module, util
from pathlib import Path
from typing import Any

from questions import markdown
from questions.content import AS_FOUND, Choices, Document, Entry
from questions.text import MOST_QUESTIONS, Unreadable

from . import archive, web_page
from .fields import Outgoing
from .table import Row, read_rows
from .tree import Text, read_tree

DECK = "Dry Run"
_MATHS = re.compile(
    r'<(?P<tag>span|div) class="math math-(?P<display>inline|block)">(?P<latex>.*?)</(?P=tag)>', re.DOTALL
)


_HEADER = re.compile(r"#(?P<name>[a-z ]{1,30}):(?P<value>.*)")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_PACKAGE = {"collection.anki2", "collection.anki21", "collection.anki21b"}


def is_text(text: str) -> bool:
    """Whether a text is an export of Anki: it begins with Anki's own headers."""
    return text.startswith(("#separator:", "#html:", "#notetype:", "#deck:", "#columns:", "#guid column:"))


def read(text: str, choices: Choices = AS_FOUND) -> Document:
    """Read an export of Anki. Raises Unreadable where its table is broken."""
    lines = text.split("\n")
    headers: dict[str, str] = {}
    while len(headers) < len(lines) and (found := _HEADER.fullmatch(lines[len(headers)])):
        headers[found["name"]] = found["value"]
    separator = headers.get("separator", "tab").casefold()
    delimiter = _SEPARATORS.get(separator, separator[:1] or "\t")
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines[len(headers) :]), newline=""), delimiter=delimiter))
    except (csv.Error, TypeError) as error:
        raise Unreadable(len(headers) + 1, f"The notes are not a table as Anki writes it: {error}.") from error
    names = _names(headers, delimiter, max(map(len, rows), default=0))
    is_html = headers.get("html", "").strip() == "true"
    return read_rows(_rows(rows, names, len(headers), is_html=is_html), chosen=choices.columns)


def _names(headers: dict[str, str], delimiter: str, width: int) -> list[str]:
    names = headers.get("columns", "").split(delimiter) if "columns" in headers else []
    names += [""] * (width - len(names))
    for header, name in (
        ("tags column", "tags"),
        ("deck column", "category"),
        ("guid column", "#"),
        ("notetype column", "#"),
    ):
        place = headers.get(header, "")
        if place.isdecimal() and 0 < int(place[:4]) <= len(names):
            names[int(place[:4]) - 1] = name
    free = iter(["question", "answer"])
    return names if "columns" in headers else [name or next(free, "") for name in names]


def _rows(rows: list[list[str]], names: list[str], line: int, *, is_html: bool) -> Iterator[Row]:
    tags = next((place for place, name in enumerate(names) if name.casefold() == "tags"), -1)
    yield line, names
    for cells in rows:
        line += 1
        texts = [web_page.fragment(cell) if is_html else cell for cell in cells]
        if 0 <= tags < len(texts):
            texts[tags] = ", ".join(texts[tags].split())
        yield line, texts
        line += sum(cell.count("\n") for cell in cells)


def is_crowd_anki(tree: Any) -> bool:
    return isinstance(tree, dict) and tree.get("__type__") == "Deck" and isinstance(tree.get("notes"), list)


def read_crowd_anki(tree: Any) -> Document:
    return read_tree([note for deck in _decks(tree) for note in _notes(deck)])


def _decks(tree: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict) and depth < 12:
        yield tree
        for child in tree.get("children") or []:
            yield from _decks(child, depth + 1)


def _notes(deck: dict[str, Any]) -> Iterator[dict[str, Any]]:
    name = str(deck.get("name", "")).rpartition(":")[2]
    for note in deck.get("notes") or []:
        fields = note.get("fields") if isinstance(note, dict) else None
        if isinstance(fields, list) and fields:
            yield _note([field for field in fields if isinstance(field, str)], note.get("tags"), name)


def _note(fields: Sequence[str], tags: Any, category: str) -> dict[str, Any]:
    """The first field is the question, the others are the answer."""
    line = getattr(fields[0], "line", 1) if fields else 1
    front, *back = [web_page.fragment(field) for field in fields] or [""]
    return {
        "question": Text(front, line),
        "answer": Text("\n\n".join(filter(None, back)), line),
        "tags": [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        "category": category,
    }


def is_package(names: Sequence[str]) -> bool:
    return bool(_PACKAGE & set(names))


def read_package(data: bytes) -> Document:
    """Read a package by Anki's own library. Raises Unreadable where that is not installed, or refuses it."""
    archive.opened(data)
    if not util.find_spec("anki"):
        raise Unreadable(
            0,
            "This is an Anki package, which is read only where the library “anki” is installed. In Anki, export the "
            "notes as plain text (.txt) instead.",
        )
    library, errors = import_module("anki.collection"), import_module("anki.errors")
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "notes.apkg"
        package.write_bytes(data)
        collection = library.Collection(str(Path(folder) / "collection.anki2"))
        try:
            options = library.ImportAnkiPackageOptions(with_scheduling=False)
            collection.import_anki_package(library.ImportAnkiPackageRequest(package_path=str(package), options=options))
            numbers = collection.find_notes("")[: MOST_QUESTIONS + 1]
            return read_tree([_of_package(collection, collection.get_note(number)) for number in numbers])
        except (errors.AnkiException, OSError) as error:
            raise Unreadable(
                0, "This is an Anki package, but it is damaged, or newer than the library “anki” here."
            ) from error
        finally:
            collection.close()


def _of_package(collection: Any, note: Any) -> dict[str, Any]:
    deck = collection.decks.name(note.cards()[0].did)
    return _note(list(note.fields), list(note.tags), deck.rpartition("::")[2])


def write(questions: Sequence[Outgoing]) -> bytes:
    """A second import updates the notes of the first."""
    buffer = io.StringIO(newline="")
    buffer.write("#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n")
    buffer.write(f"#deck:{DECK}\n#columns:ID\tFront\tBack\tTags\n#tags column:4\n")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for entry in (question.entry for question in questions):
        writer.writerow([f"dry-run-{entry.slug}", _html(entry.content.prompt), _back(entry), _tags(entry)])
    return buffer.getvalue().encode()


def _back(entry: Entry) -> str:
    points = "".join(f"<li>{_inline(point.text)}</li>" for point in entry.content.key_points)
    task = entry.content.task
    return "".join(
        [
            f"<ul>{points}</ul>" if points else "",
            _html(entry.content.answer),
            f"<pre><code>{escape(task.solution)}</code></pre>" if task else "",
        ]
    )


def _html(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_html(text, as_latex=True))


def _inline(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_inline_html(text, as_latex=True))


def _mathjax(found: re.Match[str]) -> str:
    r"""Anki sets LaTeX that stands between \( and \), or \[ and \]."""
    opening, closing = (r"\(", r"\)") if found["display"] == "inline" else (r"\[", r"\]")
    return f"{opening}{found['latex']}{closing}"


def _tags(entry: Entry) -> str:
    """Tags have no spaces; `::` makes a tag below another."""
    tags = [
        f"dry-run::{entry.category}",
        f"dry-run::{entry.difficulty}",
        *(re.sub(r"\s+", "-", tag) for tag in entry.tags),
    ]
    return " ".join(tags)
