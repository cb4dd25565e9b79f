"""Plain values of a file -> records that are not stored yet: each value must be what its field holds."""

import math
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime

from practice import speech
from practice.models import MOST_TESTS, Answer, Run, Story, Transcript
from questions.text import cleaned

from .carried import carried

LONGEST = 1_000_000
"""Characters of one text."""

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Refused(Exception):
    """The file cannot be brought in; the message says why, and where in it."""


def text_of(plain: dict[str, Any], name: str, where: str, *, most: int = LONGEST) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise Refused(f"{where}: “{name}” is no text, or too long.")
    return cleaned(value)


def made[Record: models.Model](model: type[Record], plain: dict[str, Any], where: str) -> Record:
    """A record of the fields that are told; what a file does not name has its default."""
    record = model()
    for each in carried(model):
        if each.name not in plain:
            if not (each.has_default() or each.null or each.blank):
                raise Refused(f"{where}: “{each.name}” is missing.")
            continue
        value = _value(each, plain[each.name])
        if value is _WRONG:
            raise Refused(f"{where}: “{each.name}” is not what it should be.")
        try:
            setattr(record, each.name, each.clean(value, record))
        except ValidationError as error:
            raise Refused(f"{where}: “{each.name}”: {' '.join(error.messages)[:200]}") from error
    return record


_WRONG = object()


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    """The value as the field holds it, or _WRONG: Django's own fields would take a text for a number, or a list for a
    text."""
    if value is None:
        return None if field.null else _WRONG
    if isinstance(field, models.JSONField):
        check = _LISTS.get((field.model, field.name))
        return check(value) if check else field.get_default()
    if isinstance(field, models.DateTimeField):
        return _moment(value)
    if isinstance(field, models.CharField | models.TextField):
        return cleaned(value) if isinstance(value, str) and len(value) <= LONGEST else _WRONG
    if isinstance(field, models.BooleanField):
        return value if isinstance(value, bool) else _WRONG
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _WRONG
    if isinstance(field, models.FloatField):
        return value if math.isfinite(value) and abs(value) < 1e6 else _WRONG
    return value if isinstance(value, int) else _WRONG


def _moment(value: Any) -> Any:
    try:
        found = parse_datetime(value) if isinstance(value, str) and len(value) < 40 else None
    except ValueError:
        return _WRONG
    is_one = found is not None and found.tzinfo is not None and FIRST_YEAR <= found.year < LAST_YEAR
    return found if is_one else _WRONG


def is_list_of_texts(value: Any, *, most: int, longest: int) -> bool:
    return isinstance(value, list) and len(value) <= most and all(_is_text(each, longest) for each in value)


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and cleaned(value) == value


def _drawn(value: Any) -> Any:
    return value if is_list_of_texts(value, most=200, longest=200) else _WRONG


def _tags(value: Any) -> Any:
    return value if is_list_of_texts(value, most=20, longest=60) else _WRONG


_TESTED = {"name": str, "suite": str, "passed": bool, "milliseconds": int, "message": str, "expected": str, "got": str}


def _tests(value: Any) -> Any:
    """Results of tests, with just the fields that a run has."""
    if not isinstance(value, list) or len(value) > MOST_TESTS:
        return _WRONG
    for test in value:
        if not isinstance(test, dict) or any(type(test.get(name)) is not kind for name, kind in _TESTED.items()):
            return _WRONG
    return [
        {name: cleaned(test[name])[:500] if kind is str else test[name] for name, kind in _TESTED.items()}
        for test in value
    ]


def _segments(value: Any) -> Any:
    """What a transcriber heard, as practice.speech reads it."""
    try:
        heard = speech.from_plain(value)
    except (TypeError, ValueError):
        return _WRONG
    pieces: list[Any] = [*heard, *(word for segment in heard for word in segment.words)]
    fine = all(_is_text(piece.text, LONGEST) and _is_second(piece.start) and _is_second(piece.end) for piece in pieces)
    return value if fine else _WRONG


def _is_second(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


_LISTS: dict[tuple[type[models.Model], str], Callable[[Any], Any]] = {
    (Answer, "drawn"): _drawn,
    (Story, "tags"): _tags,
    (Run, "tests"): _tests,
    (Transcript, "segments"): _segments,
}
"""What may stand in a field that holds JSON. One that is not named here comes in empty."""
