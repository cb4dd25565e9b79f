from questions.interchange import detect
from tests.questions.interchange.formats.sources import sample


def test_nested_by_topic() -> None:
    document = sample("nested.json")
    assert [category.name for category in document.categories] == ["Natural language", "Vision"]
    assert [(entry.line, entry.tags) for entry in document.entries] == [
        (5, ("tokens",)),
        (6, ("tokens",)),
        (8, ("models",)),
        (10, ()),
    ]
    assert document.entries[2].content.answer == "A distribution over texts."
    assert document.licence == "CC0"


def test_multiple_choice() -> None:
    first, second, third = sample("choice.json").entries
    assert first.content.prompt == "Which loss suits counts?\n\n- A: Hinge\n- B: Poisson deviance\n- C: Cross-entropy"
    assert first.content.answer == "**B**: Poisson deviance\n\nCounts are non-negative whole numbers."
    assert second.content.answer == "**B**: Brier score"
    assert third.content.answer == "**A**: k-NN"


def test_a_tree_without_questions_is_an_error() -> None:
    document = detect.read("a.json", b"{}")
    assert document.entries == []
    assert [problem.line for problem in document.errors] == [1]
