import pytest

from questions.interchange import detect
from tests.questions.interchange.formats.sources import briefly, sample


def test_a_flat_list() -> None:
    document = sample("flat.json")
    assert briefly(document) == [
        (2, "", "What is a tensor?", ""),
        (3, "", "What is broadcasting?", "easy"),
        (5, "", "Implement matrix multiplication.", ""),
    ]
    assert (document.entries[2].kind, document.entries[2].minutes) == ("coding", 15)
    assert [item.line for item in document.skipped] == [10]


def test_one_object_a_line() -> None:
    document = sample("lines.jsonl")
    assert [entry.line for entry in document.entries] == [1, 3]
    assert [problem.line for problem in document.errors] == [2]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", '[\n"What?",\n', 3),
        ("a.json", "[" * 100_000, 1),
        ("a.jsonl", "{]\n{]\n", 1),
    ],
)
def test_what_is_broken_is_told_with_its_line(name: str, text: str, line: int) -> None:
    document = detect.read(name, text.encode())
    assert document.entries == []
    assert [problem.line for problem in document.errors] == [line]


def test_half_characters_are_left_out() -> None:
    (entry,) = detect.read("a.json", rb'["What is \ud800 and \u0000 here?"]').entries
    assert entry.content.prompt == "What is  and  here?"
