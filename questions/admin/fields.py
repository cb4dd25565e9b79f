"""The fields of the curator's form: boxes and rows for the parts of a question, and back to questions.content.

Each works as a plain form: what was typed comes back with what is wrong about it.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from questions import notation
from questions.bankfiles.question_file import FileError, read_list, write_list
from questions.content import Curveball, FollowUp, Point
from questions.text import cleaned

SPARE_ROWS = 3
WEIGHTS = frozenset("123456789")


class ListField(forms.CharField):
    """Several short Markdown texts in one box: each starts with a hyphen, as in the question files."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else write_list(list(value or ()))

    def clean(self, value: str) -> tuple[Any, ...]:
        text = super().clean(value)
        try:
            return tuple(item for item in read_list(text.replace("\r\n", "\n")) if item)
        except FileError as error:
            raise ValidationError(f"Line {error.line}: {error.message}") from error


class PartsField(ListField):
    """Parts of a question in one box, as the question files write them; `read` is of questions.notation."""

    def __init__(self, *, read: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read = read

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value if isinstance(value, str) else list(map(notation.write, value or ())))

    def clean(self, value: str) -> tuple[Any, ...]:
        try:
            return tuple(map(self.read, super().clean(value)))
        except notation.Unwritable as error:
            raise ValidationError(str(error)) from error


class CurveballField(forms.CharField):
    """The one curveball, as the question files write it."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return notation.write(value) if isinstance(value, Curveball) else value

    def clean(self, value: str) -> Curveball | None:
        text = cleaned(super().clean(value))
        try:
            return notation.read_curveball(text) if text else None
        except notation.Unwritable as error:
            raise ValidationError(str(error)) from error


class CommaField(forms.CharField):
    """Short texts between commas."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def clean(self, value: str) -> list[str]:
        return [item.strip() for item in super().clean(value).split(",") if item.strip()]


class KeyPointsWidget(forms.Widget):
    """One row a key point: its weight and its text. A row without text is left out; the rows' order is the rubric's."""

    template_name = "admin/questions/key_points.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [(point.weight, point.text) for point in value or ()] + [(1, "")] * SPARE_ROWS
        context["rows"] = [
            {"number": number, "weight": weight, "text": text} for number, (weight, text) in enumerate(rows, 1)
        ]
        context["weights"] = sorted({3, 2, 1} | {weight for weight, _ in rows}, reverse=True)
        return context

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> tuple[Point, ...]:
        pairs = zip(data.getlist(f"{name}-weight"), data.getlist(f"{name}-text"), strict=False)
        return tuple(
            Point(text=cleaned(text).strip(), weight=int(weight) if weight in WEIGHTS else 1)
            for weight, text in pairs
            if text.strip()
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-text" not in data


class KeyPointsField(forms.Field):
    widget = KeyPointsWidget

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(initial or ()) != tuple(data or ())


type Row = dict[str, str]
"""A follow-up as it was typed: its text, its answer, and the numbers that it probes."""


class FollowUpsWidget(forms.Widget):
    """One row a follow-up: which key points it probes, what it asks, its answer. A row without words is left out."""

    template_name = "admin/questions/follow_ups.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [each if isinstance(each, dict) else typed(each) for each in value or ()]
        rows += [typed(FollowUp(text=""))] * SPARE_ROWS
        context["rows"] = [{"number": number, **row} for number, row in enumerate(rows, 1)]
        return context

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> list[Row]:
        columns = ("text", "answer", "probes")
        points = data.getlist("key_points-text")
        rows = [
            dict(zip(columns, map(cleaned, cells), strict=True))
            for cells in zip_longest(*(data.getlist(f"{name}-{column}") for column in columns), fillvalue="")
        ]
        return [
            row | {"probes": renumbered(row["probes"], points)} for row in rows if any(map(str.strip, row.values()))
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-text" not in data


def typed(follow_up: FollowUp) -> Row:
    """As the row shows it."""
    return {
        "text": follow_up.text,
        "answer": follow_up.answer,
        "probes": notation.write_probes(follow_up.probes),
    }


def renumbered(probes: str, rows: Sequence[str]) -> str:
    """Numbers of a form's rows -> numbers of the key points that the rows make: those between without text are none."""
    filled = [number for number, text in enumerate(rows, 1) if text.strip()]
    emptied = set(range(1, max(filled, default=0))) - set(filled)
    try:
        numbers = notation.read_probes(probes)
    except notation.Unwritable:
        return probes
    if not emptied:
        return probes
    kept = (number for number in numbers if number not in emptied)
    return notation.write_probes(tuple(number - sum(gone < number for gone in emptied) for number in kept))


class FollowUpsField(forms.Field):
    widget = FollowUpsWidget

    def clean(self, value: Any) -> tuple[FollowUp, ...]:
        """Raises ValidationError with all that is wrong, by the number of the row."""
        found, problems = [], []
        for number, row in enumerate(value or (), 1):
            try:
                found.append(_follow_up(row))
            except notation.Unwritable as error:
                problems.append(f"Follow-up {number}: {error}")
        if problems:
            raise ValidationError(problems)
        return tuple(found)


def _follow_up(row: Row) -> FollowUp:
    text = notation.one_line(row["text"].strip())
    if not text:
        raise notation.Unwritable("It has an answer, or something to probe, and asks nothing.")
    return FollowUp(text=text, answer=row["answer"].strip(), probes=notation.read_probes(row["probes"]))
