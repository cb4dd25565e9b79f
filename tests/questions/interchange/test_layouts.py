"""Thirty-three small lists, each with what went wrong in one public list, and their right values."""

from collections.abc import Sequence
from typing import Any

import pytest

from questions.content import Document
from questions.interchange import detect, importer
from tests.factories import make_category
from tests.paths import DATA

LAYOUTS = DATA / "layouts"

RIGHT: dict[str, list[tuple[str, str]]] = {
    "01-bold-numbered-tasks.md": [
        ("The number of open orders.", "```sql\nSELECT count(*) FROM orders WHERE is_open;\n```"),
        (
            "All shops with at least one open order.",
            "```sql\nSELECT DISTINCT shop_id FROM orders WHERE is_open;\n```",
        ),
        ("Mirror. Return a word backwards.", "```python\ndef mirror(word):\n    return word[::-1]\n```"),
    ],
    "02-contents-with-absolute-links.md": [
        ("Name two ways to stop a tree from growing.", "A depth limit and a minimum leaf size."),
        ("What does a split minimise?", "The impurity of its children."),
    ],
    "03-number-without-punctuation.md": [
        ("What is a stump?", "A tree of one split."),
        ("Define a leaf.", "A node without children."),
        ("What is a forest?", "Many trees."),
        ("Describe a hash map.", "Keys to values through a hash."),
    ],
    "04-joiner-before-the-mark.md": [
        ("What is a lift curve?", "It shows gain over chance."),
        ("In which cases is a gain chart worse than a lift curve?", "When the base rate changes."),
        ("Which loss does it use?", "None of them."),
        ("Gain versus lift", "Two views of one ranking."),
    ],
    "05-marked-items-beside-stems.md": [
        ("What does scaling a feature change?", ""),
        ("Why would you drop one?\n\nChoosing features.", ""),
        ("Name two ways to rank them.\n\nChoosing features.", ""),
        ("How would you choose the number of groups?\n\nGrouping points.", ""),
        ("Given the picture below, what goes wrong?\n\n![two rings](rings.png)\n\nGrouping points.", ""),
        ("How would you choose the number of groups?\n\nNearest neighbours.", ""),
        ("Is scaling needed for trees?", ""),
    ],
    "06-short-stem-is-lost.md": [
        ("Compare the two.\n\nBoosting and bagging are both ensembles.", ""),
        ("When would you choose one over the other?\n\nBoosting and bagging are both ensembles.", ""),
        ("Write down its matrix.\n\nGiven this graph.", ""),
    ],
    "07-introduction-in-bullets.md": [("What is a margin?", ""), ("What is a slack variable?", "")],
    "08-study-plan-after-the-questions.md": [("What is pruning?", ""), ("What is a stump?", "")],
    "09-plain-lines.txt": [
        ("What is a margin?", ""),
        ("Difference between a margin and a slack variable.", ""),
        ("Give two ways to avoid a deep tree.", ""),
        ("Why split data in two?", ""),
    ],
    "10-header-that-is-not-known.csv": [
        ("What is padding for", ""),
        ("Max pooling vs average pooling", ""),
        ("How is a stride chosen", ""),
    ],
    "11-joined-header-words.csv": [
        ("What is a margin?", "The gap between the classes."),
        ("What is a kernel?", "A similarity that stands for a dot product."),
    ],
    "12-two-columns-no-extension": [("What is a margin", ""), ("Explain slack", ""), ("What are kernels", "")],
    "13-answer-in-brackets-and-ans.txt": [
        ("What is a window function?", "It computes over rows near the current row."),
        ("What is a nested query?", "A query inside another one."),
        ("What is an index?", "A structure that speeds up look-ups."),
    ],
    "14-obsidian-cards.md": [
        ("What is a margin?", "The gap between the classes."),
        ("Write the formula of the margin.", "2 / ||w||"),
        ("What is slack?", "How far a point is on the wrong side."),
    ],
    "15-spanish.md": [
        ("¿Qué es una hoja?", "Un nodo sin hijos."),
        ("Explica la poda.", "Quitar ramas que no ayudan."),
        ("¿Qué es un bosque?", "Muchos árboles."),
    ],
    "16-chinese.md": [
        ("间隔\n\n支持向量机的间隔是什么\n\n- A 两类之间的距离\n- B 样本的个数", "**A** 间隔越大越好。"),
        ("简述剪枝", "去掉没有用的分支。"),
    ],
    "17-html-bold-with-a-space.md": [
        (
            "Tell me about a time you were wrong.",
            "- **Situation:** I trusted an old number.\n\n- **Result:** I now check the source.",
        ),
        ("Tell me about a time you were late.", ""),
    ],
    "18-notebook.ipynb": [
        ("What is a leaf?", "A node without children.\n\n- it holds a prediction\n\n```python\nprint('hello')\n```"),
        ("What is a stump?", "A tree of one split."),
    ],
    "19-list.org": [
        ("What is a leaf?", "A node without children."),
        ("Explain pruning", "Taking away branches that do not help."),
    ],
    "20-sections-that-count.md": [
        ("What is a leaf?", "A node without children."),
        ("What is a stump?", "A tree of one split."),
        ("What is a forest?", "Many trees."),
    ],
    "21-crowdanki.json": [
        ("What is a leaf?", "A node without children."),
        ("What is a stump?", "A tree of one split."),
    ],
    "22-anki.txt": [
        ("What is a leaf?", "A node without children.\nIt predicts."),
        ("What is a stump?", "A tree of one split."),
    ],
    "23-lettered-options.json": [
        ("What is a leaf?\n\n- A: A node without children\n- B: A root", "**A**: A node without children"),
    ],
    "24-lettered-parts.md": [
        ("Explain a margin\n\n- a. What is it?\n- b. How is it tuned?\n- c. When does it fail?", ""),
        ("What is slack?", ""),
    ],
    "25-a-task-in-a-code-block.md": [
        ("What is a leaf?", ""),
        ("Explaining how pruning works", ""),
        ("What is a stump?", ""),
    ],
    "26-answer-in-brackets-at-the-end.md": [
        ("What stops a tree from growing?", "A depth limit."),
        ("Can a tree overfit?", "Yes, if it is deep."),
    ],
    "27-questions-to-ask-them.md": [
        ("Tell me about a time you were wrong.", ""),
        ("Describe a time you were late.", ""),
    ],
    "28-page.html": [
        ("What is a leaf?", "A node without children."),
        ("What is a stump?", "A tree of one split."),
    ],
    "29-images.md": [
        (
            "What does this picture show?\n\n![two rings](images/rings.png)",
            "Two rings.\n![two rings](https://example.org/rings.png)",
        ),
        ("What is a leaf?", "A node without children."),
    ],
    "30-notion-toggles.md": [
        ("What is a leaf?", "A node without children."),
        ("What is a stump?", "A tree of one split."),
        ("Gini vs entropy", "Both measure impurity."),
    ],
    "31-same-words-other-topic.md": [("How would you choose the value of k?", "")] * 2,
    "32-labels-q1-inside-a-link.md": [("What is a leaf?", ""), ("What is a stump?", ""), ("What is a leaf?", "")],
    "33-fake.apkg": [],
}


def read(name: str) -> Document:
    return detect.read_path(LAYOUTS / name)


def categories(documents: Sequence[Document]) -> list[list[str]]:
    return [[category.name for category in document.categories] for document in documents]


def test_every_file_has_its_right_value() -> None:
    assert {path.name for path in LAYOUTS.iterdir()} == set(RIGHT)


@pytest.mark.parametrize("name", RIGHT)
def test_questions_and_answers(name: str) -> None:
    found = [(entry.content.prompt, entry.content.answer) for entry in read(name).entries]
    assert found == RIGHT[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("02-contents-with-absolute-links.md", ["Tree questions"]),
        ("03-number-without-punctuation.md", ["Basics"]),
        ("05-marked-items-beside-stems.md", []),
        ("06-short-stem-is-lost.md", []),
        ("08-study-plan-after-the-questions.md", ["Trees"]),
        ("15-spanish.md", ["Árboles"]),
        ("19-list.org", ["Trees"]),
        ("20-sections-that-count.md", []),
    ],
)
def test_categories(name: str, expected: list[str]) -> None:
    assert [category.name for category in read(name).categories] == expected


def test_marks_joiners_and_tags() -> None:
    assert {entry.difficulty for entry in read("04-joiner-before-the-mark.md").entries} == {"medium"}
    assert [entry.tags for entry in read("22-anki.txt").entries] == [("trees",), ("trees",)]
    assert [entry.tags for entry in read("21-crowdanki.json").entries] == [("trees",), ("trees",)]


def test_a_list_of_empty_parts_is_a_stub() -> None:
    assert [entry.is_stub for entry in read("17-html-bold-with-a-space.md").entries] == [False, True]


def test_what_one_asks_the_interviewer_is_skipped_with_a_reason() -> None:
    skipped = [(item.text, item.reason) for item in read("27-questions-to-ask-them.md").skipped]
    assert ("How big is the team?", "a question that one asks the interviewer") in skipped


def test_pictures_that_are_not_brought_in_are_told() -> None:
    assert [(picture.line, picture.text) for picture in read("29-images.md").pictures] == [
        (1, "two rings"),
        (1, "two rings"),
    ]


def test_what_is_no_package_of_anki_is_told_in_one_sentence() -> None:
    (problem,) = read("33-fake.apkg").errors
    assert "Anki" in problem.message


@pytest.mark.django_db
class TestAgainstTheBank:
    def plan(self, name: str, **options: Any) -> importer.Plan:
        return importer.plan(read(name), **options)

    def test_equal_words_with_other_stems_are_other_questions(self) -> None:
        plan = self.plan("05-marked-items-beside-stems.md")
        assert (len(plan.new), plan.known) == (7, [])

    def test_equal_words_under_another_topic_can_be_picked(self) -> None:
        plan = self.plan("31-same-words-other-topic.md")
        assert (len(plan.new), plan.known, len(plan.alike)) == (1, [], 1)

    def test_numbers_inside_links_hide_no_duplicate(self) -> None:
        plan = self.plan("32-labels-q1-inside-a-link.md")
        assert (len(plan.new), len(plan.known)) == (2, 1)

    def test_the_kind_is_the_chosen_categorys(self) -> None:
        make_category(name="Behavioral & Applied ML", slug="behavioral-applied-ml")
        plan = self.plan("30-notion-toggles.md", category="behavioral-applied-ml")
        assert {entry.kind for entry in plan.new} == {"behavioral"}
