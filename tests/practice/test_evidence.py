from hypothesis import given
from hypothesis import strategies as st

from practice.evidence import Stretch, stretches

TEXT = "Bias is a gap. Variance is a spread.\nNoise stays."


def test_a_sentence_is_cut_out_and_says_whose_evidence_it_is() -> None:
    assert stretches(TEXT, {2: "Variance is a spread."}) == [
        Stretch(text="Bias is a gap. "),
        Stretch(text="Variance is a spread.", shows=(2,), begins=(2,)),
        Stretch(text="\nNoise stays."),
    ]


def test_one_sentence_may_show_two_points() -> None:
    found = stretches(TEXT, {1: "Noise stays.", 3: "Noise stays."})
    assert found[-1] == Stretch(text="Noise stays.", shows=(1, 3), begins=(1, 3))


def test_a_sentence_within_another_is_marked_within_it() -> None:
    found = stretches(TEXT, {1: "Bias is a gap. Variance is a spread.", 2: "Variance is a spread."})
    assert [(each.text, each.shows, each.begins) for each in found[:2]] == [
        ("Bias is a gap. ", (1,), (1,)),
        ("Variance is a spread.", (1, 2), (2,)),
    ]


def test_what_does_not_stand_there_marks_nothing() -> None:
    assert stretches(TEXT, {1: "Not a word of it.", 2: "", 3: "  "}) == [Stretch(text=TEXT)]
    assert stretches("", {1: "Bias"}) == []


@given(st.text("ab. \n", max_size=40), st.lists(st.text("ab. ", min_size=1, max_size=5), max_size=4))
def test_nothing_is_lost_whatever_is_marked(text: str, sentences: list[str]) -> None:
    found = stretches(text, dict(enumerate(sentences)))
    assert "".join(stretch.text for stretch in found) == text
    begun = [key for stretch in found for key in stretch.begins]
    assert len(begun) == len(set(begun))
    assert set(begun) == {key for key, each in enumerate(sentences) if each.strip() and each in text}
