"""The data of a download as Markdown that a person reads: headings, lists, and long texts as quotations."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

LONG = 100
"""Characters from which a text stands by itself."""


def markdown(title: str, data: Any) -> str:
    return "\n".join([f"# {title}", "", *_lines(data, level=2)]).rstrip() + "\n"


def _lines(data: Any, level: int) -> Iterator[str]:
    if isinstance(data, dict):
        yield from _record(data, level)
    elif isinstance(data, list):
        yield from _list("Entry", data, level)


def _record(data: dict[str, Any], level: int) -> Iterator[str]:
    """What is short first, as a list; then the texts; then what has parts of its own."""
    told = {name: value for name, value in data.items() if value not in (None, "", [], {})}
    short = {name: value for name, value in told.items() if _is_short(value)}
    yield from (f"- {_words(name)}: {_text(value)}" for name, value in short.items())
    if short:
        yield ""
    for name, value in told.items():
        if isinstance(value, str) and name not in short:
            yield from (f"{_words(name)}:", "", *_quoted(value), "")
        elif isinstance(value, dict):
            yield from (f"{_heading(level)} {_words(name)}", "", *_record(value, level + 1))
        elif isinstance(value, list):
            yield from (f"{_heading(level)} {_words(name)}", "", *_list(_words(name), value, level + 1))


def _list(name: str, values: list[Any], level: int) -> Iterator[str]:
    if not any(isinstance(value, dict | list) for value in values):
        yield from (*(f"- {_text(value)}" for value in values), "")
        return
    for number, value in enumerate(values, 1):
        title = value.get("title") or value.get("question") or "" if isinstance(value, dict) else ""
        yield from (f"{_heading(level)} {name} {number}{f': {title}' if title else ''}", "", *_lines(value, level + 1))


def _is_short(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONG and "\n" not in value
    return not isinstance(value, dict | list)


def _quoted(text: str) -> Iterator[str]:
    return (f"> {line}".rstrip() for line in text.splitlines())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S %Z}".strip()
    return value.isoformat() if isinstance(value, date) else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _heading(level: int) -> str:
    return "#" * min(level, 6)
