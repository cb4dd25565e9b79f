import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.gaps import Gap, gaps

WHOLE = """I rebuilt the ranking of a small shop. Sales per visit rose from 2.1 to 2.4 euros. We could have bought
a service and I decided against it, because nobody could have looked inside. Looking back, I should have asked the
buyers first."""


def without(*sentences: int) -> str:
    parts = WHOLE.replace("\n", " ").split(". ")
    return ". ".join(part for place, part in enumerate(parts) if place not in sentences)


def test_a_whole_story_has_no_gaps() -> None:
    assert gaps(WHOLE) == []


@pytest.mark.parametrize(
    ("story", "missing"),
    [
        (WHOLE.replace("I ", "we "), [Gap.OWN_PART]),
        (without(1), [Gap.NUMBER]),
        (WHOLE.replace("rose from 2.1 to 2.4 euros", "are 2.4 euros"), [Gap.BASELINE]),
        (without(2), [Gap.ALTERNATIVE]),
        (without(3), [Gap.REFLECTION]),
        ("", [Gap.OWN_PART, Gap.NUMBER, Gap.ALTERNATIVE, Gap.REFLECTION]),
    ],
)
def test_what_is_missing_is_a_gap(story: str, missing: list[Gap]) -> None:
    assert gaps(story) == missing


@pytest.mark.parametrize(
    "opinion", ["I always test a lot.", "I would ask them.", "I've never made one.", "I need more data."]
)
def test_opinions_are_no_part_of_ones_own(opinion: str) -> None:
    assert Gap.OWN_PART in gaps(opinion)


@pytest.mark.parametrize("deed", ["I told them.", "I've rebuilt it.", "I then quickly wrote one.", "I’d trained two."])
def test_deeds_are(deed: str) -> None:
    assert Gap.OWN_PART not in gaps(deed)


@pytest.mark.parametrize(
    ("words", "is_figure"),
    [("3 %", True), ("−1.2", True), ("halved", True), ("2000 requests", True), ("in 2019", False), ("v2.x", False)],
)
def test_a_year_is_no_figure(words: str, is_figure: bool) -> None:
    assert (Gap.NUMBER not in gaps(words)) == is_figure


def test_a_comparison_in_another_sentence_is_no_baseline() -> None:
    assert Gap.BASELINE in gaps("We paid 7,000 dollars. It was better than we thought.")


def test_each_gap_has_a_question_of_its_own() -> None:
    questions = {gap.question for gap in Gap}
    assert len(questions) == len(Gap)
    assert all("?" in question or question.endswith(".") for question in questions)


@given(st.text())
def test_any_text_has_gaps_in_their_order(story: str) -> None:
    assert gaps(story) == sorted(gaps(story), key=list(Gap).index) == gaps(story)


@pytest.mark.parametrize(
    "unit",
    ["I ", "from ", "from a", "was ", "a", "1", "9.", " ", "\n", "I really ", "we had 3 of ", "would have ", "\t \n"],
)
def test_a_hundred_thousand_characters_take_less_than_a_second(unit: str) -> None:
    story = (unit * 100_000)[:100_000]
    begun = time.process_time()
    gaps(story)
    assert time.process_time() - begun < 1
