"""Whatever comes in, a reader answers with a document whose lines lie within the source, in time."""

import io
import json
import string
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.content import Document
from questions.interchange import detect
from questions.text import MOST_LINES
from tests.questions.interchange.formats.sources import workbook, zipped

PIECES = [
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "* ",
        "1. ",
        "1) ",
        "   ",
        "\t",
        "> ",
        "**",
        "__",
        "`",
        "```",
        "```text",
        "~~~",
        "---",
        "|",
    ),
    *(
        "Q: ",
        "A: ",
        "**Q:** ",
        "Answer: ",
        "Answer",
        "[E] ",
        "👶",
        "⭐",
        "What is x?",
        "Explain y to me",
        "Question 1",
        "\n",
    ),
    *(
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<br>",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<a href='#x'>",
        "</a>",
    ),
    *(
        "| Question | Answer |",
        "|---|---|",
        "[top](#top)",
        "[src](https://example.org)",
        "\n\n",
        "TODO",
        "License",
        "Tips",
    ),
]
markdown = st.lists(st.sampled_from(PIECES) | st.text(string.printable, max_size=6), max_size=60).map("".join)
rows = st.lists(
    st.lists(st.sampled_from(['"', ",", ";", "a?", "What is b?", "=1", "\n", "question", "answer", "'"]))
).map(lambda lists: "\n".join("".join(cells) for cells in lists))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["question", "answer", "options", "questions", "What is z?", "a"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


def check(document: Document, text: str) -> None:
    last = text.count("\n") + text.count("\r") + 1
    lines = [entry.line for entry in document.entries] + [item.line for item in document.skipped]
    assert all(1 <= line <= last for line in [*lines, *(category.line for category in document.categories)])
    assert all(0 <= problem.line <= last for problem in document.errors)
    assert all(entry.content.title and entry.content.prompt for entry in document.entries)


@settings(max_examples=400, deadline=None)
@given(markdown)
def test_markdown(text: str) -> None:
    check(detect.read("list.md", text.encode()), text)


@settings(deadline=None)
@given(rows | st.text(max_size=200))
def test_csv(text: str) -> None:
    check(detect.read("list.csv", text.encode("utf-8", "replace")), text)


@settings(deadline=None)
@given(values)
def test_json(value: object) -> None:
    text = json.dumps(value, indent=1)
    check(detect.read("list.json", text.encode()), text)


@settings(deadline=None)
@given(st.text("-: \n[]{}&*?|>'\"abWhat", max_size=120))
def test_yaml(text: str) -> None:
    check(detect.read("list.yaml", text.encode()), text)


@given(
    st.binary(max_size=300), st.sampled_from(["a.md", "a.csv", "a.xlsx", "a.zip", "a.json", "a.yaml", "a", "bank.yaml"])
)
def test_bytes(data: bytes, name: str) -> None:
    detect.read(name, data)


@given(st.binary(max_size=200))
def test_damaged_archives(data: bytes) -> None:
    assert detect.read("a.zip", b"PK\x03\x04" + data).errors


LARGE = {
    "bullets": "- What is this about?\n" * (MOST_LINES // 4),
    "headings": "## What is this?\n\n" * (MOST_LINES // 8),
    "quotes": ">" * 100_000,
    "deep list": "".join(" " * depth + "- a\n" for depth in range(2_000)),
    "one long line": "What is " + "a" * 5_000_000 + "?",
    "brackets": "[" * 200_000,
    "stars": "*" * 200_000 + "\n" + "a*" * 100_000,
    "folds": "<details>\n<summary>What is x?</summary>\n" * 20_000,
    "open tags": "<a " * 300_000,
    "anchors": "<a href=x>" * 100_000,
    "code marks": "`<" * 200_000,
    "bold": "**What is x?**\n\nText\n\n" * 5_000,
    "comments": "<!-- " * 100_000,
    "table": "| Question |\n|---|\n" + "| What is x? |\n" * 10_000,
    "spaces": " " * 1_000_000 + "x",
    "numbers": "1" * 1_000_000 + ". x",
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_large_and_hostile_markdown_takes_seconds(name: str) -> None:
    began = time.process_time()
    detect.read("list.md", LARGE[name].encode())
    assert time.process_time() - began < 30


LOOSE = ["[a](", "![a](", "<b>", "<a href=", "<div>", "**", "Q: ", "1. ", "? (", "a::", "[[a][", "|", '"', "&#"]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv", "a.html", "a.org", "notes.txt"])
@pytest.mark.parametrize("piece", LOOSE)
def test_eighty_kilobytes_of_one_piece_take_no_time(name: str, piece: str) -> None:
    start = "#separator:tab\n#html:true\n" if name == "notes.txt" else ""
    began = time.process_time()
    document = detect.read(name, (start + piece * (80_000 // len(piece))).encode())
    assert time.process_time() - began < 10
    assert all(len(str(problem)) < 300 for problem in document.errors)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '["What is it?",\n' + "9" * 5_000 + "]", 2),
        ("a.jsonl", '{"question": "What?"}\n' + "9" * 5_000 + "\n", 2),
        ("a.ipynb", '{"cells": [],\n"nbformat": ' + "9" * 5_000 + "}", 2),
    ],
)
def test_a_number_that_python_does_not_read_is_told_with_its_line(name: str, text: str, line: int) -> None:
    (problem,) = detect.read(name, text.encode()).errors
    assert (problem.line, "digits" in problem.message or "number" in problem.message) == (line, True)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.apkg"])
def test_a_damaged_archive_of_any_packing_is_told(method: int, name: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for part in (
            "[Content_Types].xml",
            "xl/workbook.xml",
            "a.md",
            *(["collection.anki2"] if "apkg" in name else []),
        ):
            made.writestr(part, b"- What is it?\n" * 200)
    whole = buffer.getvalue()
    for place in range(30, len(whole) // 2, 37):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        for problem in detect.read(name, bytes(damaged)).errors:
            assert problem.message.endswith((".", ".zip.", "instead."))


def test_a_text_that_a_workbook_names_and_has_not_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([["What is a cell?"]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(
        b't="inlineStr"><is><t>What is a cell?</t></is>', b't="s"><v>99</v>'
    )
    (problem,) = detect.read("book.xlsx", zipped(**files)).errors
    assert "not an Excel workbook, or it is damaged" in problem.message


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("content.xml", "an OpenDocument file"),
    ],
)
def test_other_formats_are_refused_by_their_name(part: str, what: str) -> None:
    (problem,) = detect.read("a.bin", zipped(**{part: "x"})).errors
    assert problem.message.startswith(f"This is {what}, a format that is not read.")
