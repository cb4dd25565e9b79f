from dataclasses import asdict

import pytest

from questions.kinds import CATEGORY_WORDS, FACTS, NAMES, Kind
from tests.paths import ROOT


def test_every_kind_has_its_facts() -> None:
    assert list(FACTS) == list(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_facts_are_complete(kind: Kind) -> None:
    facts = asdict(kind.facts)
    assert not {name for name, fact in facts.items() if not fact} - {"category_words"}
    low, high = kind.facts.minutes
    assert low <= kind.facts.usual_minutes <= high <= 120
    assert kind.facts.answer_words[0] < kind.facts.answer_words[1]
    assert NAMES[kind.value] == kind


def test_a_word_means_one_kind() -> None:
    assert len(NAMES) == sum(len(facts.names) for facts in FACTS.values())
    assert len(CATEGORY_WORDS) == sum(len(facts.category_words) for facts in FACTS.values())


def test_curators_read_the_same_facts() -> None:
    table = ["| kind | minutes | words of the answer | what it holds |", "|---|---|---|---|"]
    for kind, facts in FACTS.items():
        minutes, words = ("{} to {}".format(*span) for span in (facts.minutes, facts.answer_words))
        table.append(f"| {kind} | {minutes} | {words} | {facts.answer_holds} |")
    assert "\n\n" + "\n".join(table) + "\n\n" in (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
