import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import feedback

PROMPT = "What is the bias-variance tradeoff?"
POINTS = [
    "A model that is too simple underfits the data",
    "Regularisation trades training error for stability",
]


def test_a_point_is_touched_by_its_words_in_other_forms() -> None:
    assert feedback.touches("Simple models underfit data.", POINTS, PROMPT) == [True, False]


def test_the_questions_own_words_are_no_merit() -> None:
    points = ["Bias and variance are governed by capacity"]
    assert feedback.recall("bias variance tradeoff", points, PROMPT) == [0.0]
    assert feedback.recall("capacity governs", points, PROMPT) == [1.0]


def test_a_point_made_of_the_questions_words_can_still_be_reached() -> None:
    assert feedback.recall("bias and variance", ["bias and variance"], PROMPT) == [1.0]


def test_a_word_that_siblings_share_weighs_less() -> None:
    shared, own = feedback.recall("gradient", ["gradient clipping", "gradient gradient"], "")[0], 0.5
    assert shared < own


@pytest.mark.parametrize("text", ["", "   ", "the of and", "…!?"])
def test_nothing_covers_nothing(text: str) -> None:
    assert feedback.touches(text, POINTS, PROMPT) == [False, False]


def test_a_point_without_telling_words_is_never_suggested() -> None:
    assert feedback.touches("it is so", ["it is so"], "") == [False]


@given(st.text(max_size=200), st.text(max_size=200))
def test_saying_more_never_covers_less(answer: str, more: str) -> None:
    before = feedback.recall(answer, POINTS, PROMPT)
    after = feedback.recall(f"{answer} {more}", POINTS, PROMPT)
    assert all(0 <= share <= wider <= 1 + 1e-9 for share, wider in zip(before, after, strict=True))
