"""Nested lists and mappings -> questions: the common ground of JSON and YAML.

Understood are lists of texts or of questions, under topics nested to any sensible depth; mappings of question to
answer; and multiple choice, whose options become part of the question.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from questions.content import CategoryEntry, Document
from questions.text import MOST_QUESTIONS, storable

from . import wording
from .fields import entry_of
from .table import columns_of

DEEPEST = 12
_OPTIONS = ("options", "choices", "alternatives", "answers")
_LISTS = (
    "questions",
    "items",
    "data",
    "entries",
    "cards",
    "results",
    "quiz",
    "children",
    "subtopics",
    "topics",
    "categories",
    "sections",
)
_NAMES = ("name", "topic", "category", "title", "section", "subject")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Text(str):
    """A text that knows its line."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int) -> "Text":
        made = super().__new__(cls, storable(text))
        made.line = line
        return made


def read_tree(tree: Any) -> Document:
    document = Document()
    _Walk(document).node(tree, ())
    names = dict.fromkeys(entry.category for entry in document.entries if entry.category)
    lines = {entry.category: entry.line for entry in reversed(document.entries)}
    document.categories = [CategoryEntry(name=name, line=lines[name]) for name in names]
    if not document.entries and not document.errors:
        document.fail(1, "No questions were found: expected a list of texts, or of objects with a “question”.")
    return document


class _Walk:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.line = 1

    def node(self, node: Any, path: tuple[str, ...]) -> None:
        self.line = max(self.line, _first_line(node))
        if len(self.document.entries) >= MOST_QUESTIONS:
            if not self.document.errors:
                self.document.fail(
                    self.line, f"More than {MOST_QUESTIONS:,} questions: the rest was not read. Split the file."
                )
        elif len(path) > DEEPEST:
            self.document.skip(self.line, path[-1], f"nested more than {DEEPEST} deep")
        elif isinstance(node, Mapping):
            self._mapping({str(key): value for key, value in node.items()}, path)
        elif isinstance(node, list):
            for child in node:
                self.node(child, path)
        else:
            self._text(node, path)

    def _text(self, node: Any, path: tuple[str, ...]) -> None:
        asked = wording.asked(_string(node))
        if asked.text:
            self._add(asked, path)

    def _mapping(self, node: dict[str, Any], path: tuple[str, ...]) -> None:
        names = list(node)
        columns = columns_of(names)
        prompt = node[names[columns["question"]]] if columns else None
        if columns and isinstance(prompt, (str, int, float)):
            self._question(node, {column: node[names[place]] for column, place in columns.items()}, path)
        elif lists := [name for name in names if name.casefold() in _LISTS and isinstance(node[name], (list, Mapping))]:
            topic = next(
                (_string(node[name]) for name in names if name.casefold() in _NAMES and isinstance(node[name], str)), ""
            )
            self._note_licence(node)
            for name in lists:
                self.node(node[name], (*path, topic) if topic else path)
        else:
            for name, value in node.items():
                self._pair(name, value, path)

    def _pair(self, name: str, value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, (list, Mapping)):
            self.node(value, path if name.casefold() in _LISTS else (*path, name))
        elif wording.is_question(name):
            self.line = max(self.line, _first_line(value))
            self._add(wording.asked(storable(name)), path, answer=_string(value))
        elif name.casefold() in {"license", "licence"}:
            self.document.licence = _string(value)[:80]
        elif _string(value):
            self.document.skip(
                _first_line(value) or self.line, f"{name}: {_string(value)}", "neither a question nor a topic"
            )

    def _note_licence(self, node: dict[str, Any]) -> None:
        for name in ("license", "licence"):
            if isinstance(node.get(name), str):
                self.document.licence = _string(node[name])[:80]

    def _question(self, node: dict[str, Any], cells: dict[str, Any], path: tuple[str, ...]) -> None:
        self.line = _first_line(cells["question"]) or self.line
        is_ours = {"slug", "status", "question"} <= node.keys()
        text = _string(cells["question"])
        asked = wording.Asked(text=text) if is_ours else wording.asked(text, keeps_lead=True)
        if not asked.text:
            self.document.skip(self.line, str(dict(list(node.items())[:3])), "an item without a question")
            return
        options = _options(node)
        choices = "\n".join(f"- {letter}: {text}" for letter, text in options.items())
        category = _string(cells.get("category"))
        self._add(
            asked,
            (category, *path) if category else path,
            cells,
            prompt="\n\n".join(filter(None, [asked.text, choices])),
            answer=_answer(node, cells, options),
        )

    def _add(
        self,
        asked: wording.Asked,
        path: tuple[str, ...],
        cells: dict[str, Any] | None = None,
        *,
        prompt: str = "",
        answer: str = "",
    ) -> None:
        cells = cells or {}
        entry = entry_of(
            asked,
            text=lambda name: _string(cells.get(name)),
            items=lambda name: _strings(cells.get(name)),
            document=self.document,
            line=self.line,
            prompt=prompt,
            answer=answer,
            sources=[url for url in _strings(cells.get("sources")) if url.startswith(("http://", "https://"))],
        )
        category, *topics = (storable(name).replace("_", " ").strip() for name in path or ("",))
        tags = (*_strings(cells.get("tags"), separator=","), *(topic.casefold() for topic in topics))
        self.document.entries.append(replace(entry, category=category, tags=tags))


def _first_line(node: Any) -> int:
    """The line of the first text in a node."""
    for _ in range(DEEPEST):
        if isinstance(node, Text):
            return node.line
        children: Iterable[Any] = node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ()
        node = next((child for child in children if isinstance(child, (Text, list, Mapping))), None)
    return 0


def _string(value: Any) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, (list, Mapping)):
        return ""
    return storable(str(value)).replace("\r\n", "\n").strip()


def _strings(value: Any, separator: str = "\n") -> tuple[str, ...]:
    values = value if isinstance(value, list) else _string(value).split(separator)
    return tuple(text.strip() for item in values if (text := _string(item)))


def _options(node: dict[str, Any]) -> dict[str, str]:
    """The choices of a multiple-choice question, by letter."""
    found = next(
        (node[name] for name in node if name.casefold() in _OPTIONS and isinstance(node[name], (list, Mapping))), None
    )
    if isinstance(found, Mapping):
        return {str(letter): _without_letter(_string(text)) for letter, text in found.items() if _string(text)}
    texts = [
        _string(item.get("text", item.get("answer"))) if isinstance(item, Mapping) else _string(item)
        for item in found or ()
    ]
    if not found:
        texts = [
            _string(node[name]) for name in node if re.fullmatch(r"(?:option|choice)[ _]?[a-h1-8]", name.casefold())
        ]
    return dict(zip(_LETTERS, map(_without_letter, filter(None, texts)), strict=False))


def _without_letter(option: str) -> str:
    """An option without the letter that the list gives it again: "A) a leaf"."""
    return re.sub(r"^[A-Ha-h]\s?[).:]\s{1,9}(?=\S)", "", option)


def _answer(node: dict[str, Any], cells: dict[str, Any], options: dict[str, str]) -> str:
    """The answer; for multiple choice the option that is meant (by letter, number from 0 or words), then why."""
    lowered = {name.casefold().replace("_", " "): value for name, value in node.items()}
    given = cells.get("answer")
    for name in ("correct answer", "correct", "correct option", "answer index", "answer", "solution"):
        if options and name in lowered and not isinstance(lowered[name], (list, Mapping)):
            given = lowered[name]
            break
    explanation = _string(lowered.get("explanation", lowered.get("rationale")))
    text = "\n".join(_strings(given)) if isinstance(given, list) else _string(given)
    if options:
        text = _chosen(text, options)
    return "\n\n".join(dict.fromkeys(filter(None, [text, explanation])))


def _chosen(answer: str, options: dict[str, str]) -> str:
    letters = {letter.casefold(): letter for letter in options}
    if answer.casefold() in letters:
        letter = letters[answer.casefold()]
    elif answer.isdecimal() and len(answer) < 3 and int(answer) < len(options):
        letter = list(options)[int(answer)]
    else:
        bare = _without_letter(answer)
        letter = next((letter for letter, text in options.items() if bare == text), "")
    return f"**{letter}**: {options[letter]}" if letter else answer
