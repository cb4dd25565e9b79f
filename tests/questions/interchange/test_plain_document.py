from pathlib import Path

import pytest

from questions.bankfiles.load import BANK
from questions.content import Content, Document, Entry, Point, Task
from questions.interchange import detect, plain_document
from tests.paths import IMPORTS


@pytest.mark.parametrize(
    "path", [*sorted(IMPORTS.iterdir()), BANK / "coding-implementation"], ids=lambda path: path.name
)
def test_what_was_read_comes_back_from_json(path: Path) -> None:
    document = detect.read_path(path)
    assert plain_document.read(plain_document.write(document)) == document


def test_every_part_of_a_question() -> None:
    content = Content(
        title="T",
        prompt="What\ud800?",
        hints=("one",),
        key_points=(Point(text="p", weight=3),),
        answer="a",
        follow_ups=("f", "g"),
        mistakes=("m",),
        sources=("https://example.org",),
        task=Task(starter="s", solution="t", tests="u"),
    )
    document = Document(entries=[Entry(content=content, tags=("x",), minutes=5, line=2, file="a.md", is_stub=True)])
    assert plain_document.read(plain_document.write(document)) == document
