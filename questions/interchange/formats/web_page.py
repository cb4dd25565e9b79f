"""HTML -> Markdown, for pages and for the fields of flash cards. Scripts, styles and what stands around a page are left
out."""

import re
from html.parser import HTMLParser

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
_DEEPEST = 6


def to_markdown(html: str) -> tuple[str, list[int]]:
    """The Markdown, and for each of its lines the number of the page's line. Raises Unreadable for too large a page."""
    if len(html) > LARGEST_PAGE:
        raise Unreadable(0, f"The page has more than {LARGEST_PAGE // 1_000_000} MB, the most for HTML.")
    page = _Page()
    page.feed(html)
    page.close()
    page.end_line()
    return "\n".join(page.lines), page.numbers


def fragment(html: str) -> str:
    """A flash card's field as Markdown."""
    text, _ = to_markdown(html)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self._line, self._number = "", 1
        self._left_out = self._in_code = 0
        self._lists: list[str] = []
        self._links: list[str] = []
        self._cells = 0

    def end_line(self, *, blank: bool = False) -> None:
        if self._line.strip() or self._in_code:
            self._put(self._line.rstrip())
        if blank and self.lines and self.lines[-1]:
            self._put("")
        self._line = ""

    def _put(self, text: str) -> None:
        self.lines.append(text)
        self.numbers.append(self._number)
        self._number = self.getpos()[0]

    def _add(self, text: str) -> None:
        if not self._line:
            self._number = self.getpos()[0]
        self._line += text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
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

    def handle_endtag(self, tag: str) -> None:
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

    def handle_data(self, data: str) -> None:
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
