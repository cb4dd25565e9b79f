"""Every input through every format that can be imported, and files that are hostile as a whole."""

import gzip
import io
import json
import lzma
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

import pytest

from questions.content import Document
from questions.interchange import detect, importer
from questions.text import LARGEST_FILE, storable
from tests.hostile.inputs import INPUTS

pytestmark = pytest.mark.django_db

SECONDS = 4
"""Of the processor, for one file: what takes longer keeps everybody else waiting."""


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def csv_row(*texts: str) -> str:
    return ",".join('"' + text.replace('"', '""') + '"' for text in texts)


FORMATS: dict[str, Callable[[str], str]] = {
    "list.md": lambda text: f"# Questions\n\n## {text}\n\n{text}\n\n- [{text}](https://example.org/{text})\n",
    "numbered.md": lambda text: f"1. {text}?\n   {text}\n2. **{text}**\n",
    "plain.txt": lambda text: f"{text}?\nAnswer: {text}\n",
    "table.csv": lambda text: f"question,answer,category\n{csv_row(text, text, text)}\n",
    "raw.csv": lambda text: f"question,answer\n{text},{text}\n",
    "tabs.tsv": lambda text: f"question\tanswer\n{text}\t{text}\n",
    "list.json": lambda text: json.dumps([{"question": text, "answer": text, "tags": [text], "difficulty": text}]),
    "raw.json": lambda text: f'[{{"question": "{text}", "answer": {text}}}]',
    "lines.jsonl": lambda text: json.dumps({"question": text, "answer": text}) + f"\n{text}\n",
    "list.yaml": lambda text: f"- question: {text}\n  answer: |\n    {text}\n- {text}: {text}\n",
    "ours.md": lambda text: f"---\ntitle: {text}\nkind: theory\nminutes: {text}\n---\n{text}\n\n## Answer\n{text}\n",
    "page.html": lambda text: f"<h2>{text}</h2><p>{text}</p>",
    "unknown.bin": lambda text: text,
}
"""For each format a file with the input wherever it has words."""

DEEP = 100_000
NAMES = sorted({text[:80] for text in INPUTS if text.isprintable()})


def bomb(levels: int = 1) -> bytes:
    data = b"0" * 50_000_000
    for _ in range(levels):
        data = zipped(("list.md", data))
    return data


def damaged(method: int) -> bytes:
    data = bytearray(zipped(("list.md", b"## What is a tree?\n\nA graph.\n" * 200), method=method))
    data[60:120] = b"\xff" * 60
    return bytes(data)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a number of 5,000 digits": ("a.json", lambda: b'[{"question": "Why?", "minutes": ' + b"9" * 5000 + b"}]"),
    "a number of 5,000 digits in YAML": ("a.yaml", lambda: b"- question: Why?\n  minutes: " + b"9" * 5000),
    "deep JSON": ("a.json", lambda: b"[" * DEEP),
    "deep JSON that ends": ("a.json", lambda: b"[" * DEEP + b"]" * DEEP),
    "deep YAML": ("a.yaml", lambda: b"[" * DEEP),
    "YAML that laughs": (
        "a.yaml",
        lambda: (
            b"a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
        ),
    ),
    "YAML that runs": ("a.yaml", lambda: b"- !!python/object/apply:os.system ['id']"),
    "YAML of itself": ("a.yaml", lambda: b"&a [*a]"),
    "a zip bomb": ("a.zip", bomb),
    "a zip bomb in a zip": ("a.zip", lambda: bomb(2)),
    "a zip in itself": ("a.zip", lambda: zipped(("b.zip", zipped(("c.zip", zipped(("d.md", b"## Why?"))))))),
    "damaged deflate": ("a.zip", lambda: damaged(zipfile.ZIP_DEFLATED)),
    "damaged LZMA": ("a.zip", lambda: damaged(zipfile.ZIP_LZMA)),
    "damaged bzip2": ("a.zip", lambda: damaged(zipfile.ZIP_BZIP2)),
    "half a zip": ("a.zip", lambda: zipped(("list.md", b"## Why?\n" * 99))[:60]),
    "the head of a zip": ("a.zip", lambda: b"PK\x03\x04"),
    "an empty zip": ("a.zip", lambda: b"PK\x05\x06" + bytes(18)),
    "a zip that climbs": ("a.zip", lambda: zipped(("../../etc/cron.d/x.md", b"## Why?\n\nBecause.\n"))),
    "a zip with an absolute name": ("a.zip", lambda: zipped(("/etc/x.md", b"## Why?\n\nBecause.\n"))),
    "a zip with strange names": (
        "a.zip",
        lambda: zipped(
            *[(f"{name}.md", b"## Why?") for name in sorted({text[:80] for text in INPUTS if text.isprintable()})]
        ),
    ),
    "a zip of many files": ("a.zip", lambda: zipped(*[(f"{number}.md", b"") for number in range(20_000)])),
    "an Excel file of nothing": ("a.xlsx", lambda: zipped(("xl/workbook.xml", b""))),
    "an Excel file with entities": (
        "a.xlsx",
        lambda: zipped(
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
        ),
    ),
    "an Excel file that is none": ("a.xlsx", lambda: b"question,answer\n"),
    "a gzip": ("a.md", lambda: gzip.compress(b"## Why?\n" * 1000)),
    "an xz": ("a.md", lambda: lzma.compress(b"## Why?\n" * 1000)),
    "UTF-16": ("a.md", lambda: "## Why?\n\nBecause.\n".encode("utf-16")),
    "half of UTF-16": ("a.md", lambda: "## Why?".encode("utf-16")[:-1]),
    "UTF-32": ("a.md", lambda: "## Why?\n".encode("utf-32")),
    "Latin-1": ("a.md", lambda: "## Wof\xfcr?\n".encode("latin-1")),
    "UTF-7": ("a.md", lambda: "## <script>".encode("utf-7")),
    "random bytes": ("a.md", lambda: bytes(range(256)) * 200),
    "NUL alone": ("a.md", lambda: bytes(10_000)),
    "nothing": ("a.md", bytes),
    "a name of nothing": ("", lambda: b"## Why?"),
    "a name of dots": ("...", lambda: b"## Why?"),
    "a long name": ("a" * 5000 + ".md", lambda: b"## Why?"),
    "too large": ("a.md", lambda: b"a" * (LARGEST_FILE + 1)),
    "too many lines": ("a.md", lambda: b"\n" * 200_000),
    "one line": ("a.md", lambda: b"a" * 2_000_000),
    "links that do not close": ("a.md", lambda: b"[a](" * 20_000),
    "brackets that do not close": ("a.md", lambda: b"[" * 80_000),
    "pictures in links": ("a.md", lambda: b"[![" * 20_000),
    "stars": ("a.md", lambda: b"**a" * 20_000),
    "quotes in quotes": ("a.md", lambda: b"> " * 20_000 + b"a"),
    "lists in lists": ("a.md", lambda: b"- " * 20_000 + b"a"),
    "lists in steps": ("a.md", lambda: b"".join(b" " * number + b"- a\n" for number in range(500))),
    "headings": ("a.md", lambda: b"## a?\n" * 20_000),
    "numbers": ("a.md", lambda: b"".join(b"%d. a\n" % number for number in range(20_000))),
    "blanks before a line's end": ("a.md", lambda: (b" " * 50_000 + b"a\n") * 5),
    "backquotes": ("a.md", lambda: b"".join(b"`" * (number % 300) + b" " for number in range(2000))),
    "HTML that does not close": ("a.md", lambda: b"<details><summary>" * 10_000),
    "comments that do not close": ("a.md", lambda: b"<!--" * 20_000),
    "entities": ("a.md", lambda: b"&amp" * 50_000),
    "columns": ("a.csv", lambda: b"a," * 100_000 + b"\n"),
    "quotes": ("a.csv", lambda: b'"' * 100_001),
    "a cell of a megabyte": ("a.csv", lambda: b'question\n"' + b"a" * 1_000_000 + b'"\n'),
    "tables": ("a.md", lambda: b"|" * 50_000 + b"\n" + b"|-" * 50_000),
    "front matter without an end": ("a.md", lambda: b"---\ntitle: a\nkind: theory\n" * 5000),
    "dollars": ("a.md", lambda: b"## Why $" * 10_000),
    "JSON of words": ("a.json", lambda: json.dumps("a " * 500_000).encode()),
    "JSON with a half": ("a.json", lambda: b'[{"question": "\\ud800?", "answer": "\\u0000"}]'),
    "JSON of null": ("a.json", lambda: b"null"),
    "JSON of NaN": ("a.json", lambda: b'[{"question": "Why?", "minutes": NaN, "difficulty": 1e999}]'),
    "JSON of odd kinds": ("a.json", lambda: b'[1, [], {}, null, {"question": {"a": 1}, "answer": [1, 2], "tags": 5}]'),
}


def plan_of(name: str, data: bytes) -> tuple[Document, Any, float]:
    began = time.process_time()
    document = detect.read(name, data)
    plan = importer.plan(document, origin=name)
    return document, plan, time.process_time() - began


def faults(document: Document, plan: Any) -> list[str]:
    """Each problem is told in a sentence, and what was understood can be stored."""
    told = [problem.message for problem in [*document.errors, *plan.errors]]
    wrong = [message for message in told if not message.strip() or "Traceback" in message or len(message) > 2000]
    return wrong + [text[:60] for text in texts_in([asdict(entry) for entry in plan.new]) if text != storable(text)]


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


@pytest.mark.parametrize("name", FORMATS)
def test_each_input_in_each_format(name: str) -> None:
    found = {}
    for text in INPUTS:
        document, plan, seconds = plan_of(name, bytes_of(FORMATS[name](text)))
        if wrong := faults(document, plan) + ([f"took {seconds:.1f} s"] if seconds > SECONDS else []):
            found[text[:60]] = wrong
    assert not found


@pytest.mark.parametrize("name", FILES)
def test_each_hostile_file(name: str) -> None:
    file, make = FILES[name]
    document, plan, seconds = plan_of(file, make())
    assert faults(document, plan) == []
    assert seconds < SECONDS
