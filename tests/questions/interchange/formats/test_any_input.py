"""Whatever comes in, a reader answers with a document whose lines lie within the source, in time."""

import json
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.content import Document
from questions.interchange import detect
from questions.text import MOST_LINES

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
