"""Rows of cells -> questions: the common ground of CSV, XLSX and Markdown's tables.

The columns are known by their heading, whatever it is called; without a heading they are known by what stands in them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from questions import kinds
from questions.bankfiles.question_file import FileError, read_list
from questions.content import Column, Document
from questions.text import MOST_QUESTIONS

from . import wording
from .fields import entry_of
from .formulas import unguarded

MOST_COLUMNS = 60
_SAMPLE = 200
_LONGEST_NAME = 80
_HEADING_WORDS = 3

_COLUMNS = {
    "question": "question|questions|prompt|question title|question text|interview question|q|front|problem|task|ask",
    "answer": "answer|answers|reference answer|solution|a|back|response|sample answer|model answer|ideal answer"
    "|correct answer|correct|explanation",
    "category": "category|topic|topic name|subject|section|area|domain|theme|skill|module|chapter|categories",
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
    "requires": "requires",
}
_COLUMN_OF = wording.LABELS | {name: column for column, names in _COLUMNS.items() for name in names.split("|")}
_NUMBERING = {
    "",
    "#",
    "no",
    "nr",
    "nº",
    "n",
    "№",
    "id",
    "sno",
    "s no",
    "sl no",
    "number",
    "index",
    "sr no",
    "status",
    "q no",
    "origin",
}
_ONE_WORD = {"category", "kind", "difficulty"}
_PLACEHOLDERS = {"", "-", "—", "n/a", "none", "null", "nan"}

OURS = frozenset({"slug", "status", "question", "kind", "difficulty"})
"""Columns by which an export of ours is known: it is read word for word."""
FIELDS = tuple(_COLUMNS)
"""What a column can be taken for."""

type Row = tuple[int, Sequence[str]]
type Columns = dict[str, int]


def columns_of(header: Sequence[str]) -> Columns | None:
    """Which column is where, if a row is a heading with a column of questions."""
    columns: Columns = {}
    for place, cell in enumerate(header):
        if column := _COLUMN_OF.get(name_of(cell)):
            columns.setdefault(column, place)
    if "question" not in columns and "title" in columns and "answer" in columns:
        columns["question"] = columns.pop("title")
    return columns if "question" in columns else None


def is_heading(header: Sequence[str]) -> bool:
    """Whether a row names columns: one of questions, and another that is known or counts."""
    names = [name_of(cell) for cell in header]
    return columns_of(header) is not None and sum(name in _COLUMN_OF or name in _NUMBERING for name in names) > 1


def read_rows(rows: Iterable[Row], *, category: str = "", chosen: Mapping[str, str] | None = None) -> Document:
    """Read a table; `category` is for rows that name none, `chosen` gives fields to columns by their names.

    Stops with an error at MOST_QUESTIONS rows.
    """
    document = Document()
    rows = iter(rows)
    sample = list(islice((row for row in rows if any(cell.strip() for cell in row[1])), _SAMPLE))
    if not sample:
        return document
    header, sample = _header(sample)
    columns = (header and columns_of(header[1])) or _columns_by_content([cells for _, cells in sample], header)
    columns = _as_chosen(columns or {}, _names(header, sample), chosen or {})
    document.columns = _listed(columns, _names(header, sample), sample)
    if "question" not in columns:
        line = header[0] if header else sample[0][0]
        document.fail(line, "No column holds questions. Say which one does, or give it the heading “question”.")
        return document
    if header:
        _note_unused(header, columns, document)
    reading = _Reading(columns, category, document, header, [cells for _, cells in sample])
    for line, cells in _chained(sample, rows):
        if len(document.entries) >= MOST_QUESTIONS:
            document.fail(line, f"More than {MOST_QUESTIONS:,} questions: the rest was not read. Split the file.")
            break
        reading.row(line, cells)
    return document


def _header(sample: list[Row]) -> tuple[Row | None, list[Row]]:
    """The row that names the columns: it has a known name, or words above figures."""
    first, rest = sample[0], sample[1:]
    names = [name_of(cell) for cell in first[1]]
    is_named = columns_of(first[1]) is not None or (len(names) > 1 and any(name in _NUMBERING - {""} for name in names))
    counts = any(
        name and not cell.strip().isdigit() and rest and all(_cell(row, place).isdigit() for _, row in rest)
        for place, (name, cell) in enumerate(zip(names, first[1], strict=True))
    )
    return (first, rest) if is_named or counts or _is_terse(first[1], rest) else (None, sample)


def _is_terse(first: Sequence[str], rest: Sequence[Row]) -> bool:
    """Whether a first row of a few words, none of which asks, stands above a column that mostly asks."""
    words = [cell.split() for cell in first]
    if len(first) < 2 or len(rest) < 2 or not all(0 < len(each) <= _HEADING_WORDS for each in words):
        return False
    if any(wording.is_question(cell) or any(map(str.isdigit, cell)) for cell in first):
        return False
    asking = [sum(wording.is_question(_cell(row, place)) for _, row in rest) for place in range(len(first))]
    return max(asking) * 2 > len(rest)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _names(header: Row | None, sample: Sequence[Row]) -> list[str]:
    """What the columns are called, each once."""
    width = min(max([len(cells) for _, cells in [*sample, *([header] if header else [])]], default=0), MOST_COLUMNS)
    given = [_cell(header[1], place)[:_LONGEST_NAME] if header else "" for place in range(width)]
    return [name if name and name not in given[:place] else f"column {place + 1}" for place, name in enumerate(given)]


def _as_chosen(columns: Columns, names: Sequence[str], chosen: Mapping[str, str]) -> Columns:
    result = {field: place for field, place in columns.items() if names[place] not in chosen}
    places = {name: place for place, name in enumerate(names)}
    return result | {field: places[name] for name, field in chosen.items() if field in FIELDS and name in places}


def _listed(columns: Columns, names: Sequence[str], sample: Sequence[Row]) -> list[Column]:
    fields = {place: field for field, place in columns.items()}
    return [
        Column(
            name=name,
            field=fields.get(place, ""),
            samples=tuple(islice((text[:80] for _, row in sample if (text := _cell(row, place))), 3)),
        )
        for place, name in enumerate(names)
    ]


def _chained(first: Iterable[Row], then: Iterable[Row]) -> Iterable[Row]:
    yield from first
    yield from (row for row in then if any(cell.strip() for cell in row[1]))


class _Reading:
    """Rows -> entries of a document. An export of ours is taken word for word; other texts lose what stands around."""

    def __init__(
        self, columns: Columns, category: str, document: Document, header: Row | None, sample: Sequence[Sequence[str]]
    ) -> None:
        self.columns, self.category, self.document = columns, category, document
        self.is_ours = bool(header) and {name_of(cell) for cell in header[1]} >= OURS  # type: ignore[index]
        numbers = [wording.numbered(_cell(row, columns["question"])) for row in sample]
        self.is_numbered = len(numbers) > 1 and sum(map(bool, numbers)) * 2 > len(numbers)

    def row(self, line: int, cells: Sequence[str]) -> None:
        def cell(column: str) -> str:
            place = self.columns.get(column)
            text = _cell(cells, place) if place is not None else ""
            text = unguarded(text) if self.is_ours or "'" not in text[1:] else text
            return _given(text) if column in _ONE_WORD else text

        asked = self._asked(cell("question"))
        if not asked.text:
            self.document.skip(line, " | ".join(filter(None, cells)), "a row without a question")
            return
        entry = entry_of(
            asked,
            text=cell,
            items=lambda column: _items(cell(column)),
            document=self.document,
            line=line,
            answer=cell("answer"),
            sources=addresses(cell("sources")),
        )
        tags = tuple(tag.strip() for tag in re.split(r"[,;|]", cell("tags")) if _given(tag))
        self.document.entries.append(replace(entry, category=cell("category") or self.category, tags=tags))
        self.document.licence = self.document.licence or cell("licence")

    def _asked(self, text: str) -> wording.Asked:
        return wording.Asked(text=text) if self.is_ours else wording.asked(text, keeps_lead=not self.is_numbered)


def addresses(text: str) -> list[str]:
    """The web addresses in a cell, each whole: a closing bracket ends one only if it was not opened in it."""
    found = []
    for address in re.findall(r"https?://[^\s,;|\]>\"]{1,2000}", text):
        extra = max(address.count(")") - address.count("("), 0)
        while extra and address.endswith(")"):
            address, extra = address[:-1], extra - 1
        found.append(address)
    return found


def _items(text: str) -> tuple[str, ...]:
    """Several texts in one cell: list items, or lines, or one text."""
    try:
        return tuple(item for item in read_list(text) if item)
    except FileError:
        return tuple(line.strip().removeprefix("- ").removeprefix("* ") for line in text.split("\n") if line.strip())


def _given(text: str) -> str:
    text = text.strip()
    return "" if text.casefold() in _PLACEHOLDERS else text


def name_of(cell: str) -> str:
    """A heading's words as they are known: "IdealAnswer" is "ideal answer"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell[:_LONGEST_NAME])
    return " ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())


def _note_unused(header: Row, columns: Columns, document: Document) -> None:
    line, cells = header
    for place, cell in enumerate(cells[:MOST_COLUMNS]):
        if place not in columns.values() and name_of(cell) not in _NUMBERING:
            document.skip(line, cell, "a column that is not used")


def _columns_by_content(rows: Sequence[Sequence[str]], header: Row | None) -> Columns | None:
    """Guess the columns of a table whose heading is not known; below one, nothing but the questions is guessed."""
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    cells = [[_cell(row, place) for row in rows] for place in range(width)]
    asking = [sum(wording.is_question(text) for text in column) for column in cells]
    if not any(asking):
        return {"question": 0} if width == 1 else None
    question = max(range(width), key=lambda place: asking[place])
    columns: Columns = {"question": question}
    for place in range(width):
        if place != question and not header and (column := _guess(cells[place], columns, len(rows))):
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
