"""The word check on coverage_pairs.toml: 41 answers, 319 labelled pairs of an answer and a key point.

Labels and answers were written and committed before the rule and are never changed. Their author also wrote the rule,
so believe the order of the figures, not their digits. They stand in docs/decisions/0028.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from practice import feedback
from practice.feedback import Verdict
from tests.threads import at_once

QUESTIONS = tomllib.loads((Path(__file__).parent / "coverage_pairs.toml").read_text(encoding="utf-8"))["questions"]
_WRAPPED = re.compile(r"(?<=.{100})\n")  # the file's lines are short, a box's are not


def label(answer: dict[str, Any], number: int) -> str:
    return next((name for name in ("said", "denied", "listed") if number in answer.get(name, ())), "not said")


def counted() -> Counter[tuple[str, str, Verdict]]:
    """How many pairs there are of each kind of question, label and verdict."""
    return Counter(
        (question["kind"], label(answer, number), match.verdict)
        for question in QUESTIONS
        for answer in question["answers"]
        for number, match in enumerate(
            feedback.match(question["prompt"], question["points"], _WRAPPED.sub(" ", answer["text"])), 1
        )
    )


COUNTED = counted()


def count(*, kind: str | None = None, label: str | None = None, at_least: Verdict = Verdict.NOT_FOUND) -> int:
    return sum(
        number
        for (its_kind, its_label, verdict), number in COUNTED.items()
        if kind in (None, its_kind) and label in (None, its_label) and verdict >= at_least
    )


def test_half_is_not_said_and_a_fifth_is_denied_or_only_listed() -> None:
    labels = {label: count(label=label) for label in ("said", "not said", "denied", "listed")}
    assert labels == {"said": 154, "not said": 98, "denied": 46, "listed": 21}
    assert [count(kind=kind) for kind in ("theory", "coding", "design")] == [111, 96, 112]


def test_the_figures_are_those_of_the_decision() -> None:
    """Of each label: found, and found at least perhaps."""
    found = {
        label: (count(label=label, at_least=Verdict.FOUND), count(label=label, at_least=Verdict.PERHAPS))
        for label in ("said", "not said", "denied", "listed")
    }
    assert found == {"said": (70, 123), "not said": (0, 13), "denied": (8, 37), "listed": (0, 20)}


def test_nine_of_ten_found_were_said_and_three_of_four_said_were_found_at_least_perhaps() -> None:
    assert round(count(label="said", at_least=Verdict.FOUND) / count(at_least=Verdict.FOUND), 2) >= 0.9
    assert count(label="said", at_least=Verdict.PERHAPS) / count(label="said") >= 0.75


def test_the_figures_by_kind_are_those_of_the_decision() -> None:
    """Precision of what is found, and recall of what is found at least perhaps, in per cent."""
    figures = {
        kind: (
            round(
                100 * count(kind=kind, label="said", at_least=Verdict.FOUND) / count(kind=kind, at_least=Verdict.FOUND)
            ),
            round(100 * count(kind=kind, label="said", at_least=Verdict.PERHAPS) / count(kind=kind, label="said")),
        )
        for kind in ("theory", "coding", "design")
    }
    assert figures == {"theory": (93, 85), "coding": (82, 68), "design": (91, 84)}


def test_eight_threads_count_what_one_counts() -> None:
    assert at_once(counted) == [COUNTED] * 8
