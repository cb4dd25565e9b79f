import pytest

from questions.content import Content, Entry
from questions.interchange.comparison import Comparison, compare
from tests.factories import make_content, make_question

pytestmark = pytest.mark.django_db


def entry(prompt: str, answer: str = "", line: int = 1, category: str = "", tags: tuple[str, ...] = ()) -> Entry:
    return Entry(content=Content(title=prompt, prompt=prompt, answer=answer), line=line, category=category, tags=tags)


def states(*entries: Entry) -> list[str]:
    return [found.state for found in compare(entries)]


def test_new_near_and_known() -> None:
    make_question(slug="there", content=make_content(answer="Because."))
    new, near, known = compare(
        [
            entry("What is a leaf?"),
            entry("Explain the bias-variance tradeoff."),
            entry("What is the bias-variance tradeoff?"),
        ]
    )
    assert new == Comparison()
    assert [(found.state, str(found.other), found.other and found.other.answer) for found in (near, known)] == [
        ("alike", "the bank's there", "Because."),
        ("known", "the bank's there", "Because."),
    ]


def test_of_equal_ones_the_one_with_an_answer_counts() -> None:
    first, second = compare([entry("What is a leaf?", line=1), entry("What is a leaf?", "A node.", line=2)])
    assert (first.state, str(first.other), second.state) == ("known", "line 2", "new")


def test_equal_words_under_another_topic_are_only_alike() -> None:
    assert states(entry("Why k?", category="k-means"), entry("Why k?", category="k-NN")) == ["new", "alike"]
    assert states(entry("Why k?", tags=("one",)), entry("Why k?", tags=("two",))) == ["new", "alike"]
    assert states(entry("Why k?", category="k-means"), entry("Why k?", category="k-means")) == ["new", "known"]


def test_a_list_of_contents_is_known_by_the_answers_below_it() -> None:
    contents = entry("What is a leaf?", category="Contents")
    assert states(contents, entry("What is a leaf?", "A node.", category="Trees")) == ["known", "new"]
