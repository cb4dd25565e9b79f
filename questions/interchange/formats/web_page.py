"""HTML -> Markdown, for pages and for the fields of flash cards. Scripts, styles and what stands around a page are left
out."""

import re
from html import unescape

from questions.text import Unreadable

LARGEST_PAGE = 5_000_000
_LEFT_OUT = {"script", "style", "head", "nav", "template", "svg", "noscript", "iframe", "object", "button", "form"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "table",
    "ul",
    "ol",
    "dl",
    "dd",
    "blockquote",
    "figure",
    "hr",
}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_FOLDS = {"details", "summary"}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,30})(?P<rest>[^<>]{0,2000})>|<[!?][^<>]{0,2000}>")
_UNREAD = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_ATTRIBUTE = re.compile(
    r"\b(?P<name>href|src|alt)\s{0,9}=\s{0,9}(?:[\"'](?P<quoted>[^\"'<>]{0,1000})|(?P<bare>[^\"'\s>]{1,1000}))"
)
_DEEPEST = 6
_LONGEST_LINE = 20_000


def to_markdown(html: str) -> tuple[str, list[int]]:
    """The Markdown, and for each of its lines the number of the page's line. Raises Unreadable for too large a page."""
    if len(html) > LARGEST_PAGE:
        raise Unreadable(0, f"The page has more than {LARGEST_PAGE // 1_000_000} MB, the most for HTML.")
    page = _Page()
    page.read(_without_comments(html))
    page.end_line()
    return "\n".join(page.lines), page.numbers


def _without_comments(html: str) -> str:
    """The lines stay where they were; a comment that never closes hides all below it, as in a browser."""
    parts, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        parts.append(html[at:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        parts.append("\n" * html.count("\n", start, end))
        at = end + 3
    return "".join([*parts, html[at:]])


def attributes(tag: str) -> dict[str, str]:
    """The addresses and the text for a picture that a tag carries."""
    return {found["name"]: (found["quoted"] or found["bare"] or "").strip() for found in _ATTRIBUTE.finditer(tag)}


def fragment(html: str) -> str:
    """A flash card's field as Markdown."""
    text, _ = to_markdown(html)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Page:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self._line, self._number, self._here = "", 1, 1
        self._left_out = self._in_code = 0
        self._lists: list[str] = []
        self._links: list[str] = []
        self._cells = 0

    def read(self, html: str) -> None:
        """Tag by tag. Python's own parser looks again and again for the end of tags that have none."""
        at = 0
        for tag in _TAG.finditer(html):
            if tag.start() < at:  # within a script
                continue
            self._text(unescape(html[at : tag.start()]))
            self._here += html.count("\n", at, tag.end())
            at, name = tag.end(), (tag["name"] or "").lower()
            if tag["close"]:
                self._closes(name)
            elif name:
                self._opens(name, attributes(tag["rest"]))
            if name in _UNREAD and not tag["close"]:
                end = _UNREAD[name].search(html, at)
                at = end.start() if end else len(html)
        self._text(unescape(html[at:]))

    def end_line(self, *, blank: bool = False) -> None:
        if self._line.strip() or self._in_code:
            self._put(self._line.rstrip())
        if blank and self.lines and self.lines[-1]:
            self._put("")
        self._line = ""

    def _put(self, text: str) -> None:
        self.lines.append(text)
        self.numbers.append(self._number)
        self._number = self._here

    def _add(self, text: str) -> None:
        if len(self._line) > _LONGEST_LINE:  # a text that grows by pieces is copied with each
            self.end_line()
        if not self._line:
            self._number = self._here
        self._line += text

    def _opens(self, tag: str, found: dict[str, str]) -> None:
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif self._left_out:
            return
        elif re.fullmatch(r"h[1-6]", tag):
            self.end_line(blank=True)
            self._add("#" * int(tag[1]) + " ")
        elif tag == "pre":
            self.end_line(blank=True)
            self._put("```")
            self._in_code += 1
        elif tag == "br":
            self.end_line()
        elif tag == "li":
            self._item()
        elif tag == "img":
            self._add(f"![{found.get('alt', '')}]({found.get('src', '')})")
        elif tag == "a":
            self._links.append(found.get("href", ""))
            self._add("[")
        elif tag in {"td", "th"}:
            self._add("| ")
            self._cells += 1
        elif not self._in_code:
            self._plain(tag, closes=False)

    def _closes(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out = max(self._left_out - 1, 0)
        elif self._left_out:
            return
        elif re.fullmatch(r"h[1-6]", tag):
            self.end_line(blank=True)
        elif tag == "pre" and self._in_code:
            self._put(self._line) if self._line.strip() else None
            self._line = ""
            self._in_code -= 1
            self._put("```")
            self._put("")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._add(f"]({address})")
        elif tag in {"td", "th"}:
            self._add(" ")
        elif tag == "tr" and self._cells:
            self._row()
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self.end_line(blank=not self._lists)
        elif not self._in_code:
            self._plain(tag, closes=True)

    def _plain(self, tag: str, *, closes: bool) -> None:
        if tag in _FOLDS:
            self.end_line(blank=True)
            self._put(f"<{'/' if closes else ''}{tag}>")
        elif tag in {"ul", "ol"}:
            self.end_line(blank=not self._lists)
            self._lists.append(tag)
        elif tag == "dt":
            self._add("**")
            self.end_line(blank=closes) if closes else None
        elif tag in _MARKS:
            self._add(_MARKS[tag])
        elif tag in _BLOCKS and not self._lists and not self._cells:
            self.end_line(blank=True)

    def _item(self) -> None:
        self.end_line()
        depth = min(len(self._lists), _DEEPEST)
        mark = "1. " if self._lists and self._lists[-1] == "ol" else "- "
        self._add("    " * max(depth - 1, 0) + mark)

    def _row(self) -> None:
        cells, self._cells = self._cells, 0
        is_first = not self.lines or not self.lines[-1].startswith("|")
        self._line += "|"
        self.end_line()
        if is_first:
            self._put("|---" * cells + "|")

    def _text(self, data: str) -> None:
        if self._left_out:
            return
        if self._in_code:
            first, *more = data.split("\n")
            self._add(first)
            for line in more:
                self.end_line()
                self._line = line
            return
        text = re.sub(r"\s+", " ", data)
        self._add(text if self._line else text.lstrip())
