import json
import re
from typing import Any
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given

from practice.pictures import svg
from practice.scenes import NotAScene, read
from tests.factories import make_scene
from tests.practice.test_scenes import BOX, LINE, label, scenes

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "g", "rect", "ellipse", "circle", "polygon", "path", "text", "tspan"}
NUMBERS = re.compile(r"[-+MLC0-9., ]*")
WORDS = {
    "fill": r"none|#[0-9a-f]{3,8}|[a-z]{1,20}",
    "stroke": r"#[0-9a-f]{3,8}|[a-z]{1,20}",
    "font-family": "(system-ui, sans-serif|ui-monospace, monospace)",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "text-anchor": "start|middle|end",
    "transform": r"rotate\([-0-9. ]+\)",
    "{http://www.w3.org/XML/1998/namespace}space": "preserve",
}


def drawn(*elements: dict[str, Any]) -> Node:
    return fromstring(svg(read(make_scene(*elements))))


def shapes(root: Node) -> list[str]:
    return [
        each.tag.removeprefix(SVG) for group in root.findall(f"{SVG}g") for each in group.iter() if each is not group
    ]


def check_is_plain(picture: str) -> None:
    """Shapes, numbers, colours and words are all that is in it."""
    for node in fromstring(picture).iter():
        assert node.tag.removeprefix(SVG) in SHAPES
        for name, value in node.attrib.items():
            assert re.fullmatch(WORDS[name], value) if name in WORDS else NUMBERS.fullmatch(value), (name, value)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (BOX, ["rect"]),
        (BOX | {"type": "diamond"}, ["polygon"]),
        (BOX | {"type": "ellipse"}, ["ellipse"]),
        (LINE, ["path"]),
        (LINE | {"points": [[0, 0]]}, ["circle"]),
        (LINE | {"points": []}, []),
        (LINE | {"type": "freedraw", "points": [[0, 0], [1, 2], [4, 3]]}, ["path"]),
        (LINE | {"type": "arrow"}, ["path", "path"]),
        (LINE | {"type": "arrow", "startArrowhead": "dot", "endArrowhead": None}, ["path", "circle"]),
        (LINE | {"type": "arrow", "endArrowhead": "crowfoot_one_or_many"}, ["path", "path", "path"]),
        (label("two\nlines"), ["text", "tspan", "tspan"]),
    ],
)
def test_each_thing_has_its_shape(element: dict[str, Any], expected: list[str]) -> None:
    assert shapes(drawn(element)) == expected


@pytest.mark.parametrize("head", ["bar", "circle_outline", "triangle", "triangle_outline", "diamond", "crowfoot_many"])
def test_arrowheads_are_drawn(head: str) -> None:
    assert len(shapes(drawn(LINE | {"type": "arrow", "endArrowhead": head}))) == 2


def test_the_frame_holds_all_of_it() -> None:
    assert drawn(BOX).attrib["viewBox"] == "-15 -14 62 72"
    assert drawn(BOX, LINE | {"x": -100}).attrib["viewBox"] == "-116 -16 163 74"


def test_what_is_turned_has_room() -> None:
    left, top, width, height = map(float, drawn(BOX | {"angle": 1.5707963}).attrib["viewBox"].split())
    assert (round(left), round(top), round(width), round(height)) == (-20, -9, 72, 62)


def test_a_large_drawing_is_shown_smaller() -> None:
    root = drawn(BOX | {"width": 4_768, "height": 20})
    assert root.attrib["viewBox"] == "-15 -14 4800 52"
    assert (root.attrib["width"], root.attrib["height"]) == ("2400", "26")


def test_the_line_leaves_its_label_free() -> None:
    arrow = LINE | {"type": "arrow", "id": "flow"}
    assert shapes(drawn(arrow, label("rows", containerId="flow")))[2:] == ["rect", "text", "tspan"]


def test_words_stay_words() -> None:
    root = drawn(label("<script>alert(1)</script> & \x07]]> <!-- &lol;"))
    assert [node.text for node in root.iter(f"{SVG}tspan")] == ["<script>alert(1)</script> & ]]> <!-- &lol;"]


def test_its_title_says_what_it_shows() -> None:
    assert fromstring(svg(read(make_scene()))).findtext(f"{SVG}title", "").startswith("Sketch of 2 shapes and 1 arrow.")


def test_nothing_is_a_blank_sheet() -> None:
    assert fromstring(svg([])).attrib["viewBox"] == "-16 -16 32 32"


def test_the_farthest_can_be_drawn() -> None:
    far = {"x": 100_000, "y": -100_000, "width": 100_000, "height": -100_000, "angle": 99_999, "opacity": 1}
    check_is_plain(svg(read(make_scene(BOX | far, LINE | far, label("x") | far))))


@given(scenes)
def test_any_scene_gives_a_plain_picture(text: str) -> None:
    try:
        scene = read(text)
    except NotAScene:
        return
    check_is_plain(svg(scene))
    assert svg(scene) == svg(read(text))


@pytest.mark.parametrize(
    "hostile",
    [
        '"/><script>alert(1)</script>',
        "javascript:alert(1)",
        "url(https://example.org/x.svg#a)",
        "<foreignObject><body onload='alert(1)'/></foreignObject>",
        "]]><!ENTITY lol 'lol'>",
        "data:text/html,<script>alert(1)</script>",
    ],
)
def test_hostile_values_are_no_part_of_it(hostile: str) -> None:
    fields = dict.fromkeys(
        ["id", "strokeColor", "backgroundColor", "fillStyle", "strokeStyle", "textAlign", "link", "style", "onclick"],
        hostile,
    )
    text = json.dumps(
        {"elements": [label(hostile) | fields, BOX | fields, LINE | fields | {"startArrowhead": hostile}]}
    )
    check_is_plain(svg(read(text)))
