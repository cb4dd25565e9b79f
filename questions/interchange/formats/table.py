"""Rows of cells -> questions: the common ground of CSV, XLSX and Markdown's tables.

The columns are known by their heading, whatever it is called; without a heading they are known by what stands in them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from questions import kinds
from questions.bankfiles.question_file import FileError, read_list
from questions.content import Document
from questions.text import MOST_QUESTIONS

from . import wording
from .fields import entry_of
from .formulas import unguarded

MOST_COLUMNS = 60
_SAMPLE = 200

_COLUMNS = {
    "question": "question|questions|prompt|question title|question text|interview question|q|front|problem|task|ask",
    "answer": "answer|answers|reference answer|solution|a|back|response|sample answer|model answer|ideal answer"
    "|correct answer|correct|explanation",
    "category": "category|topic|subject|section|area|domain|theme|skill|module|chapter|categories",
    "difficulty": "difficulty|level|difficulty level|hardness|complexity",
    "kind": "kind|type|question type|format",
    "minutes": "minutes|time|duration|min|mins|time limit",
    "tags": "tags|tag|keywords|labels|topics|subtopic|sub topic|sub category|subcategory",
    "title": "title|name|short title|heading|headline",
    "hints": "hints|hint|clue",
    "key points": "key points|rubric|criteria|expected points|points",
    "follow-ups": "follow ups|followups|follow up|follow up questions|follow up question",
    "mistakes": "mistakes|common mistakes|pitfalls",
    "facts": "facts",
    "curveball": "curveball",
    "stages": "stages",
    "sources": "sources|source|url|link|links|reference|references|practice link|practice links",
    "slug": "slug",
    "licence": "licence|license",
    "starter": "starter code",
    "solution": "solution code",
    "tests": "test code",
    "hidden tests": "hidden test code",
}
_COLUMN_OF = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_NUMBERING = {"", "#", "no", "nr", "id", "sno", "s no", "sl no", "number", "index", "sr no", "status", "q no", "origin"}
_ONE_WORD = {"category", "kind", "difficulty"}
_PLACEHOLDERS = {"", "-", "—", "n/a", "none", "null", "nan"}

type Row = tuple[int, Sequence[str]]
type Columns = dict[str, int]


def columns_of(header: Sequence[str]) -> Columns | None:
    """Which column is where, if a row is a heading with a column of questions."""
    columns: Columns = {}
    for place, cell in enumerate(header):
        if column := _COLUMN_OF.get(_name(cell)):
            columns.setdefault(column, place)
    if "question" not in columns and "title" in columns and "answer" in columns:
        columns["question"] = columns.pop("title")
    return columns if "question" in columns else None


def read_rows(rows: Iterable[Row], *, category: str = "") -> Document:
    """Read a table; `category` is for rows that name none. Stops with an error at MOST_QUESTIONS rows."""
    document = Document()
    rows = iter(rows)
    sample = list(islice((row for row in rows if any(cell.strip() for cell in row[1])), _SAMPLE))
    if not sample:
        return document
    columns = columns_of(sample[0][1])
    if columns is not None:
        _note_unused(sample[0], columns, document)
        sample = sample[1:]
    else:
        columns = _columns_by_content([cells for _, cells in sample])
    if columns is None:
        document.fail(
            sample[0][0], "No column holds questions. Give the columns headings, such as question and answer."
        )
        return document
    for line, cells in _chained(sample, rows):
        if len(document.entries) >= MOST_QUESTIONS:
            document.fail(line, f"More than {MOST_QUESTIONS:,} questions: the rest was not read. Split the file.")
            break
        _read_row(line, cells, columns, category, document)
    return document


def _chained(first: Iterable[Row], then: Iterable[Row]) -> Iterable[Row]:
    yield from first
    yield from (row for row in then if any(cell.strip() for cell in row[1]))


def _read_row(line: int, cells: Sequence[str], columns: Columns, category: str, document: Document) -> None:
    def cell(column: str) -> str:
        place = columns.get(column, len(cells))
        text = unguarded(cells[place].strip()) if place < len(cells) else ""
        return _given(text) if column in _ONE_WORD else text

    asked = wording.asked(cell("question"))
    if not asked.text:
        document.skip(line, " | ".join(filter(None, cells)), "a row without a question")
        return
    entry = entry_of(
        asked,
        text=cell,
        items=lambda column: _items(cell(column)),
        document=document,
        line=line,
        answer=cell("answer"),
        sources=re.findall(r"https?://[^\s,;|)\]>\"]+", cell("sources")),
    )
    tags = tuple(tag.strip() for tag in re.split(r"[,;|]", cell("tags")) if _given(tag))
    document.entries.append(replace(entry, category=cell("category") or category, tags=tags))
    document.licence = document.licence or cell("licence")


def _items(text: str) -> tuple[str, ...]:
    """Several texts in one cell: list items, or lines, or one text."""
    try:
        return tuple(item for item in read_list(text) if item)
    except FileError:
        return tuple(line.strip().removeprefix("- ").removeprefix("* ") for line in text.split("\n") if line.strip())


def _given(text: str) -> str:
    text = text.strip()
    return "" if text.casefold() in _PLACEHOLDERS else text


def _name(cell: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", cell).casefold().split())


def _note_unused(header: Row, columns: Columns, document: Document) -> None:
    line, cells = header
    for place, cell in enumerate(cells[:MOST_COLUMNS]):
        if place not in columns.values() and _name(cell) not in _NUMBERING:
            document.skip(line, cell, "a column that is not used")


def _columns_by_content(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Guess the columns of a table without a heading."""
    width = min(max(map(len, rows)), MOST_COLUMNS)
    cells = [[row[place].strip() if place < len(row) else "" for row in rows] for place in range(width)]
    asking = [sum(wording.is_question(text) for text in column) for column in cells]
    question = max(range(width), key=lambda place: asking[place])
    if not asking[question]:
        if width > 1:
            return None
        return {"question": 0}
    columns: Columns = {"question": question}
    for place in range(width):
        if place != question and (column := _guess(cells[place], columns, len(rows))):
            columns[column] = place
    return columns


def _guess(cells: Sequence[str], taken: Columns, rows: int) -> str:
    filled = [cell for cell in cells if cell]
    distinct = set(filled)
    if not filled or all(cell.isdigit() for cell in filled):
        return ""
    if "difficulty" not in taken and all(wording.difficulty_of(cell) for cell in filled):
        return "difficulty"
    if "kind" not in taken and all(cell.casefold() in kinds.NAMES for cell in filled):
        return "kind"
    is_short = max(map(len, filled)) <= 40 and not any(map(wording.is_question, filled))
    if "category" not in taken and is_short and (len(distinct) * 2 <= len(filled) or rows == 1):
        return "category"
    return "answer" if "answer" not in taken else ""
