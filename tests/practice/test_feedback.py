import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import feedback
from questions import stems
from tests.threads import at_once

PROMPT = "What is the bias-variance tradeoff?"
POINTS = [
    "A model that is too simple underfits the data",
    "Regularisation trades training error for stability",
]


def test_a_point_is_touched_by_its_words_in_other_forms() -> None:
    assert feedback.touches("Simple models underfit data.", POINTS, PROMPT) == [True, False]


def test_the_questions_own_words_count_half() -> None:
    points = ["Bias and variance are governed by capacity"]
    assert feedback.recall("bias variance tradeoff", points, PROMPT) == [pytest.approx(1 / 3)]
    assert feedback.recall("capacity governs", points, PROMPT) == [pytest.approx(2 / 3)]


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
    assert all(0 <= share <= wider <= 1 for share, wider in zip(before, after, strict=True))


@given(st.text(max_size=200), st.integers(2, 20))
def test_saying_it_again_covers_no_more(answer: str, times: int) -> None:
    once = feedback.recall(answer, POINTS, PROMPT)
    assert feedback.recall("\n".join([answer] * times), POINTS, PROMPT) == once


def test_a_point_is_touched_from_one_half() -> None:
    points = ["gradient clipping", "momentum decay schedule"]
    assert feedback.recall("gradient and momentum", points, "") == [pytest.approx(1 / 2), pytest.approx(1 / 3)]
    assert feedback.touches("gradient and momentum", points, "") == [True, False]


def test_words_are_distinct_in_their_order_and_bounded() -> None:
    assert feedback.words("The model’s Model, the DATA's end") == ["the", "model", "data", "end"]
    assert len(feedback.words(" ".join(map(str, range(10_000))))) == feedback.MOST_WORDS


def test_eight_threads_see_what_one_sees() -> None:
    answer = " ".join(f"{word}{ending}" for word in ("simpl", "underfitt", "stabil") for ending in ("ing", "ity", "ed"))

    alone = feedback.recall(answer, POINTS, PROMPT)

    def recalls() -> list[list[float]]:
        found = []
        for _ in range(50):
            stems._stem.cache_clear()
            found.append(feedback.recall(answer, POINTS, PROMPT))
        return found

    assert at_once(recalls) == [[alone] * 50] * 8


@pytest.mark.parametrize(
    "answer",
    [" ".join(f"w{n}ing" for n in range(13_000)), "a" * 100_000, "a'" * 50_000, "too simple a model " * 5_200],
    ids=["distinct words", "one word", "apostrophes", "the same again"],
)
def test_a_hundred_thousand_characters_take_less_than_a_second(answer: str) -> None:
    begun = time.process_time()
    feedback.recall(answer[:100_000], POINTS * 10, PROMPT)
    assert time.process_time() - begun < 1
