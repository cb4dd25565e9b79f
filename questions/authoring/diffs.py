"""What changed between two contents, for people to read: prose by words, lists by items, code by lines.

Pure functions of texts. `changes` is the entry; templates/questions/_diff.html draws what it returns.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from diff_match_patch import diff_match_patch

from questions import notation
from questions.content import Content, Point

ALIKE = 0.5
"""The share of common words from which a list's item counts as the same one, reworded."""

CONTEXT = 3
"""How many unchanged lines of code stand around each change."""

LONGEST_COMPARED = 60
"""A list with more items than this is compared as it stands, without looking for reworded items."""


class Sort(StrEnum):
    """What happened to a piece, an item or a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SKIPPED = "skipped"  # unchanged lines that are not shown


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of words that are the same, added or removed."""

    sort: Sort
    text: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item of a list. `weights` are a key point's before and after, where it has them."""

    sort: Sort
    pieces: tuple[Piece, ...]
    weights: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of code, or of `SKIPPED` the number of those left out as its text."""

    sort: Sort
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that differs. Of `pieces`, `items` and `lines` the one that `form` names is filled."""

    name: str
    label: str
    form: Literal["prose", "list", "code"]
    pieces: tuple[Piece, ...] = ()
    items: tuple[Item, ...] = ()
    lines: tuple[Line, ...] = ()


_PROSE = {"title", "prompt", "answer"}
_LISTS = {"hints", "mistakes", "sources"}
_WRITTEN = {"follow_ups", "facts", "curveball", "stages"}
_CODE = {"starter": "Starter", "solution": "Solution", "tests": "Tests", "hidden_tests": "Hidden tests"}
LABELS = {
    "title": "Title",
    "prompt": "Question",
    "hints": "Hints",
    "key_points": "Key points",
    "answer": "Reference answer",
    "follow_ups": "Follow-ups",
    "mistakes": "Common mistakes",
    "facts": "Facts",
    "curveball": "Curveball",
    "stages": "Stages",
    "sources": "Sources",
    "task": "Code task",
}
"""The fields of a content in the order in which they are read, with the names that people know them by."""


def changed_fields(old: Content, new: Content) -> list[str]:
    """The labels of the fields that differ."""
    return [label for name, label in LABELS.items() if getattr(old, name) != getattr(new, name)]


def changes(old: Content, new: Content) -> list[Change]:
    """The fields that differ, in the order of LABELS."""
    found: list[Change] = []
    for name, label in LABELS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if name in _PROSE:
            found.append(Change(name=name, label=label, form="prose", pieces=words(before, after)))
        elif name in _LISTS:
            found.append(Change(name=name, label=label, form="list", items=items(before, after)))
        elif name in _WRITTEN:
            found.append(Change(name=name, label=label, form="list", items=items(_written(before), _written(after))))
        elif name == "key_points":
            found.append(Change(name=name, label=label, form="list", items=points(before, after)))
        else:
            found += _code_changes(old, new)
    return found


def _written(parts: Any) -> list[str]:
    """The parts of a content, or the only one, as a question file writes them."""
    return [notation.write(part) for part in (parts if isinstance(parts, tuple) else [parts] if parts else [])]


def _code_changes(old: Content, new: Content) -> Iterator[Change]:
    needed, needs = (getattr(content.task, "requires", ()) for content in (old, new))
    if needed != needs:
        yield Change(name="requires", label="Requires", form="list", items=items(needed, needs))
    for name, label in _CODE.items():
        before, after = getattr(old.task, name, ""), getattr(new.task, name, "")
        if before != after:
            yield Change(name=name, label=label, form="code", lines=lines(before, after))


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Compare by words, and join small coincidences into readable runs (diff-match-patch's semantic cleanup)."""
    codes: dict[str, str] = {}
    differ = diff_match_patch()
    found = differ.diff_main(_encode(old, codes), _encode(new, codes), False)
    differ.diff_cleanupSemantic(found)
    decode = {code: word for word, code in codes.items()}
    sorts = {differ.DIFF_EQUAL: Sort.SAME, differ.DIFF_INSERT: Sort.ADDED, differ.DIFF_DELETE: Sort.REMOVED}
    return tuple(Piece(sort=sorts[kind], text="".join(decode[code] for code in text)) for kind, text in found)


def _encode(text: str, codes: dict[str, str]) -> str:
    """Stand one character for each word, punctuation mark or white space, so that a comparison sees whole words."""
    encoded = []
    for word in re.findall(r"\w+|\s+|[^\w\s]", text):
        if word not in codes:
            number = len(codes) + 1
            codes[word] = chr(number if number < 0xD800 else number + 0x800)  # past the surrogates
        encoded.append(codes[word])
    return "".join(encoded)


def items(old: Sequence[str], new: Sequence[str]) -> tuple[Item, ...]:
    """Compare two lists of texts."""
    return tuple(
        Item(sort=sort, pieces=words(before or "", after or ""))
        for sort, before, after in _aligned(old, new, lambda text: text)
    )


def points(old: Sequence[Point], new: Sequence[Point]) -> tuple[Item, ...]:
    """Compare two rubrics; a point whose weight alone differs has changed."""
    return tuple(_point(*found) for found in _aligned(old, new, lambda point: point.text))


def _point(sort: Sort, before: Point | None, after: Point | None) -> Item:
    either = before or after
    assert either is not None  # noqa: S101  (_aligned yields no empty pair)
    pieces = words(before.text if before else "", after.text if after else "")
    return Item(sort=sort, pieces=pieces, weights=((before or either).weight, (after or either).weight))


def lines(old: str, new: str, context: int = CONTEXT) -> tuple[Line, ...]:
    """Compare code line by line; of longer unchanged passages only `context` lines around a change are shown."""
    before, after = old.splitlines(), new.splitlines()
    shown: list[Line] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    opcodes = matcher.get_opcodes()
    for number, (tag, start, end, new_start, new_end) in enumerate(opcodes):
        if tag == "equal":
            head = context if number > 0 else 0
            tail = context if number < len(opcodes) - 1 else 0
            shown += _folded(before[start:end], head, tail)
        else:
            shown += [Line(sort=Sort.REMOVED, text=line) for line in before[start:end]]
            shown += [Line(sort=Sort.ADDED, text=line) for line in after[new_start:new_end]]
    return tuple(shown)


def _folded(same: Sequence[str], head: int, tail: int) -> Iterator[Line]:
    left_out = len(same) - head - tail
    if left_out <= 1:
        yield from (Line(sort=Sort.SAME, text=line) for line in same)
        return
    yield from (Line(sort=Sort.SAME, text=line) for line in same[:head])
    yield Line(sort=Sort.SKIPPED, text=str(left_out))
    yield from (Line(sort=Sort.SAME, text=line) for line in same[len(same) - tail :])


def _aligned[T](
    old: Sequence[T], new: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[Sort, T | None, T | None]]:
    """Each item of both lists once, in the new order, the removed ones where they stood."""
    matcher = difflib.SequenceMatcher(None, [*map(text, old)], [*map(text, new)], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            for before, after in zip(old[start:end], new[new_start:new_end], strict=True):
                yield Sort.SAME if before == after else Sort.CHANGED, before, after
        else:
            yield from _reworded(old[start:end], new[new_start:new_end], text)


def _reworded[T](
    old: Sequence[T], new: Sequence[T], text: Callable[[T], str]
) -> Iterator[tuple[Sort, T | None, T | None]]:
    """Items of which none is the same: those that are alike are one item, in order; the others came or went."""
    compared = max(len(old), len(new)) <= LONGEST_COMPARED
    left = list(old)
    for after in new:
        likeness = [_likeness(text(before), text(after)) for before in left] if compared else []
        place = max(range(len(likeness)), key=likeness.__getitem__, default=0)
        if not likeness or likeness[place] < ALIKE:
            yield Sort.ADDED, None, after
            continue
        yield from ((Sort.REMOVED, before, None) for before in left[:place])
        yield Sort.CHANGED, left[place], after
        del left[: place + 1]
    yield from ((Sort.REMOVED, before, None) for before in left)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
