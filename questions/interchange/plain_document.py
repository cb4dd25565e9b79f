"""A document that was read, as JSON and back: it waits so between the steps of an import."""

import json
from typing import Any

from questions.content import (
    CategoryEntry,
    Column,
    Content,
    Curveball,
    Document,
    Entry,
    Fact,
    FollowUp,
    Point,
    Problem,
    ResourceEntry,
    Shape,
    Skipped,
    Stage,
    Task,
    TipEntry,
)

_PARTS = {
    "categories": CategoryEntry,
    "resources": ResourceEntry,
    "tips": TipEntry,
    "skipped": Skipped,
    "errors": Problem,
    "pictures": Skipped,
}
_WITH_SAMPLES = {
    "shapes": Shape,
    "columns": Column,
}


def write(document: Document) -> str:
    """JSON of a document. It is walked only once: a dataclass is the mapping of its fields."""
    return json.dumps(document, default=vars, separators=(",", ":"))


def read(text: str) -> Document:
    """The document of which `write` made this text."""
    plain = json.loads(text)
    parts: dict[str, Any] = {name: [part(**row) for row in plain[name]] for name, part in _PARTS.items()}
    parts |= {name: [part(**_with_tuples(row)) for row in plain[name]] for name, part in _WITH_SAMPLES.items()}
    return Document(**plain | parts | {"entries": list(map(_entry, plain["entries"]))})


def _entry(plain: dict[str, Any]) -> Entry:
    return Entry(**_with_tuples(plain) | {"content": _content(plain["content"])})


def _content(plain: dict[str, Any]) -> Content:
    task = plain["task"]
    curveball = plain.get("curveball")
    parts = {
        "key_points": tuple(Point(**point) for point in plain["key_points"]),
        "follow_ups": tuple(map(_follow_up, plain["follow_ups"])),
        "facts": tuple(Fact(**_with_tuples(fact)) for fact in plain.get("facts", ())),
        "curveball": Curveball(**curveball) if curveball else None,
        "stages": tuple(Stage(**stage) for stage in plain.get("stages", ())),
        "task": Task(**_with_tuples(task)) if task else None,
    }
    return Content(**_with_tuples(plain) | parts)


def _follow_up(plain: dict[str, Any] | str) -> FollowUp:
    """An import that began under the release before waits with texts alone."""
    return FollowUp(text=plain) if isinstance(plain, str) else FollowUp(**_with_tuples(plain))


def _with_tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
