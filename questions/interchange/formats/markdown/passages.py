"""A document's blocks in one row, each with its shape: what it looks like, and below which heading.

Items stand before what is nested in them; `depth` counts the lists around a passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from questions.interchange.formats import wording

from . import sections
from .blocks import Block

type Kind = Literal[
    "heading", "fold", "closes", "item", "numbered", "bold", "label", "answer", "text", "code", "table", "rest"
]

_BOLD = re.compile(r"\s{0,9}(\*\*|__)(?P<inner>(?:(?!\1).){1,999})\1(?![*_])(?P<rest>.*)", re.DOTALL)
_PLAIN_LANGUAGES = {"", "text", "txt", "md", "markdown", "plaintext", "plain", "question", "none"}
_CARD_MARKS = {"?", "??"}  # alone on a line between front and back
_FEWEST_LINES = 3


@dataclass(kw_only=True, eq=False)
class Passage:
    """`first` and `last` are places in the source's lines, `line` is where it begins to ask. `alone`: of a list of one;
    `group` are the items of its list, `inner` those nested in it."""

    kind: Kind
    block: Block
    text: str
    first: int
    last: int
    line: int
    shape: str
    depth: int
    topic: str
    label: str = ""
    alone: bool = False
    follower: str = ""
    group: list["Passage"] = field(default_factory=list)
    inner: list["Passage"] = field(default_factory=list)

    @cached_property
    def parts(self) -> tuple[str, str]:
        """What it asks, and what it tells of the answer in the same breath."""
        first, *more = self.text.split("\n")
        match self.kind:
            case "heading" | "fold" | "code":
                return self.text, ""
            case "label" if self.label == "::":
                return front_and_back(self.text)
            case "label" if label := wording.label_of(first):
                return asked_and_told("\n".join([label.rest, *more]).strip("\n"))
            case "bold":
                return bold_lead(self.text) or (self.text, "")
            case "numbered":
                bold = bold_lead(self.text)
                if bold and bold[1] and wording.is_question(bold[0]):
                    return bold
                return wording.plain(first) if bold else first, "\n".join(more)
        return asked_and_told(self.text)

    @cached_property
    def asks(self) -> bool:
        return wording.is_question(self.parts[0] if self.kind == "item" else self.parts[0].split("\n", 1)[0])

    @cached_property
    def holds(self) -> bool:
        """Whether questions are nested in it."""
        return sections.most(inner.asks or inner.holds for inner in self.inner)

    @property
    def is_stem(self) -> bool:
        """Whether it only leads to the questions nested in it, which may carry marks of their own."""
        leads = has_marks(self.inner) and "?" not in self.text and not has_marks([self])
        return self.holds and (not self.asks or leads)


def has_marks(items: Sequence[Passage]) -> bool:
    return any(wording.asked(item.text).difficulty for item in items)


def bold_lead(text: str) -> tuple[str, str] | None:
    """The bold words that a passage starts with, and what follows them."""
    found = _BOLD.fullmatch(text)
    return (found["inner"], found["rest"].strip()) if found else None


def front_and_back(text: str) -> tuple[str, str]:
    """The sides of a card in one line: "front::back"."""
    front, _, back = text.partition("::")
    return front.strip(), back.strip() if "\n" not in front and not back.startswith(":") else ""


def asked_and_told(text: str) -> tuple[str, str]:
    """Split a paragraph into its question and the answer that follows within it."""
    lines = [line.strip() for line in text.split("\n")]
    lead = bold_lead(text)
    if lead and lead[1] and wording.is_question(lead[0]):
        return lead
    if pair := wording.bracketed(text):
        return pair
    end = next((at for at, line in enumerate(lines) if at and wording.answer_label(line)), 0)
    if not end or wording.are_options(lines):
        ends = (at for at, line in enumerate(lines[:-1], 1) if wording.asked(line).text.rstrip("*_ ").endswith("?"))
        end = next(ends, len(lines)) if not lines[-1].endswith("?") else len(lines)
    return "\n".join(lines[:end]), "\n".join(lines[end:])


def flatten(blocks: Sequence[Block]) -> list[Passage]:
    flat = _Flat()
    flat.blocks(blocks, 0)
    for before, after in pairwise(flat.passages):
        before.follower = after.kind
    return flat.passages


class _Flat:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.place = ""  # the end of a shape's name
        self.folds = 0
        self.topics: list[tuple[int, str]] = []  # of the sections that are not for questions

    def blocks(self, blocks: Sequence[Block], depth: int, *, in_contents: bool = False) -> None:
        for block in blocks:
            match block.kind:
                case "heading":
                    self._heading(block, depth)
                case "paragraph":
                    self._paragraph(block, depth)
                case "list":
                    self._list(block, depth, in_contents=in_contents)
                case "opens":
                    self._add("fold", block, depth, "" if self.folds else "folded passages")
                    self.folds += 1
                case "closes":
                    self.folds = max(self.folds - 1, 0)
                    self._add("closes", block, depth)
                case "fence":
                    self._fence(block, depth)
                case kind:
                    self._add("table" if kind == "table" else "rest", block, depth).label = kind

    def _add(self, kind: Kind, block: Block, depth: int, look: str = "", text: str | None = None) -> Passage:
        passage = Passage(
            kind=kind,
            block=block,
            text=block.text if text is None else text,
            first=block.first,
            last=block.last,
            line=block.first,
            shape=f"{look}{self.place}" if look else "",
            depth=depth,
            topic=self.topics[-1][1] if self.topics else "",
        )
        self.passages.append(passage)
        return passage

    def _heading(self, block: Block, depth: int) -> None:
        if depth or self.folds:
            self._add("heading", block, depth)
            return
        self.topics = [(level, topic) for level, topic in self.topics if level < block.level]
        if topic := sections.topic_of(block.text):
            self.topics.append((block.level, topic))
        self.place = ""
        self._add("heading", block, 0, f"headings of level {block.level}")
        self.place = f" under headings of level {block.level}"

    def _fence(self, block: Block, depth: int) -> None:
        lines = [line for line in block.text.split("\n") if line.strip()]
        is_plain = bool(lines) and block.info.casefold() in _PLAIN_LANGUAGES
        if not is_plain or len(lines) < 2 or not all("?" in line and wording.is_question(line) for line in lines):
            look = "blocks of code" if is_plain else ""
            self._add("code", block, depth, look, block.text.strip("\n")).line = block.first + 1
            return
        for offset, line in enumerate(block.text.split("\n"), 1):
            if line.strip():
                passage = self._add("code", block, depth, "blocks of code", line.strip())
                passage.line, passage.alone = block.first + offset, True

    def _list(self, block: Block, depth: int, *, in_contents: bool) -> None:
        items, group = block.children, list[Passage]()
        in_contents = in_contents or sections.most("#" in (wording.lone_link(item_text(item)) or "") for item in items)
        has_answers = any(_label(item) == "answer" for item in items)
        for item in items:
            first, *rest = item.children or [item]
            if first.kind == "opens" or (_label(item) and not in_contents):
                self.blocks(item.children, depth + 1)
                continue
            passage = self._item(item, first if first.kind == "paragraph" else None, depth + 1)
            passage.alone, passage.group = len(items) == 1, group
            passage.last = item.last if has_answers else block.last
            if in_contents or has_answers:
                passage.shape, passage.label = "", "remark"
                passage.topic = "contents" if in_contents else passage.topic
            group.append(passage)
            start = len(self.passages)
            self.blocks(
                rest if first.kind in {"paragraph", "item"} else item.children, depth + 1, in_contents=in_contents
            )
            nested = self.passages[start:]
            passage.inner = [inner for inner in nested if inner.kind == "item" and inner.depth == depth + 2]

    def _item(self, item: Block, first: Block | None, depth: int) -> Passage:
        text = first.text if first else ""
        bold = bold_lead(text)
        look = "numbers" if item.number is not None else "bold bullets" if bold and not bold[1] else "bullets"
        return self._add("item", item, depth, f"{look} {depth} deep" if depth > 1 else look, text)

    def _paragraph(self, block: Block, depth: int) -> None:
        """Take a paragraph run by run: each line with a label or a number begins one."""
        lines = [line.strip() for line in block.text.split("\n")]
        starts, look = [at for at, line in enumerate(lines) if at == 0 or _begins(line)], "paragraphs"
        if wording.are_options(lines) or is_back_link(block.text):
            starts = [0]
        elif len(lines) >= _FEWEST_LINES and sum(map(wording.is_question, lines)) * 2 > len(lines):
            starts, look = list(range(len(lines))), "lines"
        for start, end in pairwise([*starts, len(lines)]):
            passage = self._run(lines[start:end], block, depth, look)
            if end < len(lines) and lines[end] in _CARD_MARKS:
                passage.kind, passage.label, passage.shape = "label", "front", f"cards with “?”{self.place}"
            passage.first = passage.line = block.first + start
            passage.last = min(block.first + end, block.last)

    def _run(self, lines: list[str], block: Block, depth: int, look: str) -> Passage:
        first, text, kind, label = lines[0], "\n".join(lines), "text", ""
        bold = bold_lead(text)
        if first in _CARD_MARKS and len(lines) > 1:
            kind, look, text = "answer", "", "\n".join(lines[1:])
        elif found := wording.label_of(first):
            kind, look, label = "label", f"lines that begin with “{found.shown}”", found.name
        elif front_and_back(text)[1]:
            kind, look, label = "label", "cards with “::”", "::"
        elif wording.numbered(first):
            kind, look = "numbered", "numbered lines"
        elif bold:
            is_line = not bold[1] or "\n" in text[: len(text) - len(bold[1])].rstrip(" ")
            kind, look = "bold", "bold lines" if is_line else "paragraphs with a bold start"
        passage = self._add(kind, block, depth, look, text)  # type: ignore[arg-type]
        passage.label = label
        return passage


def _begins(line: str) -> bool:
    return line in _CARD_MARKS or wording.label_of(line) is not None or bool(wording.numbered(line))


def _label(item: Block) -> str:
    """What an item's own label makes of it: `- **Q:** …`, `- **Answer**: …`; a single letter may be an option's."""
    found = wording.label_of(item_text(item).split("\n", 1)[0])
    is_option = found and len(found.name) == 1 and found.name != "q" and not found.is_bold
    return "" if not found or is_option else wording.LABELS.get(found.name, "")


def item_text(item: Block) -> str:
    """What an item says before anything nested in it."""
    return item.children[0].text if item.children else item.text


def is_back_link(text: str) -> bool:
    """A link to a place in the same page, alone."""
    return (wording.lone_link(text) or "").startswith("#")
