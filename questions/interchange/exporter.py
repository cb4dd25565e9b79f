"""Questions -> files that other programs open: CSV, JSON, our question files in a zip, Anki's notes in plain text.

CSV, JSON and the zip can be imported again; what a curator exports is each question's latest version.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from questions import markdown
from questions.bankfiles import index_file, question_file
from questions.content import CategoryEntry, Entry
from questions.entries import entries_of
from questions.models import Question

from .formats import archive, json_file
from .formats.formulas import guarded

ANKI_DECK = "Dry Run"
_MATHS = re.compile(
    r'<(?P<tag>span|div) class="math math-(?P<display>inline|block)">(?P<latex>.*?)</(?P=tag)>', re.DOTALL
)

ROW = (
    *(
        "slug",
        "category",
        "kind",
        "difficulty",
        "minutes",
        "status",
        "tags",
        "title",
        "question",
        "hints",
        "key_points",
    ),
    *("answer", "follow_ups", "mistakes", "sources", "starter_code", "solution_code", "test_code", "origin"),
)

type Pair = tuple[Question, Entry]


@dataclass(frozen=True, kw_only=True)
class ExportFormat:
    label: str
    suffix: str
    content_type: str
    write: Callable[[Sequence[Pair]], bytes]


def export(questions: Iterable[Question], name: str) -> bytes:
    """The bytes of an export; `name` is one of FORMATS."""
    return FORMATS[name].write(list(entries_of(questions)))


# --- CSV and JSON


def _csv(pairs: Sequence[Pair]) -> bytes:
    """With a byte order mark, without which Excel misreads UTF-8. No cell can be taken for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(name.replace("_", " ") for name in ROW)
    for question, entry in pairs:
        row = _row(question, entry)
        writer.writerow(guarded(_cell(row[name])) for name in ROW)
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return question_file.write_list(value) if any("\n" in item for item in value) else "\n".join(value)


def _json(pairs: Sequence[Pair]) -> bytes:
    rows = [{name: value for name, value in _row(*pair).items() if value not in ("", [])} for pair in pairs]
    return json_file.write(rows).encode()


def _row(question: Question, entry: Entry) -> dict[str, Any]:
    content, task = entry.content, entry.content.task
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
        "key_points": [f"({point.weight}) {point.text}" for point in content.key_points],
        "answer": content.answer,
        "follow_ups": list(content.follow_ups),
        "mistakes": list(content.mistakes),
        "sources": list(content.sources),
        "starter_code": task.starter if task else "",
        "solution_code": task.solution if task else "",
        "test_code": task.tests if task else "",
        "origin": question.origin,
    }


# --- Our own files


def _zip(pairs: Sequence[Pair]) -> bytes:
    """A folder as `load_bank` reads it, with an index of the categories that occur."""
    entries = [entry for _, entry in pairs]
    categories = {question.category.slug: question.category for question, _ in pairs}
    index = index_file.Index(
        categories=[
            CategoryEntry(name=category.name, slug=slug, blurb=category.blurb) for slug, category in categories.items()
        ],
        orders={slug: [entry.slug for entry in entries if entry.category == slug] for slug in categories},
    )
    files = [(f"{entry.category}/{entry.slug}.md", question_file.write(entry)) for entry in entries]
    return archive.zipped([*files, (index_file.NAME, index_file.write(index))])


# --- Anki


def _anki(pairs: Sequence[Pair]) -> bytes:
    """Notes in plain text (https://docs.ankiweb.net/importing/text-files.html). A second import updates the notes."""
    buffer = io.StringIO(newline="")
    buffer.write("#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n")
    buffer.write(f"#deck:{ANKI_DECK}\n#columns:ID\tFront\tBack\tTags\n#tags column:4\n")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    for _, entry in pairs:
        writer.writerow(
            [f"dry-run-{entry.slug}", _anki_html(entry.content.prompt), _anki_back(entry), _anki_tags(entry)]
        )
    return buffer.getvalue().encode()


def _anki_back(entry: Entry) -> str:
    points = "".join(f"<li>{_inline(point.text)}</li>" for point in entry.content.key_points)
    task = entry.content.task
    return "".join(
        [
            f"<ul>{points}</ul>" if points else "",
            _anki_html(entry.content.answer),
            f"<pre><code>{escape(task.solution)}</code></pre>" if task else "",
        ]
    )


def _anki_html(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_html(text))


def _inline(text: str) -> str:
    return _MATHS.sub(_mathjax, markdown.to_inline_html(text))


def _mathjax(found: re.Match[str]) -> str:
    r"""Anki sets LaTeX that stands between \( and \), or \[ and \]."""
    opening, closing = (r"\(", r"\)") if found["display"] == "inline" else (r"\[", r"\]")
    return f"{opening}{found['latex']}{closing}"


def _anki_tags(entry: Entry) -> str:
    """Tags have no spaces; `::` makes a tag below another."""
    tags = [
        f"dry-run::{entry.category}",
        f"dry-run::{entry.difficulty}",
        *(re.sub(r"\s+", "-", tag) for tag in entry.tags),
    ]
    return " ".join(tags)


FORMATS = {
    "csv": ExportFormat(label="CSV", suffix="csv", content_type="text/csv; charset=utf-8", write=_csv),
    "json": ExportFormat(label="JSON", suffix="json", content_type="application/json", write=_json),
    "files": ExportFormat(label="question files (zip)", suffix="zip", content_type="application/zip", write=_zip),
    "anki": ExportFormat(label="Anki notes", suffix="txt", content_type="text/plain; charset=utf-8", write=_anki),
}
