"""Which format a source has, told by its content first and its name second; then it is read.

This is the one way in: whatever is wrong with a source ends up in the document's `errors`, with file and line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from questions.bankfiles import index_file, question_file
from questions.content import AS_FOUND, Choices, Document, Problem, Skipped
from questions.text import LARGEST_FILE, Unreadable, decode

from .formats import (
    anki_file,
    archive,
    csv_file,
    json_file,
    notebook,
    org_file,
    tree,
    web_page,
    wording,
    xlsx_file,
    yaml_file,
)
from .formats.markdown import reader

_JSON = {".json", ".jsonl", ".ndjson"}
_TEXT = {
    ".md",
    ".markdown",
    ".txt",
    ".text",
    ".csv",
    ".tsv",
    ".yaml",
    ".yml",
    ".org",
    ".html",
    ".htm",
    ".ipynb",
    *_JSON,
}
SUFFIXES = sorted({*_TEXT, ".xlsx", ".zip", ".apkg"})
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "a Rich Text file",
}
_OTHER_ZIPS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/container.xml": "an e-book (EPUB)",
    "content.xml": "an OpenDocument file",
}
_OUR_FRONT_MATTER = re.compile(r"---\n(?=(?:(?!---\n).*\n){0,200}?title:)(?=(?:(?!---\n).*\n){0,200}?kind:)")


def read_path(path: Path, choices: Choices = AS_FOUND) -> Document:
    """Read a file, a zip or a folder."""
    try:
        if path.is_dir():
            return _read_files(archive.files_of_folder(path), choices)
        if path.stat().st_size > LARGEST_FILE:
            raise too_large(path.stat().st_size)
        return read(path.name, path.read_bytes(), choices, category=path.resolve().parent.name)
    except Unreadable as error:
        return _failed(error)
    except OSError as error:
        return Document(errors=[Problem(line=0, message=f"The file cannot be read: {error.strerror}.")])


def read(name: str, data: bytes, choices: Choices = AS_FOUND, *, category: str = "") -> Document:
    """Read one source. `category` is the folder that a question file stands in; a curator's `choices` win."""
    try:
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _read_zip(name, data, choices)
        for start, what in _BINARY.items():
            if data.startswith(start):
                raise _not_read(what)
        return _with_pictures(_read_text(name, decode(data), category, choices))
    except Unreadable as error:
        return _failed(error)


def too_large(size: int) -> Unreadable:
    """Says by how much: a file of 20.4 MB has more than 20 MB."""
    most = LARGEST_FILE // 1_000_000
    return Unreadable(0, f"This file has {size / 1_000_000:,.1f} MB; at most {most} MB are read. Split it.")


def _not_read(what: str) -> Unreadable:
    return Unreadable(0, f"This is {what}, a format that is not read. Readable are {', '.join(SUFFIXES)}.")


def _read_zip(name: str, data: bytes, choices: Choices) -> Document:
    names = archive.opened(data).namelist()
    if "xl/workbook.xml" in names or name.casefold().endswith(".xlsx"):
        return _with_pictures(xlsx_file.read(data, choices))
    if anki_file.is_package(names) or name.casefold().endswith((".apkg", ".colpkg")):
        return _with_pictures(anki_file.read_package(data))
    if what := next((what for part, what in _OTHER_ZIPS.items() if part in names), ""):
        raise _not_read(what)
    return _read_files(archive.files_of_zip(data), choices)


def _read_files(files: Iterable[archive.File], choices: Choices) -> Document:
    return archive.joined((name, _read_part(name, data, choices)) for name, data in files)


def _read_part(name: str, data: bytes, choices: Choices) -> Document:
    path = PurePosixPath(name)
    document = Document()
    if data.startswith(b"PK") and path.suffix.casefold() == ".zip":
        document.fail(0, "An archive within an archive is not read. Unpack it first.")
    elif path.suffix.casefold() not in {*SUFFIXES, ""}:
        document.skip(0, path.name, "not a format that is read")
    else:
        document = read(path.name, data, choices, category=path.parent.name)
    return document


def _read_text(name: str, text: str, category: str, choices: Choices) -> Document:
    suffix = PurePosixPath(name).suffix.casefold()
    start = text.lstrip()[:15].casefold()
    if name == index_file.NAME:
        return index_file.read_document(text)
    if _OUR_FRONT_MATTER.match(text):
        return Document(entries=[question_file.read(text, category=category, slug=PurePosixPath(name).stem)])
    if suffix in {".yaml", ".yml"}:
        return yaml_file.read(text)
    if suffix == ".ipynb" or suffix in _JSON or (suffix not in {".md", ".markdown", ".csv"} and start[:1] == "{"):
        return _read_json(text, choices)
    if suffix in {"", ".txt", ".tsv", ".csv"} and anki_file.is_text(text):
        return anki_file.read(text, choices)
    if suffix in {".csv", ".tsv"} or (suffix in {"", ".txt"} and csv_file.has_known_heading(text)):
        return csv_file.read(text, choices)
    if suffix == ".org":
        return reader.read(org_file.to_markdown(text), choices)
    if suffix in {".html", ".htm"} or start.startswith(("<!doctype html", "<html")):
        return _at_lines(*web_page.to_markdown(text), choices)
    return reader.read(text, choices)


def _read_json(text: str, choices: Choices) -> Document:
    try:
        values = json_file.parse(text)
    except json_file.SeveralValues:
        return json_file.read(text)
    if notebook.is_notebook(values):
        return _at_lines(*notebook.to_markdown(values), choices)
    if anki_file.is_crowd_anki(values):
        return anki_file.read_crowd_anki(values)
    return tree.read_tree(values)


def _at_lines(text: str, numbers: Sequence[int], choices: Choices) -> Document:
    """Read Markdown that was made of another format; `numbers` are its lines' numbers in the file."""
    document = reader.read(text, choices)

    def line(number: int) -> int:
        return numbers[number - 1] if 0 < number <= len(numbers) else number

    document.entries = [replace(entry, line=line(entry.line)) for entry in document.entries]
    document.skipped = [replace(passage, line=line(passage.line)) for passage in document.skipped]
    document.categories = [replace(category, line=line(category.line)) for category in document.categories]
    document.resources = [replace(resource, line=line(resource.line)) for resource in document.resources]
    document.tips = [replace(tip, line=line(tip.line)) for tip in document.tips]
    return document


def _with_pictures(document: Document) -> Document:
    """Note the pictures in questions and answers: their files are not brought in."""
    document.pictures = [
        Skipped(line=entry.line, text=picture, reason="a picture that is not brought in", file=entry.file)
        for entry in document.entries
        for picture in wording.pictures(f"{entry.content.prompt}\n{entry.content.answer}")
    ]
    return document


def _failed(error: Unreadable) -> Document:
    return Document(errors=[Problem(line=error.line, message=error.message)])
