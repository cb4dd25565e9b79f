"""Our CSS names no class that nothing carries: what lost its last element goes."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from tests.paths import ROOT

STYLES = sorted((ROOT / "static/css").rglob("*.css"))

# Carried by elements that no template, script or string of ours writes out.
CARRIED_ELSEWHERE = {
    "Pygments' short names of tokens, in highlighted code": set(STANDARD_TYPES.values()),
    "written by questions/markdown.py": {
        "align-*",
        "diagram",
        "highlight",
        "math",
        "math-block",
        "math-inline",
        "table-wrap",
    },
    "written by practice/views/review_page.py": {"evidence"},
    "Django's lists of errors": {"errorlist"},
    "Excalidraw's board, of which we hide a part": {
        "App-toolbar__divider",
        "App-toolbar__extra-tools-trigger",
        "HelpDialog__header",
        "excalidraw",
        "excalidraw-modal-container",
        "sidebar-trigger",
    },
    "CodeMirror, around the editor": {"cm-editor"},
    "Django's admin, whose pages we dress": {
        "addlink",
        "changelink",
        "changelist-form-container",
        "default",
        "field-email",
        "field-name",
        "field-review",
        "field-title",
        "field-url",
        "field-user",
        "inline-group",
        "inlineviewlink",
        "model-question",
        "module",
        "object-tools",
        "related-widget-wrapper-link",
        "results",
        "selected",
        "submit-row",
        "theme-toggle",
        "vLargeTextField",
        "vTextField",
        "viewlink",
    },
}


def classes_in_css(source: str) -> set[str]:
    """The class names of its selectors."""
    source = re.sub(r'/\*.*?\*/|"[^"]*"', "", source, flags=re.DOTALL)
    selectors = re.findall(r"[^{};]+(?=\{)", source)
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", " ".join(selectors)))


def classes_in_template(source: str) -> set[str]:
    """Of `class` attributes, and of blocks and variables whose name says class. What is filled in becomes a `*`."""
    source = re.sub(r"\{\{.*?\}\}", "*", source, flags=re.DOTALL)
    passed_on = re.findall(r'_class="([^"]*)"|\{% block \w*class %\}([^{]*)', source)
    source = re.sub(r"\{%.*?%\}", " ", source, flags=re.DOTALL)
    written = re.findall(r'\sclass="([^"]*)"', source)
    return set(" ".join([*written, *(word for pair in passed_on for word in pair)]).split()) - {"*"}


def classes_in_script(source: str) -> set[str]:
    written = re.findall(r'\bclassName = "([^"]*)"|\bclassList\.\w+\("([^"]*)"', source)
    return set(" ".join(word for pair in written for word in pair).split())


def carried() -> Iterator[str]:
    for template in (ROOT / "templates").rglob("*.html"):
        yield from classes_in_template(template.read_text(encoding="utf-8"))
    for script in (ROOT / "static/js").rglob("*.js"):
        yield from classes_in_script(script.read_text(encoding="utf-8"))
    for names in CARRIED_ELSEWHERE.values():
        yield from names


@pytest.fixture(scope="module")
def in_use() -> set[str]:
    return set(carried())


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.relative_to(ROOT / "static/css").as_posix())
def test_every_class_is_carried_by_something(style: Path, in_use: set[str]) -> None:
    unused = {
        name
        for name in classes_in_css(style.read_text(encoding="utf-8"))
        if not any(fnmatchcase(name, pattern) for pattern in in_use)
    }
    assert not unused, f"nothing carries {sorted(unused)}"


def test_what_is_carried_elsewhere_is_in_our_css() -> None:
    ours = {name for style in STYLES for name in classes_in_css(style.read_text(encoding="utf-8"))}
    listed = set().union(*CARRIED_ELSEWHERE.values()) - set(STANDARD_TYPES.values())
    assert {pattern for pattern in listed if not any(fnmatchcase(name, pattern) for name in ours)} == set()


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("/* .gone */ .a > .b-c:not(.d) { color: red }", {"a", "b-c", "d"}),
        ('@media (width < 40.5rem) { .e { margin: 0.5em } } .f { mask: url("x.svg {.g}") }', {"e", "f"}),
    ],
)
def test_classes_in_css(source: str, names: set[str]) -> None:
    assert classes_in_css(source) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('<p class="a{% if "x" in y %} b{% endif %}">', {"a", "b"}),
        ('<p class="mark mark-{{ mark|default:"new" }}">', {"mark", "mark-*"}),
        ('{% include "_m.html" with m_class="c" %}{% block bodyclass %}{{ block.super }} d{% endblock %}', {"c", "d"}),
        ('<p class="{{ anything }}" data-class="e">', set()),
    ],
)
def test_classes_in_template(source: str, names: set[str]) -> None:
    assert classes_in_template(source) == names


def test_classes_in_script() -> None:
    source = 'row.className = "a b"; x.classList.toggle("c", on); const word = "d";'
    assert classes_in_script(source) == {"a", "b", "c"}
