"""The house format: one Markdown file a question, `<category>/<slug>.md` (docs/curating.md describes it).

`write(read(text)) == text` holds for every file in canonical form, and `write` always yields canonical form.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from questions import notation
from questions.content import PACKAGES, Content, Curveball, Entry, Task
from questions.markdown import FENCE, fence_after
from questions.text import Unreadable, cleaned

from . import safe_yaml

KEYS = ("title", "kind", "difficulty", "minutes", "tags", "sources", "requires")
_CODE = ("Starter", "Solution", "Tests")
_HIDDEN = "Hidden tests"
SECTIONS = (
    *("Hints", "Key points", "Answer", "Follow-ups", "Mistakes", "Facts", "Curveball", "Stages"),
    *(*_CODE, _HIDDEN),
)
_FENCE = re.compile(r"^ {0,3}" + FENCE)

type Sections = dict[str, tuple[int, list[str]]]
"""What stands below each heading, and the line (from 1) of the heading; "" is the question itself."""


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
        key_points=_parts(sections, "Key points", notation.read_point),
        answer=_passage(sections, "Answer"),
        follow_ups=_parts(sections, "Follow-ups", notation.read_follow_up),
        mistakes=_list(sections, "Mistakes"),
        facts=_parts(sections, "Facts", notation.read_fact),
        curveball=_curveball(sections),
        stages=_parts(sections, "Stages", notation.read_stage),
        sources=tuple(meta["sources"]),
        task=_task(sections, tuple(meta["requires"])),
    )
    if not content.prompt:
        raise FileError(end + 2, "The question itself is missing: write it below the front matter.")
    if wrong := notation.wrong_probes(content):
        raise FileError(sections["Follow-ups"][0], wrong)
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
                *_required(content.task),
                "---",
                content.prompt,
            ]
        )
    ]
    blocks += _list_block("Hints", content.hints)
    blocks += _list_block("Key points", tuple(map(notation.write, content.key_points)))
    if content.answer:
        blocks.append(f"## Answer\n\n{content.answer}")
    blocks += _list_block("Follow-ups", tuple(map(notation.write, content.follow_ups)))
    blocks += _list_block("Mistakes", content.mistakes)
    blocks += _list_block("Facts", tuple(map(notation.write, content.facts)))
    blocks += _list_block("Curveball", (notation.write(content.curveball),) if content.curveball else ())
    blocks += _list_block("Stages", tuple(map(notation.write, content.stages)))
    if task := content.task:
        for name, code in zip(_CODE, (task.starter, task.solution, task.tests), strict=True):
            blocks.append(_code_block(name, code))
        blocks += [_code_block(_HIDDEN, task.hidden_tests)] if task.hidden_tests else []
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
        raise FileError(1, f"The front matter must give {', '.join(KEYS[:-1])}, and requires where code needs it.")
    if unknown := [str(key) for key in meta if key not in KEYS]:
        raise FileError(1, f"The front matter has an unknown key: {', '.join(unknown)}.")
    meta = {"tags": [], "sources": [], "requires": [], "minutes": 0, "kind": "", "difficulty": ""} | {
        key: value for key, value in meta.items() if value is not None
    }
    if not isinstance(meta.get("title"), str) or not meta["title"].strip():
        raise FileError(1, "The front matter needs a title (in quotes if it holds a colon).")
    if not isinstance(meta["minutes"], int) or isinstance(meta["minutes"], bool) or meta["minutes"] < 0:
        raise FileError(1, "minutes must be a whole number.")
    for key in ("kind", "difficulty"):
        if not isinstance(meta[key], str):
            raise FileError(1, f"{key} must be a word.")
    for key in ("tags", "sources", "requires"):
        if not isinstance(meta[key], list) or not all(isinstance(item, str) for item in meta[key]):
            raise FileError(1, f"{key} must be a list of texts, such as [one, two].")
    if unknown := [name for name in meta["requires"] if name not in PACKAGES]:
        raise FileError(1, f"A task cannot require {unknown[0]!r}; it can require {', '.join(PACKAGES)}.")
    return meta


def _sections(lines: list[str], start: int) -> Sections:
    """Split the body at its `## ` headings, leaving those inside code alone: name -> (line from 1, lines)."""
    sections: Sections = {"": (start + 1, [])}
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


def _passage(sections: Sections, name: str) -> str:
    _, lines = sections.get(name, (0, []))
    return "\n".join(lines).strip("\n")


def _list(sections: Sections, name: str) -> tuple[str, ...]:
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


def _parts[T](sections: Sections, name: str, read_part: Callable[[str], T]) -> tuple[T, ...]:
    try:
        return tuple(map(read_part, _list(sections, name)))
    except notation.Unwritable as error:
        raise FileError(sections[name][0], str(error)) from error


def _curveball(sections: Sections) -> Curveball | None:
    found = _parts(sections, "Curveball", notation.read_curveball)
    if len(found) > 1:
        raise FileError(sections["Curveball"][0], "There is one curveball at most.")
    return found[0] if found else None


def _task(sections: Sections, requires: tuple[str, ...]) -> Task | None:
    present = [name for name in (*_CODE, _HIDDEN) if name in sections]
    if not present:
        if requires:
            raise FileError(1, f"Only a question with code can require something; it needs {', '.join(_CODE)}.")
        return None
    if not all(name in sections for name in _CODE):
        raise FileError(sections[present[0]][0], f"A coding question needs all of {', '.join(_CODE)}.")
    starter, solution, tests = (_code(sections, name) for name in _CODE)
    hidden_tests = _code(sections, _HIDDEN) if _HIDDEN in sections else ""
    return Task(
        starter=starter,
        solution=solution,
        tests=tests,
        hidden_tests=hidden_tests,
        requires=tuple(dict.fromkeys(requires)),
    )


def _required(task: Task | None) -> list[str]:
    return [f"requires: [{', '.join(task.requires)}]"] if task and task.requires else []


def _code(sections: Sections, name: str) -> str:
    start, lines = sections[name]
    text = "\n".join(lines).strip("\n")
    found = re.fullmatch(r"(?P<fence>`{3,})python\n(?P<code>.*?\n)(?P=fence)", text, re.DOTALL)
    if not found:
        raise FileError(start, f"The section {name!r} must be one code block that starts with ```python.")
    return found["code"]


def _code_block(name: str, code: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", code)), 3)
    return f"## {name}\n\n{fence}python\n{code}{fence}"


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
