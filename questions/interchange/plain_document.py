"""A document that was read, as plain values and back: it waits so between the steps of an import."""

from dataclasses import asdict
from typing import Any

from questions.content import (
    CategoryEntry,
    Content,
    Curveball,
    Document,
    Entry,
    Fact,
    FollowUp,
    Point,
    Problem,
    ResourceEntry,
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
}


def write(document: Document) -> dict[str, Any]:
    return asdict(document)


def read(plain: dict[str, Any]) -> Document:
    """The document of which `write` made these values, whether or not they have been JSON meanwhile."""
    parts = {name: [part(**row) for row in plain[name]] for name, part in _PARTS.items()}
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
        "task": Task(**task) if task else None,
    }
    return Content(**_with_tuples(plain) | parts)


def _follow_up(plain: dict[str, Any] | str) -> FollowUp:
    """An import that began under the release before waits with texts alone."""
    return FollowUp(text=plain) if isinstance(plain, str) else FollowUp(**_with_tuples(plain))


def _with_tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
