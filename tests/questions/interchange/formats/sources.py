"""Sources of imports, and a short form of what was read of them."""

import io
import zipfile

import openpyxl

from questions.content import Document
from questions.interchange import detect
from tests.paths import IMPORTS

QUESTION_FILE = "---\ntitle: T\nkind: theory\ndifficulty: easy\nminutes: 5\n---\nWhat is T?\n"


def sample(name: str) -> Document:
    return detect.read_path(IMPORTS / name)


def briefly(document: Document) -> list[tuple[int, str, str, str]]:
    return [
        (entry.line, entry.category, entry.content.prompt.split("\n")[0], entry.difficulty)
        for entry in document.entries
    ]


def workbook(rows: list[list[object]], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(**files: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return buffer.getvalue()
