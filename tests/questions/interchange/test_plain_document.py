import json
from pathlib import Path

import pytest

from questions.bankfiles.load import BANK
from questions.content import Content, Curveball, Document, Entry, Fact, FollowUp, Point, Stage, Task
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
        follow_ups=(FollowUp(text="f", answer="because", probes=(1,)), FollowUp(text="g")),
        mistakes=("m",),
        facts=(Fact(asked_by=("traffic", "users"), told="Ten a day."),),
        curveball=Curveball(share=0.55, text="Nine of them leave."),
        stages=(Stage(title="Scope", minutes=5), Stage(title="Data")),
        sources=("https://example.org",),
        task=Task(starter="s", solution="t", tests="u", hidden_tests="v", requires=("numpy",)),
    )
    document = Document(entries=[Entry(content=content, tags=("x",), minutes=5, line=2, file="a.md", is_stub=True)])
    assert plain_document.read(plain_document.write(document)) == document


def test_an_import_that_began_under_the_release_before_goes_on() -> None:
    plain = json.loads(plain_document.write(Document(entries=[Entry(content=Content(title="T", prompt="What?"))])))
    content = plain["entries"][0]["content"]
    content["follow_ups"] = ["And then?"]
    for name in ("facts", "curveball", "stages"):
        del content[name]
    (entry,) = plain_document.read(json.dumps(plain)).entries
    assert entry.content == Content(title="T", prompt="What?", follow_ups=(FollowUp(text="And then?"),))
