"""The samples in tests/data/imports are written in the layouts that public lists of questions use."""

from dataclasses import dataclass

import pytest

from questions.content import Choices, Document, Entry
from questions.interchange.formats.markdown import reader
from tests.paths import DATA


@dataclass(frozen=True, kw_only=True)
class Expected:
    questions: int
    answers: int = 0
    stubs: int = 0
    categories: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


SAMPLES = {
    "bullets": Expected(questions=6, categories=("Optimisation", "Regularisation"), lines=(9, 10, 11, 12, 16, 17)),
    "numbered": Expected(questions=5, categories=("Data preparation", "Sampling"), lines=(3, 4, 5, 9, 10)),
    "all-ones": Expected(questions=4, answers=2, categories=("Probability",), lines=(3, 4, 10, 11)),
    "numbered-answers-between": Expected(
        questions=3, answers=3, categories=("Deep learning basics",), lines=(3, 10, 16)
    ),
    "headings": Expected(questions=4, answers=3, categories=("Trees", "Linear models"), lines=(5, 21, 32, 34)),
    "numbered-headings": Expected(
        questions=3, answers=2, stubs=1, categories=("3 questions about embeddings",), lines=(3, 7, 11)
    ),
    "numbered-label-headings": Expected(
        questions=3, answers=2, stubs=1, categories=("Classic questions",), lines=(3, 11, 19)
    ),
    "bold": Expected(
        questions=5, answers=3, stubs=1, categories=("Validation", "Clustering"), lines=(8, 14, 25, 33, 38)
    ),
    "bold-items": Expected(questions=4, answers=4, categories=("Quick answers",), lines=(3, 6, 7, 9)),
    "details": Expected(questions=4, answers=3, stubs=1, categories=("Transformers",), lines=(7, 17, 22, 27)),
    "details-answers": Expected(questions=3, answers=2, stubs=1, categories=("What is printed?",), lines=(3, 23, 37)),
    "details-in-list": Expected(questions=3, answers=3, categories=("Evaluation",), lines=(3, 4, 11)),
    "labels": Expected(
        questions=6, answers=5, stubs=1, categories=("Flash cards",), lines=(3, 6, 11, 15, 18, 21)
    ),
    "heading-labels": Expected(questions=3, answers=3, categories=("Fundamentals",), lines=(5, 9, 17)),
    "table": Expected(questions=3, answers=2, categories=("Ranking",), lines=(12, 13, 14)),
    "fences": Expected(
        questions=4, answers=2, categories=("Questions in code blocks",), lines=(4, 10, 21, 22)
    ),
    "difficulty": Expected(
        questions=10, categories=("Linear algebra", "Levels"), lines=(4, 5, 7, 8, 9, 10, 14, 15, 16, 20)
    ),
    "nested-answers": Expected(questions=3, answers=2, categories=("Feature work",), lines=(5, 8, 11)),
    "contents": Expected(questions=2, answers=2, categories=("Models",), lines=(19, 25)),
    "scenes": Expected(questions=5, lines=(3, 5, 6, 7, 10)),
    "notes": Expected(questions=2, answers=1, stubs=1, categories=("A bank of questions",), lines=(15, 22)),
    "plain": Expected(questions=2, answers=1, lines=(3, 7)),
}  # fmt: skip


def sample(name: str) -> Document:
    return reader.read((DATA / "imports" / f"{name}.md").read_text(encoding="utf-8"))


def asked(document: Document, start: str) -> Entry:
    return next(entry for entry in document.entries if entry.content.prompt.startswith(start))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_layout_is_understood(name: str) -> None:
    document, expected = sample(name), SAMPLES[name]
    found = Expected(
        questions=len(document.entries),
        answers=sum(bool(entry.content.answer) for entry in document.entries),
        stubs=sum(entry.is_stub for entry in document.entries),
        categories=tuple(category.name for category in document.categories),
        lines=tuple(entry.line for entry in document.entries),
    )
    assert found == expected
    assert document.errors == []


def test_every_sample_is_expected_somewhere() -> None:
    assert {path.stem for path in (DATA / "imports").glob("*.md")} == set(SAMPLES)


def test_the_seed_document() -> None:
    document = reader.read((DATA / "seed.txt").read_text(encoding="utf-8"))
    assert [category.name for category in document.categories] == [
        "Theory & Concepts",
        "Algorithms & Models",
        "Evaluation & Metrics",
        "Coding & Implementation",
        "System Design for ML",
        "Behavioral & Applied ML",
    ]
    assert all(category.blurb for category in document.categories)
    assert [len(document.entries), len(document.resources), len(document.tips)] == [30, 3, 4]
    assert "What’s the difference between precision and recall?" in [entry.content.prompt for entry in document.entries]
    assert document.tips[3].text.endswith("poorly — not just what to tune")
    reasons = {item.reason for item in document.skipped}
    assert reasons == {"text outside any question", "part of the table of contents"}


class TestAnswers:
    def test_sub_headings_tables_and_code_stay_in_the_answer(self) -> None:
        answer = asked(sample("headings"), "How does a decision tree").content.answer
        assert "#### Impurity" in answer
        assert "| Gini |" in answer
        assert "#### Is there a penalty" in answer
        assert "# also not a heading" in asked(sample("headings"), "Why do forests").content.answer

    def test_nested_bullets_keep_their_shape(self) -> None:
        answer = asked(sample("nested-answers"), "How do you encode").content.answer
        assert answer == "- As sine and cosine of its angle.\n    - So that Sunday is close to Monday."

    def test_nested_questions_are_follow_ups(self) -> None:
        content = asked(sample("nested-answers"), "How do you select").content
        assert [each.text for each in content.follow_ups] == [
            "What is the cost of a feature?",
            "Which features leak the target?",
        ]

    def test_what_stands_before_a_folded_answer_is_part_of_the_question(self) -> None:
        first, second, _ = sample("details-answers").entries
        assert first.content.prompt.endswith("- A: `1`\n- B: `2`")
        assert first.content.answer.startswith("#### Answer: B")
        assert second.content.hints == ("Think of binary fractions.",)

    def test_bold_words_within_an_answer_ask_nothing(self) -> None:
        assert "**Why so?** Otherwise" in asked(sample("bold"), "How do you validate").content.answer

    def test_a_link_alone_is_no_answer_but_a_source(self) -> None:
        entry = asked(sample("numbered-headings"), "Implement")
        assert entry.content.sources == ("https://example.org/search", "https://example.org/answer")
        assert entry.is_stub

    def test_fenced_follow_the_question_in_a_fence(self) -> None:
        content = asked(sample("fences"), "How would you multiply").content
        assert content.prompt == "How would you multiply two sparse matrices?\nState the cost."
        assert content.answer.endswith("```python\nrows = {}\n```")

    def test_a_scene_is_set_for_each_question_below_it(self) -> None:
        prompts = [entry.content.prompt for entry in sample("scenes").entries]
        assert ["A shop sells" in prompt for prompt in prompts] == [False, True, True, False, False]
        assert prompts[1].startswith("What is the chance")

    def test_a_hint_is_no_answer(self) -> None:
        content = asked(sample("scenes"), "Assume you flip").content
        assert (content.hints, content.answer) == (("condition on the first flips.",), "")


class TestWhatStandsAround:
    def test_marks_of_difficulty(self) -> None:
        difficulties = [entry.difficulty for entry in sample("difficulty").entries]
        assert difficulties == [
            *("easy", "medium", "easy", "hard", "medium", "easy"),
            *("easy", "medium", "hard", "hard"),
        ]
        assert not any("[" in entry.content.prompt for entry in sample("difficulty").entries)

    def test_topics_below_a_category_are_tags(self) -> None:
        assert sample("difficulty").entries[0].tags == ("dot product",)

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (1, "front matter"),
            (7, "text outside any question"),
            (9, "part of the table of contents"),
            (13, "a comment"),
            (23, "a link back to the contents"),
            (29, "a link back to the contents"),
            (33, "in a section that is not about questions"),
            (35, "a heading without questions"),
        ],
    )
    def test_what_is_skipped_is_told_with_its_line(self, line: int, reason: str) -> None:
        assert (line, reason) in {(item.line, item.reason) for item in sample("contents").skipped}

    def test_a_licence_is_found(self) -> None:
        assert sample("contents").licence == "MIT"
        assert sample("table").licence == "CC BY-SA 4.0"

    def test_two_topics_in_bold_stand_for_headings(self) -> None:
        document = reader.read("# All\n\n**Trees**\n\n- What is a leaf?\n\n**Nets**\n\n- What is a layer?\n")
        assert [(entry.category, entry.content.prompt) for entry in document.entries] == [
            ("Trees", "What is a leaf?"),
            ("Nets", "What is a layer?"),
        ]

    def test_stars_add_up_where_several_are_used(self) -> None:
        one = reader.read("- What is a star? ⭐️\n")
        more = reader.read("- What is a star? ⭐️\n- What are two? ⭐⭐\n- And what are three? ⭐⭐⭐\n")
        assert [entry.difficulty for entry in one.entries] == ["medium"]
        assert [entry.difficulty for entry in more.entries] == ["easy", "medium", "hard"]

    def test_html_is_rewritten_but_scripts_stay_text(self) -> None:
        text = "### What is <b>bold</b>?\n\nx<sub>1</sub><br>next <script>alert(1)</script> and `<b>`\n"
        (entry,) = reader.read(text).entries
        assert entry.content.prompt == "What is **bold**?"
        assert entry.content.answer == "x_1\nnext <script>alert(1)</script> and `<b>`"

    def test_html_that_is_indented_is_no_code(self) -> None:
        text = (
            "<details>\n<summary>What is a leaf?</summary>\n\n        A <b>node\n        of</b> a tree.\n</details>\n"
        )
        (entry,) = reader.read(text).entries
        assert entry.content.answer == "A node\nof a tree."

    def test_counts_in_headings_are_no_part_of_their_names(self) -> None:
        document = reader.read("# All\n\n## Trees (12 questions)\n\n- What is a leaf?\n")
        assert [category.name for category in document.categories] == ["Trees"]

    def test_titles_that_repeat_stand_above_answers_in_any_language(self) -> None:
        fold = "<details><summary>Odpowiedz</summary>\n\nTak.\n</details>\n\n"
        document = reader.read(f"## Czy to drzewo?\n\n{fold}## Czy to las?\n\n{fold}")
        assert [entry.content.answer for entry in document.entries] == ["Tak.", "Tak."]


class TestChoices:
    TEXT = "# Trees\n\n- Une feuille\n- Une racine\n\n1. What is a leaf?\n2. What is a root?\n"

    def read(self, **shapes: str) -> list[str]:
        roles = {f"{name} under headings of level 1": role for name, role in shapes.items()}
        return [entry.content.prompt for entry in reader.read(self.TEXT, Choices(shapes=roles)).entries]

    def test_as_found(self) -> None:
        assert self.read() == ["What is a leaf?", "What is a root?"]

    def test_every_role(self) -> None:
        assert self.read(bullets="question", numbers="ignore") == ["Une feuille", "Une racine"]
        assert self.read(bullets="question") == ["Une feuille", "Une racine", "What is a leaf?", "What is a root?"]
        assert self.read(numbers="answer") == []
        document = reader.read(self.TEXT, Choices(shapes={"bullets under headings of level 1": "section"}))
        assert document.entries[0].category == "Une racine"

    def test_an_unknown_role_or_shape_changes_nothing(self) -> None:
        assert self.read(numbers="nonsense", nothing="question") == self.read()

    def test_shapes_are_told_with_counts_and_samples(self) -> None:
        shapes = {shape.name: shape for shape in reader.read(self.TEXT).shapes}
        numbers = shapes["numbers under headings of level 1"]
        assert (numbers.role, numbers.count, numbers.samples) == (
            "question",
            2,
            ("What is a leaf?", "What is a root?"),
        )
