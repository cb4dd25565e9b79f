"""A scene as a picture: plain SVG, made of shapes, lines and words alone. Pure; the same scene gives the same picture.

It is drawn here from the elements that practice.scenes has read, so nothing of what a browser sends reaches it but
numbers, colours and escaped words: no script, no style, no link, nothing from elsewhere. It follows the board in what
matters (place, size, colour, order, dashes, arrowheads, words) and is not drawn by hand.
"""

import math
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import SubElement, tostring

from .scenes import Element, described

PAPER = "#ffffff"
MARGIN = 16
LARGEST = 2_400
"""Units of the longer side, as the picture wants to be shown; what is larger is made smaller."""

HEAD = 14
"""Units of an arrowhead's length on a long line."""

_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONTS = {3: "ui-monospace, monospace", 8: "ui-monospace, monospace"}

type Point = tuple[float, float]


def svg(elements: Sequence[Element]) -> str:
    """The picture of a scene, an SVG file. Its title says in words what it shows."""
    left, top, right, bottom = _frame(elements)
    width, height = right - left, bottom - top
    scale = min(1, LARGEST / max(width, height))
    picture = Node(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{_short(left)} {_short(top)} {_short(width)} {_short(height)}",
            "width": _short(width * scale),
            "height": _short(height * scale),
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
        },
    )
    SubElement(picture, "title").text = _writable(described(list(elements)))
    _shape(picture, "rect", x=left, y=top, width=width, height=height, fill=PAPER)
    on_arrows = {each["id"] for each in elements if each["type"] == "arrow"}
    for element in elements:
        _draw(picture, element, on_arrows)
    return tostring(picture, encoding="unicode")


def _frame(elements: Iterable[Element]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all that is drawn, with a margin."""
    corners = [corner for element in elements for corner in _corners(element)] or [(0.0, 0.0)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across) - MARGIN, min(down) - MARGIN, max(across) + MARGIN, max(down) + MARGIN


def _corners(element: Element) -> list[Point]:
    x, y = element["x"], element["y"]
    if element.get("points"):
        found = _points(element)
    else:
        found = [(x + w * element["width"], y + h * element["height"]) for w in (0, 1) for h in (0, 1)]
    across, down = _middle(element)
    sin, cos = math.sin(element["angle"]), math.cos(element["angle"])
    return [
        (across + (x - across) * cos - (y - down) * sin, down + (x - across) * sin + (y - down) * cos) for x, y in found
    ]


def _middle(element: Element) -> Point:
    """What an element is turned about: the middle of its box."""
    if points := _points(element):
        across, down = [x for x, _ in points], [y for _, y in points]
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return element["x"] + element["width"] / 2, element["y"] + element["height"] / 2


def _points(element: Element) -> list[Point]:
    return [(element["x"] + x, element["y"] + y) for x, y in element.get("points", ())]


def _draw(picture: Node, element: Element, on_arrows: set[str]) -> None:
    group = SubElement(picture, "g", _paint(element))
    if element["angle"]:
        across, down = _middle(element)
        group.set("transform", f"rotate({_short(math.degrees(element['angle']))} {_short(across)} {_short(down)})")
    match element["type"]:
        case "rectangle" | "ellipse" | "diamond":
            _draw_block(group, element)
        case "text":
            _draw_words(group, element, on_arrow=element["containerId"] in on_arrows)
        case _:
            _draw_line(group, element)


def _paint(element: Element) -> dict[str, str]:
    width = element["strokeWidth"]
    if element["type"] == "text":
        paint = {"fill": element["strokeColor"]}
    else:
        paint = {"stroke": element["strokeColor"], "stroke-width": _short(width), "fill": "none"}
        if element["backgroundColor"] != "transparent" and element["type"] != "arrow":
            paint["fill"] = element["backgroundColor"]
            if element["fillStyle"] != "solid":
                paint["fill-opacity"] = "0.4"  # hatched, on the board
    if element["strokeStyle"] != "solid":
        dash = 8 if element["strokeStyle"] == "dashed" else 1.5
        paint["stroke-dasharray"] = f"{dash} {_short(5 + width)}"
    if element["opacity"] != 100:
        paint["opacity"] = _short(element["opacity"] / 100)
    return paint


def _draw_block(group: Node, element: Element) -> None:
    x, y = (min(element[at], element[at] + element[size]) for at, size in (("x", "width"), ("y", "height")))
    width, height = abs(element["width"]), abs(element["height"])
    across, down = x + width / 2, y + height / 2
    match element["type"]:
        case "rectangle":
            radius = min(32, 0.25 * min(width, height)) if element["roundness"] else 0
            _shape(group, "rect", x=x, y=y, width=width, height=height, rx=radius)
        case "ellipse":
            _shape(group, "ellipse", cx=across, cy=down, rx=width / 2, ry=height / 2)
        case _:
            corners = [(across, y), (x + width, down), (across, y + height), (x, down)]
            _shape(group, "polygon", points=_listed(corners))


def _draw_line(group: Node, element: Element) -> None:
    points = _points(element)
    if len(points) < 2:
        if points:
            _shape(group, "circle", cx=points[0][0], cy=points[0][1], r=max(1, element["strokeWidth"] / 2))
        return
    is_curved = element["type"] == "freedraw" or (element["roundness"] and not element.get("elbowed"))
    _shape(group, "path", d=_curve(points) if is_curved and len(points) > 2 else _straight(points))
    for name, (tip, behind) in {"startArrowhead": points[:2], "endArrowhead": (points[-1], points[-2])}.items():
        if head := element.get(name):
            _draw_head(group, head, tip, behind, element["strokeColor"])


def _straight(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _curve(points: Sequence[Point]) -> str:
    """Through all points, as a Catmull-Rom spline: its pieces as Bézier curves."""
    path = [f"M{_short(points[0][0])} {_short(points[0][1])}"]
    for place in range(len(points) - 1):
        before, start, end = points[max(place - 1, 0)], points[place], points[place + 1]
        after = points[min(place + 2, len(points) - 1)]
        bends = [
            (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
            (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
            end,
        ]
        path.append("C" + " ".join(f"{_short(x)} {_short(y)}" for x, y in bends))
    return "".join(path)


def _draw_head(group: Node, head: str, tip: Point, behind: Point, colour: str) -> None:
    away = math.atan2(tip[1] - behind[1], tip[0] - behind[0])
    size = min(HEAD, math.dist(tip, behind) / 2)

    def at(along: float, aside: float) -> Point:
        """So far back from the tip and to its side, in lengths of the head."""
        back, side = size * along, size * aside
        return (
            tip[0] - back * math.cos(away) - side * math.sin(away),
            tip[1] - back * math.sin(away) + side * math.cos(away),
        )

    fill = PAPER if head.endswith("outline") else colour
    match head.removesuffix("_outline"):
        case "triangle":
            _shape(group, "polygon", points=_listed([tip, at(1, 0.5), at(1, -0.5)]), fill=fill)
        case "diamond":
            _shape(group, "polygon", points=_listed([tip, at(0.5, 0.4), at(1, 0), at(0.5, -0.4)]), fill=fill)
        case "dot" | "circle":
            across, down = at(0.35, 0)
            _shape(group, "circle", cx=across, cy=down, r=size * 0.35, fill=fill)
        case "bar":
            _shape(group, "path", d=_straight([at(0, 0.6), at(0, -0.6)]))
        case "arrow":
            _shape(group, "path", d=_straight([at(1, 0.4), tip, at(1, -0.4)]), fill="none")
        case _:  # crowfeet: one stroke across, or toes that spread
            feet = [[at(1, 0.6), at(1, -0.6)]] if head != "crowfoot_many" else []
            toes = [[at(0, 0.6), at(1, 0), at(0, -0.6)]] if head != "crowfoot_one" else []
            for points in feet + toes:
                _shape(group, "path", d=_straight(points), fill="none")


def _draw_words(group: Node, element: Element, *, on_arrow: bool) -> None:
    x, y, width = element["x"], element["y"], element["width"]
    if on_arrow:  # the line does not run through its label
        _shape(group, "rect", x=x, y=y, width=abs(width), height=abs(element["height"]), fill=PAPER)
    anchor, share = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}[element["textAlign"]]
    size, step = element["fontSize"], element["fontSize"] * element["lineHeight"]
    words = SubElement(
        group,
        "text",
        {
            "font-family": _FONTS.get(element["fontFamily"], "system-ui, sans-serif"),
            "font-size": _short(size),
            "text-anchor": anchor,
            "xml:space": "preserve",
        },
    )
    for number, line in enumerate(_writable(element["text"]).split("\n")):
        place = {"x": _short(x + share * width), "y": _short(y + number * step + (step + 0.7 * size) / 2)}
        SubElement(words, "tspan", place).text = line


def _shape(parent: Node, name: str, **facts: float | str) -> None:
    told = {fact: value if isinstance(value, str) else _short(value) for fact, value in facts.items()}
    SubElement(parent, name, told)


def _listed(points: Sequence[Point]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _writable(text: str) -> str:
    """Without the characters that XML does not have."""
    return _UNWRITABLE.sub("", text)
