"""A document's blocks in one row, each with its shape: what it looks like, and below which heading.

Items stand before what is nested in them; `depth` counts the lists around a passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Literal

from questions.interchange.formats import wording

from . import sections
from .blocks import Block

type Kind = Literal["heading", "fold", "closes", "item", "numbered", "bold", "label", "text", "code", "table", "rest"]

_BOLD = re.compile(r"\s{0,9}(\*\*|__)(?P<inner>(?:(?!\1).){1,999})\1(?![*_])(?P<rest>.*)", re.DOTALL)
_PICTURES = re.compile(r"\s{0,9}(?:!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)\s{0,9}){1,20}")
_CARD = re.compile(r"(?P<front>[^\n:]{3,300})::(?P<back>[^\n:].{0,5000})")
_PLAIN_LANGUAGES = {"", "text", "txt", "md", "markdown", "plaintext", "plain", "question", "none"}
_CARD_MARKS = {"?", "??"}  # alone on a line between front and back
_LONGEST_LINK = 2_500
_FEWEST_LINES = 3


@dataclass(kw_only=True, eq=False)
class Passage:
    """`first` and `last` are places in the source's lines, `line` is where it begins to ask. `alone`: of a list of one.
    `holds`: questions are nested, with marks of their own if `holds_marked`."""

    kind: Kind
    text: str
    first: int
    last: int
    line: int = -1
    shape: str = ""
    depth: int = 0
    level: int = 0
    label: str = ""
    topic: str = ""
    number: int | None = None
    alone: bool = False
    holds: bool = False
    holds_marked: bool = False
    group: list["Passage"] = field(default_factory=list)
    block: Block | None = None
    follower: str = ""

    @cached_property
    def asks(self) -> bool:
        first = self.text.split("\n", 1)[0]
        match self.kind:
            case "bold":
                return wording.is_question(self.bold[0])
            case "label":
                return (label := wording.label_of(first)) is not None and wording.is_question(label.rest)
            case "text" | "code" | "numbered":
                return wording.is_question(first)
        return wording.is_question(asked_and_told(self.text)[0])

    @property
    def is_stem(self) -> bool:
        """Whether it only leads to the questions nested in it."""
        marks = wording.asked(self.text).difficulty if self.holds_marked else ""
        return self.holds and (not self.asks or (self.holds_marked and not marks and "?" not in self.text))

    @property
    def bold(self) -> tuple[str, str]:
        return bold_lead(self.text) or (self.text, "")

    @property
    def is_picture(self) -> bool:
        return _PICTURES.fullmatch(self.text) is not None


def bold_lead(text: str) -> tuple[str, str] | None:
    """The bold words that a passage starts with, and what follows them."""
    found = _BOLD.fullmatch(text)
    return (found["inner"], found["rest"].strip()) if found else None


def asked_and_told(text: str, *, bold: bool = False) -> tuple[str, str]:
    """Split a paragraph into its question and the answer that follows within it; `bold`: the bold words are asked."""
    lines = [line.strip() for line in text.split("\n")]
    lead = bold_lead(text)
    if lead and lead[1] and (bold or wording.is_question(lead[0])):
        return lead
    if pair := wording.bracketed(text):
        return pair
    labelled = next((at for at, line in enumerate(lines) if at and wording.answer_label(line)), 0)
    if labelled and not wording.are_options(lines):
        return "\n".join(lines[:labelled]), "\n".join(lines[labelled:])
    ends = (at for at, line in enumerate(lines[:-1], 1) if wording.asked(line).text.rstrip("*_ ").endswith("?"))
    end = next(ends, len(lines)) if not lines[-1].endswith("?") else len(lines)
    return "\n".join(lines[:end]), "\n".join(lines[end:])


def flatten(blocks: Sequence[Block]) -> list[Passage]:
    flat = _Flat()
    flat.blocks(blocks)
    for before, after in zip(flat.passages, flat.passages[1:], strict=False):
        before.follower = after.kind
    return flat.passages


class _Flat:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.place = ""  # the end of a shape's name
        self.folds = 0
        self.topics: list[tuple[int, str]] = []  # of the sections that are not for questions

    def blocks(self, blocks: Sequence[Block], depth: int = 0) -> None:
        for block in blocks:
            match block.kind:
                case "heading":
                    self._heading(block, depth)
                case "paragraph":
                    self._paragraph(block, depth)
                case "list":
                    self._list(block, depth)
                case "opens" | "closes":
                    self._fold(block, depth)
                case "fence":
                    self._fence(block, depth)
                case "table":
                    self._add("table", block, block.text, depth)
                case "quote" if not self.passages or self.passages[-1].kind != "heading":
                    self._add("rest", block, "", depth)
                case "quote":
                    self._add("rest", block, "", depth, label="quote")
                case _:
                    self._add("rest", block, block.text, depth, label=block.kind)

    def _add(self, kind: Kind, block: Block, text: str, depth: int, shape: str = "", **facts: object) -> Passage:
        passage = Passage(
            kind=kind, text=text, first=block.first, last=block.last, depth=depth, block=block, topic=self._topic
        )
        passage.line = block.first
        passage.shape = f"{shape}{self.place}" if shape else ""
        for name, fact in facts.items():
            setattr(passage, name, fact)
        self.passages.append(passage)
        return passage

    @property
    def _topic(self) -> str:
        return self.topics[-1][1] if self.topics else ""

    def _heading(self, block: Block, depth: int) -> None:
        if depth or self.folds:
            self._add("heading", block, block.text, depth, level=9)
            return
        self.topics = [(level, topic) for level, topic in self.topics if level < block.level]
        if topic := sections.topic_of(block.text):
            self.topics.append((block.level, topic))
        self.place = ""
        self._add("heading", block, block.text, 0, f"headings of level {block.level}", level=block.level)
        self.place = f" under headings of level {block.level}"

    def _fold(self, block: Block, depth: int) -> None:
        if block.kind == "closes":
            self.folds = max(self.folds - 1, 0)
            self._add("closes", block, "", depth)
            return
        self._add("fold", block, block.text, depth, "" if self.folds else "folded passages")
        self.folds += 1

    def _fence(self, block: Block, depth: int) -> None:
        text = block.text.strip("\n")
        lines = [line for line in text.split("\n") if line.strip()]
        is_plain = block.info.casefold() in _PLAIN_LANGUAGES
        if is_plain and len(lines) > 1 and all("?" in line and wording.is_question(line) for line in lines):
            for offset, line in enumerate(block.text.split("\n"), 1):
                if line.strip():
                    passage = self._add("code", block, line.strip(), depth, "blocks of code", alone=True)
                    passage.line = block.first + offset
            return
        passage = self._add("code", block, text, depth, "blocks of code" if is_plain and lines else "")
        passage.line = block.first + 1

    # --- Lists

    def _list(self, block: Block, depth: int, *, is_contents: bool = False) -> None:
        items = block.children
        is_contents = is_contents or sections.most(is_inner_link(item_text(item)) for item in items)
        group: list[Passage] = []
        remarks = any(self._labels(item) == "answer" for item in items)
        for item in items:
            first, *rest = item.children or [Block(kind="paragraph", first=item.first, last=item.last)]
            if first.kind == "opens" or (self._labels(item) and not is_contents):
                self.blocks(item.children, depth + 1)
                continue
            if first.kind != "paragraph":
                rest, first = item.children, Block(kind="paragraph", first=item.first, last=item.first)
            passage = self._item(item, first, depth + 1)
            passage.alone, passage.group = len(items) == 1, group
            passage.last = item.last if remarks else block.last
            if is_contents:
                passage.topic, passage.shape = "contents", ""
            elif remarks:
                passage.label, passage.shape = "remark", ""
            group.append(passage)
            start = len(self.passages)
            for child in rest:
                nested = partial(self._list, is_contents=is_contents) if child.kind == "list" else None
                nested(child, depth + 1) if nested else self.blocks([child], depth + 1)
            inner = [inner for inner in self.passages[start:] if inner.kind == "item" and inner.depth == depth + 2]
            passage.holds = any(_asks_mostly(each.group) for each in inner)
            passage.holds_marked = passage.holds and any(wording.asked(each.text).difficulty for each in inner)

    def _item(self, item: Block, first: Block, depth: int) -> Passage:
        bold = bold_lead(first.text)
        look = "numbers" if item.number is not None else "bold bullets" if bold and not bold[1] else "bullets"
        nested = f" {depth} deep" if depth > 1 else ""
        return self._add("item", item, first.text, depth, f"{look}{nested}", number=item.number)

    def _labels(self, item: Block) -> str:
        """What an item's own label makes of it: `- **Q:** …`, `- **Answer**: …`."""
        found = wording.label_of(item_text(item).split("\n", 1)[0])
        siblings_are_options = found and len(found.name) == 1 and found.name != "q" and not found.is_bold
        return "" if not found or siblings_are_options else wording.LABELS.get(found.name, "")

    # --- Paragraphs

    def _paragraph(self, block: Block, depth: int) -> None:
        """Take a paragraph run by run: each line with a label or a number begins one."""
        lines = [line.strip() for line in block.text.split("\n")]
        if wording.are_options(lines) or is_back_link(block.text):
            self._add("text", block, "\n".join(lines), depth, "paragraphs")
            return
        if len(lines) >= _FEWEST_LINES and sum(map(wording.is_question, lines)) * 2 > len(lines):
            starts, look = list(range(len(lines))), "lines"
        else:
            starts, look = [at for at, line in enumerate(lines) if at == 0 or _begins(line)], "paragraphs"
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            passage = self._run("\n".join(lines[start:end]), block, depth, look)
            if end < len(lines) and lines[end] in _CARD_MARKS:
                passage.kind, passage.label, passage.shape = "label", "front", f"cards with “?”{self.place}"
            passage.first, passage.last = block.first + start, min(block.first + end, block.last)
            passage.line = passage.first

    def _run(self, text: str, block: Block, depth: int, look: str) -> Passage:
        first, *more = text.split("\n")
        if first in _CARD_MARKS and more:
            return self._add("label", block, "\n".join(more), depth, label="?")
        if label := wording.label_of(first):
            return self._add("label", block, text, depth, f"lines that begin with “{label.shown}”", label=label.name)
        if _CARD.fullmatch(text):
            return self._add("label", block, text, depth, "cards with “::”", label="::")
        if wording.numbered(first):
            return self._add("numbered", block, text, depth, "numbered lines")
        if bold := bold_lead(text):
            is_line = not bold[1] or "\n" in text[: len(text) - len(bold[1])].rstrip(" ")
            return self._add("bold", block, text, depth, "bold lines" if is_line else "paragraphs with a bold start")
        return self._add("text", block, text, depth, look)


def _begins(line: str) -> bool:
    return line in _CARD_MARKS or wording.label_of(line) is not None or bool(wording.numbered(line))


def _asks_mostly(group: Sequence[Passage]) -> bool:
    return sections.most(passage.asks or passage.holds for passage in group)


def item_text(item: Block) -> str:
    """What an item says before anything nested in it."""
    return item.children[0].text if item.children else item.text


def is_inner_link(text: str) -> bool:
    """A link to a place in a page, alone."""
    return len(text) <= _LONGEST_LINK and "#" in (wording.lone_link(text) or "")


def is_back_link(text: str) -> bool:
    """A link to a place in the same page, alone."""
    return len(text) <= _LONGEST_LINK and (wording.lone_link(text) or "").startswith("#")
