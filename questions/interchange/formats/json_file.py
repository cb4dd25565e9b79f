"""JSON, or one JSON object a line."""

import json
import re
from collections.abc import Sequence
from json import JSONDecodeError
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]  # not in typeshed
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # not in typeshed
from typing import Any

from questions.content import Document
from questions.text import Unreadable

from .fields import Outgoing, row_of
from .tree import Text, read_tree

_LONG_NUMBER = re.compile(r"\d{4300}")


def parse(text: str) -> Any:
    """The values in a JSON text; those that are texts know their lines. Raises Unreadable, with the line."""
    try:
        return _Decoder(text).decode(text)
    except JSONDecodeError as error:
        if error.msg == "Extra data":
            raise SeveralValues(error.lineno, "More than one value stands here.") from error
        raise Unreadable(error.lineno, f"This is not valid JSON: {error.msg} (column {error.colno}).") from error
    except RecursionError as error:
        raise Unreadable(1, "This JSON is nested too deeply.") from error
    except ValueError as error:  # Python reads no whole number of more than 4,300 digits
        raise Unreadable(_line_of_long_number(text), "A number here has more digits than can be read.") from error


class SeveralValues(Unreadable):
    """Not one JSON value, but one a line."""


def read(text: str) -> Document:
    """Read questions from JSON. Raises Unreadable where nothing can be made of it."""
    try:
        return read_tree(parse(text))
    except SeveralValues:
        return _read_lines(text)


def write(questions: Sequence[Outgoing]) -> bytes:
    """A list of objects, each with the fields that are not empty."""
    rows = [
        {name: value for name, value in row_of(question).items() if value not in ("", [])} for question in questions
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def _read_lines(text: str) -> Document:
    """One object a line; a line that is broken is an error of its own."""
    rows: list[Any] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(_Decoder(line, number).decode(line))
        except (ValueError, RecursionError) as error:
            problems.append(
                (
                    number,
                    f"This line is not valid JSON: {getattr(error, 'msg', 'nested too deeply, or a number too long')}.",
                )
            )
    if not rows:
        raise Unreadable(*problems[0])
    document = read_tree(rows)
    for number, message in problems:
        document.fail(number, message)
    return document


def _line_of_long_number(text: str) -> int:
    found = _LONG_NUMBER.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


class _Decoder(JSONDecoder):
    """Gives texts that know their line: strings are met in order, so lines are counted once over the whole."""

    def __init__(self, source: str, first_line: int = 1) -> None:
        super().__init__(strict=False)
        self._source, self._at, self._line = source, 0, first_line
        self.parse_string = self._located
        self.scan_once = py_make_scanner(self)

    def _located(self, source: str, begin: int, strict: bool = False) -> tuple[Text, int]:
        value, end = scanstring(source, begin, strict)
        self._line += source.count("\n", self._at, begin)
        self._at = begin
        return Text(value, self._line), end
