from dataclasses import replace
from typing import Any

import pytest

from questions.bankfiles import lint_answer
from questions.content import Content, Entry, FollowUp, Point, Stage

OPENING = "An ensemble of bagged trees lowers variance, since errors that differ from tree to tree cancel."
DRAWN = "```dot The parts of it, from the first to the last one.\ndigraph { a -> b }\n```"
CONTENT = Content(
    title="T",
    prompt="Why?",
    answer=f"{OPENING}\n\n**In figures.** It is so.",
    key_points=(Point(text="one and two", weight=3), Point(text="three", weight=1)),
    follow_ups=(FollowUp(text="And?", answer="So it is.", probes=(1,)),),
)
TOLD = "We found it and mended it in time. " * 20
STORY = replace(
    CONTENT,
    answer="\n\n".join([OPENING, *(f"**{label}.** {TOLD}" for label in lint_answer.STORY_PASSAGES)]),
    key_points=(
        Point(text="Says it plainly", weight=3),
        *(Point(text=text, weight=2) for text in lint_answer.SHARED_RUBRIC),
    ),
)
DESIGN = replace(
    CONTENT,
    answer=f"{OPENING}\n\n**Scope.** Small.\n\n{DRAWN}\n\n**Data**: clicks.",
    stages=(Stage(title="Scope", minutes=10), Stage(title="Data", minutes=20)),
)


def found(content: Content, kind: str = "theory", **changes: Any) -> list[str]:
    return [message for _, message in lint_answer.findings(Entry(content=replace(content, **changes), kind=kind))]


@pytest.mark.parametrize(("content", "kind"), [(CONTENT, "theory"), (STORY, "behavioral"), (DESIGN, "design")])
def test_what_has_it_all(content: Content, kind: str) -> None:
    assert found(content, kind) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (f"**Clarify.** {OPENING}", "opens with a label"),
        ("Too short.", "its first paragraph has 2 words"),
        (OPENING * 9, "its first paragraph has 136 words"),
    ],
)
def test_the_opening_answers_aloud(answer: str, message: str) -> None:
    assert [one[: len(message)] for one in found(CONTENT, answer=answer)] == [message]


@pytest.mark.parametrize("text", ["one; two", "one and two and three"])
def test_a_point_is_one_idea(text: str) -> None:
    points = (Point(text=text, weight=3), *CONTENT.key_points[1:])
    assert found(CONTENT, key_points=points) == [f"holds several ideas: {text!r}"]


def test_a_passage_for_each_stage_in_their_order() -> None:
    (missing,) = found(DESIGN, "design", answer=f"{OPENING}\n\n{DRAWN}\n\n**Data.** Clicks.")
    assert missing.endswith("**Scope.** is missing")
    (order,) = found(DESIGN, "design", answer=f"{OPENING}\n\n**Data.** Clicks.\n\n{DRAWN}\n\n**Scope.** Small.")
    assert order.endswith("their order is Data, Scope")


@pytest.mark.parametrize(("drawn", "count"), [("", 0), (f"{DRAWN}\n\n{DRAWN}", 2)])
def test_a_design_has_one_diagram(drawn: str, count: int) -> None:
    assert found(DESIGN, "design", answer=DESIGN.answer.replace(DRAWN, drawn)) == [f"{count} diagrams, wanted one"]


def test_a_story_can_be_told() -> None:
    long = STORY.answer.replace(f"**Outstanding.** {TOLD}", f"**Outstanding.** {TOLD * 2} 1 2 3 4 5 6 7,000.5 8%")
    assert found(STORY, "behavioral", answer=long) == [
        "the outstanding story has 328 words, wanted 120 to 270, two minutes aloud",
        "the outstanding story has 8 numbers, at most 6",
    ]


def test_a_story_is_read_by_the_shared_rubric() -> None:
    (message,) = found(STORY, "behavioral", key_points=STORY.key_points[:-1])
    assert message.startswith("a behavioral question ends with the shared rubric: Makes the own part plain")
