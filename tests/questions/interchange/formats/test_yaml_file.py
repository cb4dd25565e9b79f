import pytest

from questions.interchange import detect
from tests.questions.interchange.formats.sources import briefly, sample


def test_yaml() -> None:
    document = sample("nested.yaml")
    assert briefly(document) == [
        (2, "Serving", "What is a canary release?", "medium"),
        (6, "Serving", "When do you batch requests?", ""),
        (8, "Monitoring", "What is a label delay?", ""),
    ]
    assert document.entries[2].is_stub


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.yaml", "a:\n  - &x [b]\n  - *x\n", 2),
        ("a.yaml", "a: [\n", 2),
        ("a.yaml", "[" * 20_000, 1),
    ],
)
def test_what_is_broken_is_told_with_its_line(name: str, text: str, line: int) -> None:
    document = detect.read(name, text.encode())
    assert document.entries == []
    assert [problem.line for problem in document.errors] == [line]
