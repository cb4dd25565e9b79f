"""The house format: one Markdown file a question, `<category>/<slug>.md` (docs/curating.md describes it).

`write(read(text)) == text` holds for every file in canonical form, and `write` always yields canonical form.
"""

import re
from typing import Any

import yaml

from questions.content import Content, Entry, Point, Task
from questions.markdown import FENCE, fence_after
from questions.text import Unreadable, cleaned

from . import safe_yaml

KEYS = ("title", "kind", "difficulty", "minutes", "tags", "sources")
SECTIONS = ("Hints", "Key points", "Answer", "Follow-ups", "Mistakes", "Starter", "Solution", "Tests")
_CODE = ("Starter", "Solution", "Tests")
_FENCE = re.compile(r"^ {0,3}" + FENCE)
_POINT = re.compile(r"\((?P<weight>[1-9])\) (?P<text>.+)", re.DOTALL)


class FileError(Unreadable):
    """A question file that cannot be understood: `line` (from 1) and what to do about it."""


def read(text: str, *, category: str, slug: str) -> Entry:
    """Parse a question file. Raises FileError with the first line that is wrong."""
    lines = cleaned(text.removeprefix("\ufeff")).split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise FileError(1, "The file must begin with front matter between two lines of three hyphens.")
    end = lines.index("---", 1)
    meta = _front_matter("\n".join(lines[1:end]))
    sections = _sections(lines, end + 1)
    content = Content(
        title=meta["title"],
        prompt=_passage(sections, ""),
        hints=_list(sections, "Hints"),
        key_points=tuple(_point(item, sections["Key points"][0]) for item in _list(sections, "Key points")),
        answer=_passage(sections, "Answer"),
        follow_ups=_list(sections, "Follow-ups"),
        mistakes=_list(sections, "Mistakes"),
        sources=tuple(meta["sources"]),
        task=_task(sections),
    )
    if not content.prompt:
        raise FileError(end + 2, "The question itself is missing: write it below the front matter.")
    return Entry(
        category=category,
        slug=slug,
        kind=meta["kind"],
        difficulty=meta["difficulty"],
        minutes=meta["minutes"],
        tags=tuple(meta["tags"]),
        content=content,
        line=1,
    )


def write(entry: Entry) -> str:
    """Return the file's text in canonical form."""
    content = entry.content
    blocks = [
        "\n".join(
            [
                "---",
                f"title: {_scalar(content.title, 'title: {}')}",
                f"kind: {entry.kind}",
                f"difficulty: {entry.difficulty}",
                f"minutes: {entry.minutes}",
                f"tags: [{', '.join(_scalar(tag, '[{}, x]') for tag in entry.tags)}]",
                f"sources: [{', '.join(map(_quoted, content.sources))}]",
                "---",
                content.prompt,
            ]
        )
    ]
    points = tuple(f"({point.weight}) {point.text}" for point in content.key_points)
    for name, items in (("Hints", content.hints), ("Key points", points)):
        blocks += _list_block(name, items)
    if content.answer:
        blocks.append(f"## Answer\n\n{content.answer}")
    for name, items in (("Follow-ups", content.follow_ups), ("Mistakes", content.mistakes)):
        blocks += _list_block(name, items)
    if content.task:
        for name, code in zip(_CODE, (content.task.starter, content.task.solution, content.task.tests), strict=True):
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", code)), 3)
            blocks.append(f"## {name}\n\n{fence}python\n{code}{fence}")
    return "\n\n".join(blocks) + "\n"


def lines_of_sections(text: str) -> dict[str, int]:
    """Where each section of a readable file begins, from 1; "" is the question itself."""
    lines = text.split("\n")
    sections = _sections(lines, lines.index("---", 1) + 1)
    return {name: line for name, (line, _) in sections.items()}


def _front_matter(text: str) -> dict[str, Any]:
    try:
        meta = safe_yaml.load(text)
    except safe_yaml.Invalid as error:
        raise FileError(error.line + 1, f"In the front matter: {error}") from error
    if not isinstance(meta, dict):
        raise FileError(1, f"The front matter must give {', '.join(KEYS)}.")
    if unknown := [str(key) for key in meta if key not in KEYS]:
        raise FileError(1, f"The front matter has an unknown key: {', '.join(unknown)}.")
    meta = {"tags": [], "sources": [], "minutes": 0, "kind": "", "difficulty": ""} | {
        key: value for key, value in meta.items() if value is not None
    }
    if not isinstance(meta.get("title"), str) or not meta["title"].strip():
        raise FileError(1, "The front matter needs a title (in quotes if it holds a colon).")
    if not isinstance(meta["minutes"], int) or isinstance(meta["minutes"], bool) or meta["minutes"] < 0:
        raise FileError(1, "minutes must be a whole number.")
    for key in ("kind", "difficulty"):
        if not isinstance(meta[key], str):
            raise FileError(1, f"{key} must be a word.")
    for key in ("tags", "sources"):
        if not isinstance(meta[key], list) or not all(isinstance(item, str) for item in meta[key]):
            raise FileError(1, f"{key} must be a list of texts, such as [one, two].")
    return meta


def _sections(lines: list[str], start: int) -> dict[str, tuple[int, list[str]]]:
    """Split the body at its `## ` headings, leaving those inside code alone: name -> (line from 1, lines)."""
    sections: dict[str, tuple[int, list[str]]] = {"": (start + 1, [])}
    current, fence = "", ""
    for number, line in enumerate(lines[start:], start + 1):
        if found := _FENCE.match(line):
            fence = fence_after(found, fence)
        if line.startswith("## ") and not fence:
            current = line[3:].strip()
            if current not in SECTIONS:
                raise FileError(number, f"Unknown section {current!r}. The sections are {', '.join(SECTIONS)}.")
            if current in sections:
                raise FileError(number, f"The section {current!r} stands twice.")
            sections[current] = (number, [])
        else:
            sections[current][1].append(line)
    if fence:
        raise FileError(len(lines), f"A code block is not closed; end it with {fence}.")
    return sections


def _passage(sections: dict[str, tuple[int, list[str]]], name: str) -> str:
    _, lines = sections.get(name, (0, []))
    return "\n".join(lines).strip("\n")


def _list(sections: dict[str, tuple[int, list[str]]], name: str) -> tuple[str, ...]:
    start, lines = sections.get(name, (0, []))
    try:
        return read_list("\n".join(lines))
    except FileError as error:
        raise FileError(start + error.line, f"{error.message} (section {name!r})") from error


def read_list(text: str) -> tuple[str, ...]:
    """Parse `- item` lines whose continuation lines are indented by two spaces. Raises FileError."""
    items: list[list[str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("- "):
            items.append([line[2:]])
        elif line.startswith("  ") and items:
            items[-1].append(line[2:])
        elif not line.strip():
            if items:
                items[-1].append("")
        else:
            raise FileError(number, "Each item starts with a hyphen and a space; indent its further lines by two.")
    return tuple("\n".join(item).strip("\n") for item in items)


def write_list(items: tuple[str, ...] | list[str]) -> str:
    return "\n".join("- " + item.replace("\n", "\n  ").replace("\n  \n", "\n\n") for item in items)


def _list_block(name: str, items: tuple[str, ...]) -> list[str]:
    return [f"## {name}\n\n{write_list(items)}"] if items else []


def _point(item: str, line: int) -> Point:
    found = _POINT.fullmatch(item)
    if not found:
        raise FileError(line, f"A key point starts with its weight in brackets, such as (2): {item[:60]!r}.")
    return Point(text=found["text"], weight=int(found["weight"]))


def _task(sections: dict[str, tuple[int, list[str]]]) -> Task | None:
    present = [name for name in _CODE if name in sections]
    if not present:
        return None
    if len(present) < len(_CODE):
        raise FileError(sections[present[0]][0], f"A coding question needs all of {', '.join(_CODE)}.")
    starter, solution, tests = (_code(sections, name) for name in _CODE)
    return Task(starter=starter, solution=solution, tests=tests)


def _code(sections: dict[str, tuple[int, list[str]]], name: str) -> str:
    start, lines = sections[name]
    text = "\n".join(lines).strip("\n")
    found = re.fullmatch(r"(?P<fence>`{3,})python\n(?P<code>.*?\n)(?P=fence)", text, re.DOTALL)
    if not found:
        raise FileError(start, f"The section {name!r} must be one code block that starts with ```python.")
    return found["code"]


def _scalar(text: str, place: str) -> str:
    """Write a text plainly where YAML reads that back the same in its place, else in double quotes."""
    try:
        plain = yaml.safe_load(place.format(text)) == yaml.safe_load(place.format(_quoted(text)))
    except yaml.YAMLError:
        plain = False
    return text if plain and text.isprintable() else _quoted(text)


def _quoted(text: str) -> str:
    dumped: str = yaml.dump(text, default_style='"', allow_unicode=True, width=2**31)
    return dumped.removesuffix("\n")
