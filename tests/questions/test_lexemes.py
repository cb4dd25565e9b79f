import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import lexemes

TEXT = st.text(st.sampled_from("aAbB iIzZeE oOuUrR \"'’-./&+#@_éÉßıİ中文0123²ﬁ\u0301\u200d\n"), max_size=60)


def words(text: str) -> list[str]:
    return lexemes.of(text).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is bias?", ["what", "is", "bias"]),
        ("Simpson's and Bayes’ rules", ["simpson", "and", "bayes", "rules"]),
        ("naïve É Straße", ["naive", "e", "strasse"]),
        ("precision/recall, A/B", ["precision", "recall", "a", "b"]),
        ("generalize, generalise, analyzing, behaviour", ["generalise", "generalise", "analysing", "behavior"]),
        ("size 3,000", ["sise", "3", "000"]),
        ("中文", ["_4e2d__6587_"]),
        ("?!", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C# (not C)", ["c_2b__2b_", "c_23_"]),
        ("in sklearn.metrics.", ["sklearn_2e_metrics"]),
        ("a p-value - and more", ["p_2d_value"]),
        ("mean_squared_error", ["mean_5f_squared_5f_error"]),
    ],
)
def test_what_signs_join(text: str, expected: list[str]) -> None:
    assert lexemes.of(text).joined == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bias", [(("bias",), "", True)]),
        ("R", [(("r",), "", False)]),
        ('"bias variance" trade', [(("bias", "variance"), "", False), (("trade",), "", True)]),
        ('"bias vari', [(("bias", "vari"), "", True)]),
        ("C++", [((), "c_2b__2b_", True)]),
        ("A/B", [(("a", "b"), "a_2f_b", True)]),
        ('""', []),
        ("...", []),
    ],
)
def test_terms(query: str, expected: list[tuple[tuple[str, ...], str, bool]]) -> None:
    assert [(term.words, term.joined, term.begins) for term in lexemes.terms(query)] == expected


def test_a_query_is_bounded() -> None:
    assert len(lexemes.terms("a b " * 1000)) == len(lexemes.terms('"' + "a " * 1000)[0].words) == lexemes.MOST_TERMS
    assert len(words("x" * 1000)[0]) == lexemes.LONGEST


@given(TEXT)
def test_a_lexeme_is_spelt_plainly_and_has_its_stem_beside_it(text: str) -> None:
    found = lexemes.of(text)
    assert len(found.words) == len(found.stems)
    assert all(re.fullmatch(r"[a-z0-9_]+", each) for each in [*found.words, *found.stems, *found.joined])


@given(st.text(st.sampled_from("abizeourty"), min_size=2, max_size=12), st.integers(2, 12))
def test_a_word_begins_like_each_of_its_beginnings(word: str, length: int) -> None:
    """So that the list does not go empty while one types."""
    (whole,), (typed,) = words(word), lexemes.terms(word[:length])
    assert whole.startswith(typed.words[0])
