import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.scenes import (
    FIELDS,
    LONGEST_LABEL,
    MOST_ELEMENTS,
    MOST_POINTS,
    NotAScene,
    described,
    goes_on,
    labels,
    read,
    written,
)
from tests.factories import make_scene

BOX = {"type": "rectangle", "id": "a", "x": 1, "y": 2, "width": 30, "height": 40}
LINE = {"type": "line", "id": "b", "points": [[0, 0], [5, 5]]}


def label(text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "text", "id": "c", "text": text} | fields


class TestRead:
    def test_a_board_sends_it(self) -> None:
        kinds = [each["type"] for each in read(make_scene())]
        assert kinds == ["rectangle", "text", "ellipse", "text", "arrow"]

    @pytest.mark.parametrize("text", ["", "  \n", make_scene({"type": "image"}), '{"elements": []}'])
    def test_nothing_drawn_is_an_empty_scene(self, text: str) -> None:
        assert read(text) == []
        assert written(read(text)) == ""

    def test_what_is_stored_says_the_same_when_it_is_read_again(self) -> None:
        scene = read(make_scene())
        assert read(written(scene)) == scene
        assert written(read(written(scene))) == written(scene)

    def test_what_is_not_known_is_left_out(self) -> None:
        extra = {"link": "javascript:alert(1)", "customData": {"a": 1}, "onload": "alert(1)", "fileId": "x"}
        stored = written(read(make_scene(BOX | extra)))
        assert json.loads(stored)["elements"] == [BOX | {"roughness": 1}]

    @pytest.mark.parametrize("kind", ["image", "iframe", "embeddable", "frame", "magicframe", "selection", "script", 7])
    def test_what_is_not_drawn_here_is_left_out(self, kind: object) -> None:
        assert read(make_scene({"type": kind, "id": "x"}, BOX)) == read(make_scene(BOX))

    def test_what_was_taken_away_is_left_out(self) -> None:
        assert read(make_scene(BOX | {"isDeleted": True})) == []

    @pytest.mark.parametrize(
        ("colour", "kept"),
        [
            ("#A1b2C3", "#a1b2c3"),
            ("transparent", "transparent"),
            ("red", "red"),
            ("url(https://example.org/)", "#1e1e1e"),
            ("#12", "#1e1e1e"),
            ("red;fill:url(#x)", "#1e1e1e"),
            ("expression(alert(1))", "#1e1e1e"),
            (7, "#1e1e1e"),
            (["red"], "#1e1e1e"),
        ],
    )
    def test_a_colour_is_a_colour(self, colour: object, kept: str) -> None:
        assert read(make_scene(BOX | {"strokeColor": colour}))[0]["strokeColor"] == kept

    def test_an_arrow_may_have_no_head(self) -> None:
        arrow = LINE | {"type": "arrow"}
        heads = [each["endArrowhead"] for each in read(make_scene(arrow, arrow | {"endArrowhead": None}))]
        assert heads == ["arrow", None]
        assert [each["endArrowhead"] for each in read(written(read(make_scene(arrow | {"endArrowhead": None}))))] == [
            None
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "<svg onload='alert(1)'/>",
            "null",
            "[]",
            "7",
            '{"elements": {}}',
            '{"elements": [7]}',
            "[" * 50_000,
            '{"elements":' * 20_000,
            "1" * 5_000,
            '{"elements": [{"type": "rectangle", "x": NaN}]}',
            '{"elements": [{"type": "rectangle", "x": Infinity}]}',
            '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>',
        ],
    )
    def test_what_is_no_drawing_is_refused(self, text: str) -> None:
        with pytest.raises(NotAScene):
            read(text)

    @pytest.mark.parametrize(
        "fields",
        [
            {"x": 1e308},
            {"x": -1e308, "width": 1e308},
            {"x": 10**400},
            {"x": True},
            {"x": "1"},
            {"x": [1]},
            {"angle": {}},
            {"opacity": -1},
            {"opacity": 101},
            {"groupIds": "all"},
            {"groupIds": [[]]},
            {"groupIds": ["g"] * 51},
            {"boundElements": [7]},
            {"roundness": 3},
            {"roundness": {"type": 1e9}},
            {"id": 7},
            {"id": "x" * 65},
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, fields: dict[str, object]) -> None:
        with pytest.raises(NotAScene, match="out of all bounds, or damaged"):
            read(make_scene(BOX | fields))

    @pytest.mark.parametrize("points", [[[0]], [[0, 0, 0]], [[0, "0"]], ["ab"], {"0": 0}, [[0, 1e9]]])
    def test_a_line_has_points(self, points: object) -> None:
        with pytest.raises(NotAScene, match="damaged"):
            read(make_scene(LINE | {"points": points}))

    def test_there_are_not_too_many_elements(self) -> None:
        read(make_scene(*[BOX] * MOST_ELEMENTS))
        with pytest.raises(NotAScene, match="2,001 elements; 2,000 can be saved"):
            read(make_scene(*[BOX] * (MOST_ELEMENTS + 1)))

    def test_there_are_not_too_many_points(self) -> None:
        half = LINE | {"points": [[0, 0]] * (MOST_POINTS // 2)}
        read(make_scene(half, half))
        with pytest.raises(NotAScene, match="20,002 points; 20,000 can be saved"):
            read(make_scene(half, half, LINE))

    def test_a_label_has_a_length(self) -> None:
        with pytest.raises(NotAScene, match="20,001 characters; 20,000 can be saved"):
            read(make_scene(label("x" * (LONGEST_LABEL + 1))))

    def test_a_label_holds_nothing_that_cannot_be_stored(self) -> None:
        [stored] = json.loads(written(read(make_scene(label("a\0b\ud800c\r\nd")))))["elements"]
        assert stored["text"] == "abc\nd"

    def test_names_are_plain(self) -> None:
        assert read(make_scene(BOX | {"id": 'a"><script>'}))[0]["id"] == "ascript"


def test_labels_are_what_was_typed() -> None:
    assert labels(read(make_scene())) == ["API", "Feature store"]


class TestDescribed:
    def test_blocks_and_arrows_are_told(self) -> None:
        words = "Sketch of 2 shapes and 1 arrow. API, Feature store. API to Feature store."
        assert described(read(make_scene())) == words

    def test_an_arrow_tells_its_label(self) -> None:
        elements = [*json.loads(make_scene())["elements"], label("rows", containerId="flow")]
        assert described(read(make_scene(*elements))).endswith(". API, Feature store. API to Feature store (rows).")

    def test_nothing_is_said_so(self) -> None:
        assert described([]) == "Nothing is drawn."

    def test_without_labels_it_is_counted(self) -> None:
        assert described(read(make_scene(BOX))) == "Sketch of 1 shape and 0 arrows."


class TestGoesOn:
    def goes_on(self, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> bool:
        return goes_on(*(written(read(make_scene(*each))) if each else "" for each in (before, after)))

    def test_from_nothing(self) -> None:
        assert self.goes_on([], [BOX])

    def test_what_is_added_or_moved(self) -> None:
        assert self.goes_on([BOX], [LINE, BOX | {"x": 77, "strokeColor": "red"}])

    def test_not_when_something_is_gone(self) -> None:
        assert not self.goes_on([BOX, LINE], [LINE])
        assert not self.goes_on([BOX], [])

    def test_not_when_words_are_gone(self) -> None:
        assert self.goes_on([label("Feat")], [label("Feature")])
        assert not self.goes_on([label("Feature")], [label("Store")])

    def test_not_when_a_line_is_shorter(self) -> None:
        assert self.goes_on([LINE], [LINE | {"points": [[0, 0], [1, 1], [2, 2]]}])
        assert not self.goes_on([LINE | {"points": [[0, 0], [1, 1], [2, 2]]}], [LINE])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = sorted({name for fields in FIELDS.values() for name in fields})
elements = st.fixed_dictionaries({"type": st.sampled_from(sorted(FIELDS))}) | st.dictionaries(
    st.sampled_from(["type", *names]), anything | st.sampled_from(sorted(FIELDS))
)


sizes = st.floats(-100_000, 100_000)
heads = st.none() | st.sampled_from(["arrow", "bar", "dot", "triangle_outline", "crowfoot_many"])
sound = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(FIELDS)), "id": st.sampled_from("abcdefgh")},
    optional=dict.fromkeys(["x", "y", "width", "height", "angle"], sizes)
    | dict.fromkeys(["strokeColor", "backgroundColor", "text", "originalText", "strokeStyle"], st.text(max_size=9))
    | dict.fromkeys(["startArrowhead", "endArrowhead"], heads)
    | {
        "points": st.lists(st.tuples(sizes, sizes).map(list), max_size=6),
        "containerId": st.sampled_from("abcdefgh"),
        "opacity": st.integers(0, 100),
        "strokeWidth": st.floats(0, 100),
        "fontSize": st.floats(1, 1_000),
        "roundness": st.just({"type": 3}),
        "endBinding": st.just({"elementId": "a"}),
        "startBinding": st.just({"elementId": "b"}),
    },
)
drawings = st.lists(sound, max_size=6) | st.lists(elements | anything, max_size=5)
scenes = drawings.map(lambda drawn: json.dumps({"elements": drawn})) | st.text()


@given(scenes)
def test_anything_is_a_scene_or_refused(text: str) -> None:
    try:
        scene = read(text)
    except NotAScene:
        return
    assert read(written(scene)) == scene
    if len({each["id"] for each in scene}) == len(scene):
        assert goes_on(written(scene), written(scene))
    assert described(scene)
