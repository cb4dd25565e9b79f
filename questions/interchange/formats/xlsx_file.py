"""Excel workbooks: each sheet is a table; a sheet's name is the category of rows that name none."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from questions.content import AS_FOUND, Choices, Document
from questions.text import MOST_LINES, Unreadable, storable

from . import archive
from .table import MOST_COLUMNS, Row, read_rows

MOST_SHEETS = 100
_DEFAULT_NAME = re.compile(r"(?:sheet|table|tabelle|feuil|hoja|blad)\s*\d*", re.IGNORECASE)


def read(data: bytes, choices: Choices = AS_FOUND) -> Document:
    """Read a workbook. Raises Unreadable, before anything is unpacked, where it is broken or too large."""
    archive.opened(data)
    document = Document()
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets[:MOST_SHEETS]:
            category = "" if _DEFAULT_NAME.fullmatch(sheet.title) else sheet.title
            found = read_rows(_rows(sheet), category=category, chosen=choices.columns)
            document.add(found, f"sheet {sheet.title}" if len(workbook.worksheets) > 1 else "")
    except Unreadable:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        SyntaxError,
        AttributeError,
        EOFError,
        IndexError,
        OSError,
        RuntimeError,
        OverflowError,
        MemoryError,
        zlib.error,
        lzma.LZMAError,
    ) as error:
        raise Unreadable(0, "This is not an Excel workbook, or it is damaged. Save it as .xlsx or as CSV.") from error
    return document


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        if line > MOST_LINES:
            raise Unreadable(line, f"The sheet has more than {MOST_LINES:,} rows. Split it, or delete the empty ones.")
        yield line, [_text(value) for value in values]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return storable(str(value)).replace("\r\n", "\n").replace("_x000D_", "")
