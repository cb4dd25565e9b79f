"""Which format a source has, told by its content first and its name second; then it is read.

This is the one way in: whatever is wrong with a source ends up in the document's `errors`, with file and line.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from questions.bankfiles import index_file, question_file
from questions.content import Document, Problem
from questions.text import LARGEST_FILE, Unreadable, decode

from .formats import archive, csv_file, json_file, xlsx_file, yaml_file
from .formats.markdown import reader

_READ_AS_TEXT = {".md", ".markdown", ".txt", ".text", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ""}
SUFFIXES = sorted({*_READ_AS_TEXT - {""}, ".xlsx", ".zip"})
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
_OUR_FRONT_MATTER = re.compile(r"---\n(?=(?:(?!---\n).*\n)*?title:)(?=(?:(?!---\n).*\n)*?kind:)")


def read_path(path: Path) -> Document:
    """Read a file, a zip or a folder."""
    try:
        if path.is_dir():
            return _read_files(archive.files_of_folder(path))
        if (size := path.stat().st_size) > LARGEST_FILE:
            most = LARGEST_FILE // 1_000_000
            raise Unreadable(0, f"The file has {size // 1_000_000:,} MB; at most {most} MB are read.")
        return read(path.name, path.read_bytes(), category=path.resolve().parent.name)
    except Unreadable as error:
        return _failed(error)
    except OSError as error:
        return Document(errors=[Problem(line=0, message=f"The file cannot be read: {error.strerror}.")])


def read(name: str, data: bytes, *, category: str = "") -> Document:
    """Read one source. `category` is the folder that a question file stands in."""
    try:
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _read_zip(name, data)
        for start, what in _BINARY.items():
            if data.startswith(start):
                raise Unreadable(0, f"This is {what}. Readable are {', '.join(SUFFIXES)}.")
        return _read_text(name, decode(data), category)
    except Unreadable as error:
        return _failed(error)


def _read_zip(name: str, data: bytes) -> Document:
    names = archive.opened(data).namelist()
    if "xl/workbook.xml" in names or name.casefold().endswith(".xlsx"):
        return xlsx_file.read(data)
    return _read_files(archive.files_of_zip(data))


def _read_files(files: Iterable[archive.File]) -> Document:
    return archive.joined((name, _read_part(name, data)) for name, data in files)


def _read_part(name: str, data: bytes) -> Document:
    path = PurePosixPath(name)
    document = Document()
    if data.startswith(b"PK") and path.suffix.casefold() == ".zip":
        document.fail(0, "An archive within an archive is not read. Unpack it first.")
    elif path.suffix.casefold() not in SUFFIXES:
        document.skip(0, path.name, "not a format that is read")
    else:
        document = read(path.name, data, category=path.parent.name)
    return document


def _read_text(name: str, text: str, category: str) -> Document:
    suffix = PurePosixPath(name).suffix.casefold()
    start = text.lstrip()[:1]
    if name == index_file.NAME:
        return index_file.read_document(text)
    if _OUR_FRONT_MATTER.match(text):
        return Document(entries=[question_file.read(text, category=category, slug=PurePosixPath(name).stem)])
    if suffix in {".json", ".jsonl", ".ndjson"} or (suffix not in {".md", ".markdown", ".csv"} and start == "{"):
        return json_file.read(text)
    if suffix in {".yaml", ".yml"}:
        return yaml_file.read(text)
    if suffix in {".csv", ".tsv"} or (suffix in {"", ".txt"} and csv_file.has_known_heading(text)):
        return csv_file.read(text)
    return reader.read(text)


def _failed(error: Unreadable) -> Document:
    return Document(errors=[Problem(line=error.line, message=error.message)])
