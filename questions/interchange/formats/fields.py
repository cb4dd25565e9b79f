"""A question's named fields, be they a table's cells or a tree's values -> an entry; and back, for CSV and JSON."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from questions import notation
from questions.content import PACKAGES, CategoryEntry, Content, Document, Entry, Point, Task

from . import wording

MOST_MINUTES = 120


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A question on its way out, with what the bank knows of it besides its entry."""

    entry: Entry
    category: CategoryEntry
    status: str
    origin: str


def entry_of(
    asked: wording.Asked,
    *,
    text: Callable[[str], str],
    items: Callable[[str], tuple[str, ...]],
    document: Document,
    line: int,
    prompt: str = "",
    answer: str = "",
    sources: Sequence[str] = (),
) -> Entry:
    """Build an entry; `text` and `items` look a field up by its name. Words that mean nothing are noted as skipped.

    `prompt` is for more than was asked, such as choices. Category and tags are left to the caller.
    """
    parts = partial(_parts, document=document, line=line)
    is_stub = bool(answer) and wording.is_stub(answer)
    content = Content(
        title=text("title") or wording.title_of(asked.text),
        prompt=prompt or asked.text,
        answer="" if is_stub else answer,
        hints=items("hints"),
        key_points=tuple(map(_point, items("key points"))),
        follow_ups=tuple(map(notation.read_follow_up, items("follow-ups"))),
        mistakes=items("mistakes"),
        facts=parts(items("facts"), notation.read_fact),
        curveball=next(iter(parts(filter(None, [text("curveball")]), notation.read_curveball)), None),
        stages=parts(items("stages"), notation.read_stage),
        sources=(*asked.sources, *sources),
        task=_task(
            {name: text(name) for name in ("starter", "solution", "tests")}, text("hidden tests"), text("requires")
        ),
    )

    def known(name: str, meaning: Callable[[str], str]) -> str:
        """A difficulty or kind in our words."""
        given = text(name)
        found = meaning(given) if given else ""
        if given and not found:
            document.skip(line, given, f"not a {name} that is known here; the question is kept without it")
        return found

    return Entry(
        content=content,
        slug=text("slug"),
        kind=known("kind", wording.kind_of),
        difficulty=known("difficulty", wording.difficulty_of) or asked.difficulty,
        minutes=_minutes(text("minutes")),
        is_stub=is_stub,
        line=line,
    )


def row_of(question: Outgoing) -> dict[str, Any]:
    """Every field by its name; lists are lists."""
    entry, content, task = question.entry, question.entry.content, question.entry.content.task
    return {
        "slug": entry.slug,
        "category": question.category.name,
        "kind": entry.kind,
        "difficulty": entry.difficulty,
        "minutes": entry.minutes,
        "status": question.status,
        "tags": ", ".join(entry.tags),
        "title": content.title,
        "question": content.prompt,
        "hints": list(content.hints),
        "key_points": _written(content.key_points),
        "answer": content.answer,
        "follow_ups": _written(content.follow_ups),
        "mistakes": list(content.mistakes),
        "facts": _written(content.facts),
        "curveball": notation.write(content.curveball) if content.curveball else "",
        "stages": _written(content.stages),
        "sources": list(content.sources),
        "starter_code": task.starter if task else "",
        "solution_code": task.solution if task else "",
        "test_code": task.tests if task else "",
        "hidden_test_code": task.hidden_tests if task else "",
        "requires": ", ".join(task.requires) if task else "",
        "origin": question.origin,
    }


def _parts[T](texts: Iterable[str], read: Callable[[str], T], *, document: Document, line: int) -> tuple[T, ...]:
    """The parts of a question that are written as in a question file; the others are noted as skipped."""
    found = []
    for text in texts:
        try:
            found.append(read(text))
        except notation.Unwritable as error:
            document.skip(line, text, str(error))
    return tuple(found)


def _point(text: str) -> Point:
    """A key point with its weight in brackets, or of weight 1."""
    found = re.match(r"\(([1-9])\)\s*(.+)", text, re.DOTALL)
    return Point(text=found[2], weight=int(found[1])) if found else Point(text=text)


def _written(parts: Iterable[Any]) -> list[str]:
    return [notation.write(part) for part in parts]


def _task(code: dict[str, str], hidden_tests: str, requires: str) -> Task | None:
    """The code of a coding question, where starter, solution and tests are given."""
    if not all(code.values()):
        return None
    given = code | ({"hidden_tests": hidden_tests} if hidden_tests else {})
    packages = tuple(name for name in PACKAGES if name in re.findall(r"\w+", requires.casefold()))
    return Task(**{name: text.strip("\n") + "\n" for name, text in given.items()}, requires=packages)


def _minutes(text: str) -> int:
    found = re.match(r"\d{1,3}(?!\d)", text)
    return min(int(found[0]), MOST_MINUTES) if found else 0
