"""CSV as spreadsheets write it: comma, semicolon, tab or bar between the cells, a heading or none."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from questions.bankfiles.question_file import write_list
from questions.content import AS_FOUND, Choices, Document
from questions.text import Unreadable

from .fields import Outgoing, row_of
from .formulas import guarded
from .table import MOST_COLUMNS, Row, columns_of, is_heading, read_rows

LONGEST_CELL = 200_000
ROW = (
    *("slug", "category", "kind", "difficulty", "minutes", "status", "tags", "title", "question"),
    *("hints", "key_points", "answer", "follow_ups", "mistakes", "facts", "curveball", "stages", "sources"),
    *("starter_code", "solution_code", "test_code", "hidden_test_code", "requires", "origin"),
)
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
_SAMPLE_LINES = 60
_EVEN = 0.7


def read(text: str, choices: Choices = AS_FOUND, *, delimiter: str = "") -> Document:
    """Read a table. Raises Unreadable where no table can be told apart at all."""
    csv.field_size_limit(LONGEST_CELL)
    problems: list[Unreadable] = []
    document = read_rows(_rows(text, delimiter or _delimiter(text), problems), chosen=choices.columns)
    for problem in problems:
        document.fail(problem.line, problem.message)
    return document


def write(questions: Sequence[Outgoing]) -> bytes:
    """With a byte order mark, without which Excel misreads UTF-8. No cell can be taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(name.replace("_", " ") for name in ROW)
    for question in questions:
        row = row_of(question)
        writer.writerow(guarded(_cell(row[name])) for name in ROW)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return write_list(value) if any("\n" in item for item in value) else "\n".join(value)


def has_known_heading(text: str) -> bool:
    """Whether the first line names columns that we know, a question and something else among them."""
    first = text[:LONGEST_CELL].lstrip("\n").split("\n", 1)[0]
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    return is_heading(cells)


def _rows(text: str, delimiter: str, problems: list[Unreadable]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    width = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(Unreadable(line, _explained(error)))
            if "unexpected end" in str(error):
                return
            continue
        width = width or (len(cells) if columns_of(cells) else MOST_COLUMNS)
        if any(cells[width:]):
            message = (
                f"{len(cells)} cells stand here, for {width} columns. Put quotes around texts that hold “{delimiter}”."
            )
            problems.append(Unreadable(line, message))
            continue
        yield line, cells


def _explained(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "A quotation mark opens here and never closes; what follows was not read."
    if "field larger" in str(error):
        return f"A cell has more than {LONGEST_CELL:,} characters."
    return f"This row is not valid CSV: {error}."


def _delimiter(text: str) -> str:
    """The mark that gives a heading we know, or else the same number of cells in most rows; none in a single column."""
    sample = text[:LONGEST_CELL].split("\n")[:_SAMPLE_LINES]
    best = max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))
    is_heading, share, _ = _evenness(sample, best)
    return best if is_heading or share >= _EVEN else _NO_DELIMITER


def _evenness(sample: list[str], delimiter: str) -> tuple[bool, float, int]:
    reader = csv.reader(sample, delimiter=delimiter, skipinitialspace=True)
    try:
        widths = [(len(cells), cells) for cells in reader if cells]
    except csv.Error:
        return False, 0.0, 0
    if not widths:
        return False, 0.0, 0
    width, first = widths[0]
    share = sum(other == width for other, _ in widths) / len(widths) if width > 1 else 0.0
    return width > 1 and columns_of(first) is not None, share, width
