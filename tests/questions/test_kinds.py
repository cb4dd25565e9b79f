from dataclasses import asdict

import pytest

from questions.kinds import CATEGORY_WORDS, NAMES, TRAITS, Kind
from tests.paths import ROOT


def test_every_kind_has_its_traits() -> None:
    assert list(TRAITS) == list(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_traits_are_complete(kind: Kind) -> None:
    traits = asdict(kind.traits)
    assert not {name for name, trait in traits.items() if not trait} - {"category_words", "in_stages", "is_story"}
    low, high = kind.traits.minutes
    assert low <= kind.traits.usual_minutes <= high <= 120
    assert kind.traits.answer_words[0] < kind.traits.answer_words[1]
    assert NAMES[kind.value] == kind


def test_a_word_means_one_kind() -> None:
    assert len(NAMES) == sum(len(traits.names) for traits in TRAITS.values())
    assert len(CATEGORY_WORDS) == sum(len(traits.category_words) for traits in TRAITS.values())


def test_curators_read_the_same_traits() -> None:
    table = ["| kind | minutes | words of the answer | what it holds |", "|---|---|---|---|"]
    for kind, traits in TRAITS.items():
        minutes, words = ("{} to {}".format(*span) for span in (traits.minutes, traits.answer_words))
        table.append(f"| {kind} | {minutes} | {words} | {traits.answer_holds} |")
    assert "\n\n" + "\n".join(table) + "\n\n" in (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
