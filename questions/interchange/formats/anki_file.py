"""Anki's notes in plain text (https://docs.ankiweb.net/importing/text-files.html). They are only written."""

import csv
import io
import re
from collections.abc import Sequence
from html import escape

from questions import markdown
from questions.content import Entry

from .fields import Outgoing

DECK = "Dry Run"
_MATHS = re.compile(
    r'<(?P<tag>span|div) class="math math-(?P<display>inline|block)">(?P<latex>.*?)</(?P=tag)>', re.DOTALL
)


def write(questions: Sequence[Outgoing]) -> bytes:
    """A second import updates the notes of the first."""
    buffer = io.StringIO(newline="")
    buffer.write("#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n")
    buffer.write(f"#deck:{DECK}\n#columns:ID\tFront\tBack\tTags\n#tags column:4\n")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for entry in (question.entry for question in questions):
        writer.writerow([f"dry-run-{entry.slug}", _html(entry.content.prompt), _back(entry), _tags(entry)])
    return buffer.getvalue().encode()


def _back(entry: Entry) -> str:
    points = "".join(f"<li>{_inline(point.text)}</li>" for point in entry.content.key_points)
    task = entry.content.task
    return "".join(
        [
            f"<ul>{points}</ul>" if points else "",
            _html(entry.content.answer),
            f"<pre><code>{escape(task.solution)}</code></pre>" if task else "",
        ]
    )


def _html(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_html(text))


def _inline(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_inline_html(text))


def _mathjax(found: re.Match[str]) -> str:
    r"""Anki sets LaTeX that stands between \( and \), or \[ and \]."""
    opening, closing = (r"\(", r"\)") if found["display"] == "inline" else (r"\[", r"\]")
    return f"{opening}{found['latex']}{closing}"


def _tags(entry: Entry) -> str:
    """Tags have no spaces; `::` makes a tag below another."""
    tags = [
        f"dry-run::{entry.category}",
        f"dry-run::{entry.difficulty}",
        *(re.sub(r"\s+", "-", tag) for tag in entry.tags),
    ]
    return " ".join(tags)
