"""Makes plain Markdown of what people publish: front matter set aside, a wrong code page undone, simple HTML rewritten.

Folded passages (`<details>`) become marker headings, so that one Markdown parse finds them wherever they stand.
Lines may be added or dropped; each keeps the number that it had in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import ftfy

from questions.bankfiles import safe_yaml
from questions.content import Document
from questions.markdown import FENCE, fence_after

FOLD_OPENS, FOLD_CLOSES = "\ue000", "\ue001"
_SUMMARY_OPENS, _SUMMARY_CLOSES = "\ue002", "\ue003"
_MARK_NAMES = {FOLD_OPENS, FOLD_CLOSES, _SUMMARY_OPENS, _SUMMARY_CLOSES}
_MARKS = re.compile(f"([{FOLD_OPENS}-{_SUMMARY_CLOSES}])")
_LONGEST_FRONT_MATTER = 200

_FENCE = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*" + FENCE)
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*")
_PARTS = re.compile(
    r"(?P<code>(?<!`)(`{1,8})(?!`)[^`]*(?<!`)\2(?!`))|(?P<comment><!--.*?-->)|(?P<tag></?[a-zA-Z][^<>]{0,2000}>)"
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(
    r"\b(?P<name>href|src|alt)\s{0,9}=\s{0,9}(?:[\"'](?P<quoted>[^\"'<>]{0,1000})|(?P<bare>[^\"'\s>]{1,1000}))"
)
_FOLDS = {"details": (FOLD_OPENS, FOLD_CLOSES), "summary": (_SUMMARY_OPENS, _SUMMARY_CLOSES)}
_ANCHOR = re.compile(r"<a\b(?P<rest>[^<>]{0,1000})>(?P<text>[^<]{0,1000})</a\s{0,3}>", re.IGNORECASE)
_PAIRED = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_SPACE_WITHIN = re.compile(r"(?P<space>\s{1,9})</(?P<name>b|strong|i|em)\s{0,9}>", re.IGNORECASE)
_LAYOUT = {"p", "div", "center", "span", "font", "section", "article", "ul", "ol", "hr", "u", "small", "big", "nav"}


@dataclass(kw_only=True)
class Source:
    """The rewritten lines, and for each its number in the file."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def number(self, index: int) -> int:
        return self.numbers[min(index, len(self.numbers) - 1)] if self.numbers else 1

    def passage(self, first: int, last: int, indent: int = 0) -> str:
        """The lines from `first` up to `last`, moved left by `indent`, without the marks of folds."""
        lines = [
            line[min(indent, len(line) - len(line.lstrip(" "))) :]
            for line in self.lines[first:last]
            if FOLD_OPENS not in line and FOLD_CLOSES not in line
        ]
        return "\n".join(line.rstrip() for line in lines).strip("\n")


def prepare(text: str, document: Document) -> Source:
    """Rewrite a text; what is set aside is noted in the document's `skipped`."""
    lines = list(enumerate(_MARKS.sub("", text).split("\n"), 1))
    source = Source()
    if lines[0][1].strip() == "---":
        lines, source.meta = _front_matter(lines, document)
    for number, line in _without_folds(_rewritten(lines, document)):
        source.lines.append(line)
        source.numbers.append(number)
    return source


def mend(line: str) -> str:
    """Undo a wrong code page (UTF-8 read as Windows-1254, say); leave everything else as it is."""
    return line if line.isascii() else ftfy.fix_encoding(line)


def _front_matter(lines: list[tuple[int, str]], document: Document) -> tuple[list[tuple[int, str]], dict[str, Any]]:
    ends = (
        index for index, (_, line) in enumerate(lines[1:_LONGEST_FRONT_MATTER], 1) if line.strip() in {"---", "..."}
    )
    end = next(ends, None)
    if end is None or not any(":" in line for _, line in lines[1:end]):
        return lines, {}
    document.skip(1, lines[1][1], "front matter")
    try:
        meta = safe_yaml.load("\n".join(line for _, line in lines[1:end]))
    except safe_yaml.Invalid as error:
        document.skip(error.line + 1, lines[min(error.line, end)][1], f"front matter that is not valid YAML: {error}")
        meta = {}
    return lines[end + 1 :], meta if isinstance(meta, dict) else {}


def _rewritten(lines: list[tuple[int, str]], document: Document) -> Iterator[tuple[int, str]]:
    """Each line outside code with its HTML rewritten; comments over several lines dropped."""
    fence, in_comment = "", False
    for number, line in lines:
        line = mend(line.rstrip()).expandtabs(4)
        if in_comment:
            _, closed, line = line.partition("-->")
            in_comment = not closed
            if in_comment:
                continue
        if found := _FENCE.match(line):
            fence = fence_after(found, fence)
        elif not fence and "<" in line:
            before, opened, inside = line.partition("<!--")
            if opened and "-->" not in inside:
                document.skip(number, inside or "<!--", "a comment")
                line, in_comment = before, True
            yield from ((number, part) for part in _rewrite(line))
            continue
        yield number, line


def _rewrite(line: str) -> Iterator[str]:
    """One line's HTML as Markdown. A line break makes two lines, except within a table."""
    line = _SPACE_WITHIN.sub(lambda tag: f"</{tag['name']}>{tag['space']}", line)
    unpaired = {
        name
        for name in _PAIRED
        if len(re.findall(rf"<{name}\b[^<>]*>", line)) != len(re.findall(rf"</{name}\s*>", line))
    }
    rewritten = _linked(_PARTS.sub(lambda part: part["code"] or _rewritten_tag(part["tag"] or "", unpaired), line))
    if not rewritten.strip("* "):
        yield ""
        return
    first, *more = rewritten.split("\n")
    if first.lstrip().startswith("|"):
        yield " ".join([first, *more])
        return
    yield first.rstrip()
    indent = " " * _content_starts(first)
    yield from (indent + part.strip() for part in more if part.strip())


def _content_starts(line: str) -> int:
    """Where a line's text begins, behind indentation and list markers."""
    marker = _MARKER.match(line)
    return marker.end() if marker else 0


def _rewritten_tag(text: str, unpaired: set[str]) -> str:
    tag = _TAG.fullmatch(text)
    if not tag:
        return ""
    name, closes = tag["name"].lower(), bool(tag["close"])
    if name in _PAIRED:
        return "" if name in unpaired else _PAIRED[name]
    if name in _FOLDS:
        return _FOLDS[name][closes]
    if re.fullmatch(r"h[1-6]", name):
        return "" if closes else "#" * int(name[1]) + " "
    if name == "img":
        found = _attributes(tag["rest"])
        return f"![{found.get('alt', '')}]({found['src']})" if found.get("src") else ""
    if name == "a":  # made a link where it ends, in _linked
        return text
    simple = {"br": "\n", "li": "" if closes else "- ", "sub": "" if closes else "_", "sup": "" if closes else "^"}
    return simple.get(name, "" if name in _LAYOUT else text)


def _attributes(text: str) -> dict[str, str]:
    return {found["name"]: (found["quoted"] or found["bare"] or "").strip() for found in _ATTRIBUTE.finditer(text)}


def _linked(line: str) -> str:
    """With links in Markdown; a bare anchor vanishes."""

    def link(found: re.Match[str]) -> str:
        address = _attributes(found["rest"]).get("href")
        return f"[{found['text']}]({address})" if address else found["text"]

    return re.sub(r"</?[aA](?:\s[^<>]{0,1000})?>", "", _ANCHOR.sub(link, line))


def _without_folds(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Turn folded passages into marker headings: `###### ⟨opens⟩ summary` … `###### ⟨closes⟩`."""
    folds = _Folds()
    for number, line in lines:
        if folds.is_open or _MARKS.search(line):
            yield from ((number, part) for part in folds.feed(line))
        else:
            yield number, line


class _Folds:
    """Follows `<details>` and `<summary>` through the lines."""

    def __init__(self) -> None:
        self.indents: list[int] = []  # of each open fold
        self.shifts: list[int | None] = []  # how far its body is moved left, once known
        self.summary: list[str] | None = None
        self.awaits_summary = False

    @property
    def is_open(self) -> bool:
        return bool(self.indents) or self.summary is not None

    def feed(self, line: str) -> Iterator[str]:
        if not _MARKS.search(line) and self.summary is None and not self.awaits_summary:
            yield self._shifted(line)
            return
        lead = ""  # a list's marker, which stands before what comes first
        for part in _MARKS.split(line):
            if part not in _MARK_NAMES and _MARKER.fullmatch(part) and self.summary is None:
                lead = lead or part
                continue
            for text in self._part(part, _content_starts(line)):
                indent = " " * (self.indents[-1] if self.indents else 0)
                yield (lead if lead.strip() else indent) + text
                lead = ""
            if part == FOLD_CLOSES and self.indents:
                self.indents.pop()
                self.shifts.pop()

    def _part(self, part: str, indent: int) -> Iterator[str]:
        if part == FOLD_OPENS:
            self.indents.append(indent)
            self.shifts.append(None)
            self.awaits_summary = True
        elif part == _SUMMARY_OPENS:
            self.summary = []
        elif part not in _MARK_NAMES and self.summary is not None:
            self.summary.append(part)
        else:
            if part == _SUMMARY_CLOSES or self.awaits_summary:
                title = " ".join(" ".join(self.summary or ()).split()).lstrip("# ")
                self.summary, self.awaits_summary = None, False
                yield f"###### {FOLD_OPENS}{title}"
            if part == FOLD_CLOSES and self.indents:
                yield f"###### {FOLD_CLOSES}"
            elif part not in _MARK_NAMES:
                yield part.strip() if self.indents else part

    def _shifted(self, line: str) -> str:
        """Move a body that is indented like HTML back to where Markdown does not take it for code."""
        indent = len(line) - len(line.lstrip(" "))
        if not self.indents or not line.strip():
            return line
        shift = self.shifts[-1]
        if shift is None:
            shift = self.shifts[-1] = indent - self.indents[-1] if indent >= self.indents[-1] + 4 else 0
        return line[min(indent, shift) :]
