"""Rows of cells -> questions: the common ground of CSV, XLSX and Markdown's tables.

The columns are known by their heading, whatever it is called; without a heading they are known by what stands in them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from questions import kinds
from questions.bankfiles.question_file import FileError, read_list
from questions.content import Content, Document, Entry, Point, Task
from questions.text import MOST_QUESTIONS

from . import wording

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
    "sources": "sources|source|url|link|links|reference|references|practice link|practice links",
    "slug": "slug",
    "licence": "licence|license",
    "starter": "starter code",
    "solution": "solution code",
    "tests": "test code",
}
_COLUMN_OF = {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_NUMBERING = {"", "#", "no", "nr", "id", "sno", "s no", "sl no", "number", "index", "sr no", "status", "q no", "origin"}
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
        return unescaped(cells[place].strip()) if place < len(cells) else ""

    asked = wording.asked(cell("question"))
    if not asked.text:
        document.skip(line, " | ".join(filter(None, cells)), "a row without a question")
        return
    answer = cell("answer")
    is_stub = "answer" in columns and bool(answer) and wording.is_stub(answer)
    document.entries.append(
        Entry(
            content=Content(
                title=cell("title") or wording.title_of(asked.text),
                prompt=asked.text,
                answer="" if is_stub else answer,
                hints=_items(cell("hints")),
                key_points=tuple(map(point_of, _items(cell("key points")))),
                follow_ups=_items(cell("follow-ups")),
                mistakes=_items(cell("mistakes")),
                sources=(*asked.sources, *_addresses(cell("sources"))),
                task=task_of({name: cell(name) for name in ("starter", "solution", "tests")}),
            ),
            category=_given(cell("category")) or category,
            slug=cell("slug"),
            kind=_word(document, line, "kind", cell("kind"), wording.kind_of),
            difficulty=_word(document, line, "difficulty", cell("difficulty"), wording.difficulty_of)
            or asked.difficulty,
            minutes=_minutes(cell("minutes")),
            tags=tuple(tag.strip() for tag in re.split(r"[,;|]", cell("tags")) if _given(tag)),
            is_stub=is_stub,
            line=line,
        )
    )
    document.licence = document.licence or cell("licence")


def unescaped(text: str) -> str:
    """Undo the apostrophe that protects a spreadsheet from a cell that looks like a formula (interchange.exporter)."""
    return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text


def task_of(code: dict[str, str]) -> Task | None:
    """The code of a coding question, where all three parts are given."""
    if not all(code.values()):
        return None
    return Task(**{name: text.strip("\n") + "\n" for name, text in code.items()})


def point_of(text: str) -> Point:
    """A key point with its weight in brackets, or of weight 1."""
    found = re.match(r"\(([1-9])\)\s*(.+)", text, re.DOTALL)
    return Point(text=found[2], weight=int(found[1])) if found else Point(text=text)


def _items(text: str) -> tuple[str, ...]:
    """Several texts in one cell: list items, or lines, or one text."""
    try:
        return tuple(item for item in read_list(text) if item)
    except FileError:
        return tuple(line.strip().removeprefix("- ").removeprefix("* ") for line in text.split("\n") if line.strip())


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"https?://[^\s,;|)\]>\"]+", text))


def _given(text: str) -> str:
    text = text.strip()
    return "" if text.casefold() in _PLACEHOLDERS else text


def _minutes(text: str) -> int:
    found = re.match(r"\d{1,3}(?!\d)", text)
    return min(int(found[0]), 120) if found else 0


def _word(document: Document, line: int, name: str, text: str, meaning: Callable[[str], str]) -> str:
    """A cell's difficulty or kind in our words; one that means nothing to us is noted and left out."""
    found = meaning(text) if _given(text) else ""
    if _given(text) and not found:
        document.skip(line, text, f"not a {name} that is known here; the question is kept without it")
    return found


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
