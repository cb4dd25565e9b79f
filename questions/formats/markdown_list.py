"""Lists of questions as people publish them in Markdown: headings for categories, bullets for questions.

A document that went through a wrong code page (UTF-8 read as Windows-1254, say) is mended first, by ftfy.
"""

import re

import ftfy
import ftfy.badness

from .. import markdown
from ..content import CategoryEntry, Content, Document, Entry, ResourceEntry, Skipped, TipEntry

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.+?)\s*#*$")
_BULLET = re.compile(r"[-*+]\s+(?P<text>\S.*)")
_LINK = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<url>[^)\s]+)\)[\s:–—-]*(?P<blurb>.*)")
_CONTENTS = {"categories", "contents", "table of contents", "index"}
_RESOURCES = {"resources", "references", "further reading", "links"}
_TIPS = {"tips", "advice"}


def read(text: str) -> Document:
    """Find categories (second-level headings, with a quotation below as the blurb), questions, resources and tips."""
    document = Document()
    section = ""
    for number, line in enumerate(mend(text).split("\n"), 1):
        line = line.strip()
        if heading := _HEADING.fullmatch(line):
            section = _plain_heading(heading["text"]) if len(heading["level"]) > 1 else ""
            if section and section.casefold() not in _CONTENTS | _RESOURCES | _TIPS:
                document.categories.append(CategoryEntry(name=section, line=number))
            continue
        if not line or set(line) <= {"-", "*", "_", " "}:
            continue
        _read_line(document, section, line, number)
    return document


def mend(text: str) -> str:
    """Undo a wrong code page; leave typographic quotes as they are."""
    return ftfy.fix_text(text, uncurl_quotes=False).replace("\0", "")


def _plain_heading(text: str) -> str:
    """A heading's words, without leading emoji or the ruins of one."""
    text = re.sub(r"^\W+", "", markdown.to_text(text))
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and ftfy.badness.is_bad(first) else text


def _read_line(document: Document, section: str, line: str, number: int) -> None:
    topic = section.casefold()
    bullet = _BULLET.fullmatch(line)
    if bullet and topic in _RESOURCES and (link := _LINK.fullmatch(bullet["text"])):
        document.resources.append(
            ResourceEntry(title=link["title"], url=link["url"], blurb=link["blurb"], line=number)
        )
    elif bullet and topic in _TIPS:
        document.tips.append(TipEntry(text=bullet["text"], line=number))
    elif bullet and document.categories and section == document.categories[-1].name:
        prompt = bullet["text"]
        document.entries.append(
            Entry(
                content=Content(title=markdown.to_text(prompt).rstrip("?.:"), prompt=prompt),
                category=section,
                line=number,
            )
        )
    elif line.startswith(">") and document.categories and section == document.categories[-1].name:
        last = document.categories[-1]
        blurb = markdown.to_text(f"{last.blurb} {line.lstrip('> ')}")
        document.categories[-1] = CategoryEntry(name=last.name, blurb=blurb, line=last.line)
    else:
        reason = "part of the table of contents" if topic in _CONTENTS else "neither a heading nor a list item"
        document.skipped.append(Skipped(line=number, text=line, reason=reason))
