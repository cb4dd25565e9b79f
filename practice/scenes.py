"""What a sketch says: its scene, read from the text that a drawing board sends. Pure.

A scene is the list of a drawing's elements in Excalidraw's format, and nothing else of that: no pictures, no frames, no
links, no state of the board. What is not known is left out; what cannot be drawn (a number that is none, a distance
beyond any screen, more than somebody draws) makes the whole no scene.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from questions.text import cleaned

type Element = dict[str, Any]
"""One thing that was drawn, with all the fields that its type has."""

MOST_ELEMENTS = 2_000
MOST_POINTS = 20_000
"""Of all lines together."""

FARTHEST = 100_000
"""Units from the middle: a hundred screens."""

LONGEST_LABEL = 20_000
"""Characters of one."""


class NotAScene(ValueError):
    """This text is no drawing that can be stored; the words are for whoever drew it."""


class _Malformed(Exception):
    pass


class _Field(NamedTuple):
    """How a value is read, and what stands for a field that is not told. A default is not written either."""

    read: Callable[[Any], Any]
    default: Any = None


def _number(value: Any, *, least: float = -FARTHEST, most: float = FARTHEST) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise _Malformed  # NaN is in no range
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _flag(value: Any) -> bool:
    return value is True


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 64:
        raise _Malformed
    return "".join(letter for letter in value if letter.isascii() and (letter.isalnum() or letter in "-_"))


def _label(value: Any) -> str:
    if not isinstance(value, str):
        raise _Malformed
    if len(value) > LONGEST_LABEL:
        raise NotAScene(f"A label of this drawing has {len(value):,} characters; {LONGEST_LABEL:,} can be saved.")
    return cleaned(value)


def _colour(value: Any, *, default: str) -> str:
    """A colour by its name or by its digits: what else CSS knows leads to other places, or is not drawn with."""
    if not isinstance(value, str):
        return default
    digits = value[1:].lower()
    if value.startswith("#") and len(digits) in {3, 4, 6, 8} and not set(digits) - set("0123456789abcdef"):
        return f"#{digits}"
    return value if value.isascii() and value.isalpha() and value.islower() and len(value) <= 20 else default


def _choice(value: Any, *, of: tuple[Any, ...], default: Any) -> Any:
    return value if isinstance(value, str | int) and value in of else default


def _list(value: Any, *, read: Callable[[Any], Any], most: int) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        raise _Malformed
    return [read(each) for each in value]


def _point(value: Any) -> list[float]:
    if not isinstance(value, list) or len(value) != 2:
        raise _Malformed
    return [_number(each) for each in value]


def _record(value: Any, *, fields: Mapping[str, _Field]) -> dict[str, Any] | None:
    """The fields that are told of something smaller than an element, None where nothing is."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _Malformed
    return {name: field.read(value[name]) for name, field in fields.items() if value.get(name) is not None}


def _among(*choices: Any) -> _Field:
    """One of these; the first, where it is another."""
    return _Field(partial(_choice, of=choices, default=choices[0]), choices[0])


def _in_colour(default: str) -> _Field:
    return _Field(partial(_colour, default=default), default)


def _within(least: float, most: float, default: float) -> _Field:
    return _Field(partial(_number, least=least, most=most), default)


_ROUNDNESS = {"type": _Field(partial(_number, least=1, most=3)), "value": _Field(_number)}
_BINDING = {
    "elementId": _Field(_name),
    "focus": _Field(_number),
    "gap": _Field(_number),
    "fixedPoint": _Field(_point),
}
_BOUND = {"id": _Field(_name), "type": _Field(partial(_choice, of=("arrow", "text"), default="arrow"))}
_SEGMENT = {
    "index": _Field(partial(_number, least=0, most=MOST_POINTS)),
    "start": _Field(_point),
    "end": _Field(_point),
}
_HEADS = (
    *("arrow", "bar", "dot", "circle", "circle_outline", "triangle", "triangle_outline", "diamond", "diamond_outline"),
    *("crowfoot_one", "crowfoot_many", "crowfoot_one_or_many"),
)
_HEAD = partial(_choice, of=_HEADS, default=None)

_EVERY = {
    "id": _Field(_name, ""),
    "x": _Field(_number, 0),
    "y": _Field(_number, 0),
    "width": _Field(_number, 0),
    "height": _Field(_number, 0),
    "angle": _Field(_number, 0),
    "strokeColor": _in_colour("#1e1e1e"),
    "backgroundColor": _in_colour("transparent"),
    "fillStyle": _among("solid", "hachure", "cross-hatch", "zigzag"),
    "strokeWidth": _within(0, 100, 2),
    "strokeStyle": _among("solid", "dashed", "dotted"),
    "roughness": _within(0, 10, 1),
    "opacity": _within(0, 100, 100),
    "groupIds": _Field(partial(_list, read=_name, most=50), []),
    "roundness": _Field(partial(_record, fields=_ROUNDNESS)),
    "boundElements": _Field(partial(_list, read=partial(_record, fields=_BOUND), most=500), []),
    "locked": _Field(_flag, False),
}
_POINTS = {"points": _Field(partial(_list, read=_point, most=MOST_POINTS), [])}
_LINE = _POINTS | {
    "startBinding": _Field(partial(_record, fields=_BINDING)),
    "endBinding": _Field(partial(_record, fields=_BINDING)),
    "startArrowhead": _Field(_HEAD),
}
_FREE = _POINTS | {
    "pressures": _Field(partial(_list, read=partial(_number, least=0, most=1), most=MOST_POINTS), []),
    "simulatePressure": _Field(_flag, False),
}
_TEXT = {
    "text": _Field(_label, ""),
    "originalText": _Field(_label),
    "fontSize": _within(1, 1_000, 20),
    "fontFamily": _Field(partial(_number, least=1, most=20), 5),
    "textAlign": _among("left", "center", "right"),
    "verticalAlign": _among("top", "middle", "bottom"),
    "containerId": _Field(_name),
    "autoResize": _Field(lambda value: value is not False, True),
    "lineHeight": _within(0.5, 5, 1.25),
}
_ELBOWS = {
    "elbowed": _Field(_flag, False),
    "fixedSegments": _Field(partial(_list, read=partial(_record, fields=_SEGMENT), most=100), []),
    "startIsSpecial": _Field(_flag, False),
    "endIsSpecial": _Field(_flag, False),
}
FIELDS: dict[str, dict[str, _Field]] = {
    "rectangle": _EVERY,
    "diamond": _EVERY,
    "ellipse": _EVERY,
    "line": _EVERY | _LINE | {"endArrowhead": _Field(_HEAD)},
    "arrow": _EVERY | _LINE | {"endArrowhead": _Field(_HEAD, "arrow")} | _ELBOWS,
    "freedraw": _EVERY | _FREE,
    "text": _EVERY | _TEXT,
}
"""What can be drawn, and what is told of each. static/js/parts/scene.js sends these fields alone."""

_WRITTEN_ALWAYS = {
    "id",
    "x",
    "y",
    "width",
    "height",
    "roughness",
    "endArrowhead",
    "fontSize",
    "fontFamily",
    "lineHeight",
    "points",
    "simulatePressure",
}
"""Where a board that is not told assumes another default than ours, or none."""


def read(text: str) -> list[Element]:
    """The elements of a scene, those at the back first; none for a blank text. Raises NotAScene."""
    if not text.strip():
        return []
    try:
        told = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError, _Malformed):
        raise NotAScene("This is no drawing that can be read.") from None
    found = told.get("elements") if isinstance(told, dict) else None
    if not isinstance(found, list):
        raise NotAScene("This is no drawing that can be read.")
    if len(found) > MOST_ELEMENTS:
        raise NotAScene(f"This drawing has {len(found):,} elements; {MOST_ELEMENTS:,} can be saved.")
    try:
        elements = [_element(each) for each in found if _is_drawn(each)]
    except (_Malformed, OverflowError):
        raise NotAScene("Something in this drawing cannot be drawn: it is out of all bounds, or damaged.") from None
    if (points := sum(len(each.get("points", ())) for each in elements)) > MOST_POINTS:
        raise NotAScene(f"The lines of this drawing have {points:,} points; {MOST_POINTS:,} can be saved.")
    return elements


def _refuse(constant: str) -> None:
    """NaN and the infinities, which Python reads and JSON does not have."""
    raise _Malformed


def _is_drawn(element: Any) -> bool:
    if not isinstance(element, dict):
        raise _Malformed
    kind = element.get("type")
    return isinstance(kind, str) and kind in FIELDS and element.get("isDeleted") is not True


def _element(told: dict[str, Any]) -> Element:
    def is_told(name: str) -> bool:
        return told.get(name) is not None or (name == "endArrowhead" and name in told)  # null: an arrow without a head

    return {"type": told["type"]} | {
        name: field.read(told[name]) if is_told(name) else field.default for name, field in FIELDS[told["type"]].items()
    }


def written(elements: list[Element]) -> str:
    """A scene as it is stored: what `read` gives back, as a file that Excalidraw opens; "" for an empty one."""
    if not elements:
        return ""
    told = [
        {
            name: value
            for name, value in element.items()
            if name == "type" or name in _WRITTEN_ALWAYS or value != FIELDS[element["type"]][name].default
        }
        for element in elements
    ]
    return json.dumps({"type": "excalidraw", "version": 2, "elements": told}, ensure_ascii=False, separators=(",", ":"))


def labels(elements: list[Element]) -> list[str]:
    """What is written in a drawing, each label on a line of its own."""
    return [label for element in elements if (label := _words_of(element))]


def _words_of(element: Element) -> str:
    """A label as it was typed: the board breaks lines to fit, and `originalText` knows it before that."""
    return " ".join(str(element.get("originalText") or element.get("text", "")).split())


def described(elements: list[Element]) -> str:
    """A drawing in words, for whoever does not see it: its labels, and which arrow leads from where to where."""
    if not elements:
        return "Nothing is drawn."
    inside = {each["containerId"]: _words_of(each) for each in elements if each.get("containerId")}
    named = {each["id"]: _words_of(each) or inside.get(each["id"], "") for each in elements}
    arrows = [each for each in elements if each["type"] == "arrow"]
    on_arrows = {each["id"] for each in arrows}
    blocks = [_words_of(each) for each in elements if _words_of(each) and each.get("containerId") not in on_arrows]
    steps = []
    for arrow in arrows:
        ends = [named.get((arrow[name] or {}).get("elementId", ""), "") for name in ("startBinding", "endBinding")]
        if all(ends):
            steps.append(" to ".join(ends) + (f" ({inside[arrow['id']]})" if inside.get(arrow["id"]) else ""))
    shapes = len(elements) - len(arrows) - sum(each["type"] == "text" for each in elements)
    counted = f"{_count(shapes, 'shape')} and {_count(len(arrows), 'arrow')}"
    return ". ".join([f"Sketch of {counted}", *filter(None, [", ".join(blocks), "; ".join(steps)])]) + "."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def goes_on(before: str, after: str) -> bool:
    """Whether a scene holds all that was drawn and written in an earlier one: moved or restyled, none of it gone.

    Both are as `written` gives them, so nothing of them is checked again.
    """
    there = {each["id"]: each for each in _told(after)}
    return all(
        (now := there.get(each["id"])) is not None
        and now["type"] == each["type"]
        and _words_of(now).startswith(_words_of(each))
        and len(now.get("points", ())) >= len(each.get("points", ()))
        for each in _told(before)
    )


def _told(text: str) -> list[Element]:
    found: list[Element] = json.loads(text)["elements"] if text else []
    return found
