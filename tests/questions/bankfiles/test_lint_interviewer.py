from dataclasses import replace
from typing import Any

import pytest

from questions.bankfiles import lint_interviewer
from questions.content import Content, Curveball, Entry, Fact, FollowUp, Point, Stage

ANSWER = "It shrinks, since the average of many noisy trees is less noisy than any single one of them is. "
CONTENT = Content(
    title="T",
    prompt="Design it?",
    key_points=(Point(text="one", weight=3), Point(text="two", weight=1)),
    follow_ups=(FollowUp(text="And?", answer=ANSWER, probes=(1,)), FollowUp(text="Then?", answer=ANSWER)),
    facts=tuple(Fact(asked_by=(word,), told="Ten.") for word in "users labels budget latency history team".split()),
    curveball=Curveball(share=0.5, text="The labels stop."),
    stages=tuple(Stage(title=title, minutes=10) for title in ("Scope", "Data", "Model", "Serving")),
)


def found(kind: str = "design", minutes: int = 40, **changes: Any) -> list[tuple[str, str]]:
    entry = Entry(content=replace(CONTENT, **changes), kind=kind, minutes=minutes)
    return list(lint_interviewer.findings(entry))


def test_a_design_that_has_it_all() -> None:
    assert found() == []


def test_a_design_that_has_none_of_it_yet() -> None:
    follow_ups = (FollowUp(text="And?"), FollowUp(text="Then?"))
    assert {section for section, _ in found(follow_ups=follow_ups, facts=(), curveball=None, stages=())} == {
        "Follow-ups",
        "Facts",
        "Curveball",
        "Stages",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"follow_ups": (FollowUp(text="And?", answer=ANSWER, probes=(2,)),)},
            ("Follow-ups", "none probes key point 1, which has weight 3"),
        ),
        (
            {"follow_ups": (*CONTENT.follow_ups, FollowUp(text="Last?"))},
            ("Follow-ups", "0 words answer 'Last?', wanted 15 to 90"),
        ),
        (
            {"follow_ups": (*CONTENT.follow_ups, FollowUp(text="(probes 1 2) Last?", answer=ANSWER))},
            ("Follow-ups", "probes are written as (probes 1, 3): '(probes 1 2) Last?'"),
        ),
        ({"facts": CONTENT.facts[:5]}, ("Facts", "5 facts, for this kind 6 to 10")),
        (
            {"facts": (*CONTENT.facts, Fact(asked_by=("Users",), told="Twelve."))},
            ("Facts", "'users' asks for more than one"),
        ),
        (
            {"curveball": Curveball(share=0.9, text="Late.")},
            ("Curveball", "comes at 0.9 of the time, wanted 0.3 to 0.8"),
        ),
        ({"stages": CONTENT.stages[:2]}, ("Stages", "2 stages, wanted 4 to 9")),
        ({"minutes": 45}, ("Stages", "40 minutes are planned in 4 of 4, of 45")),
        (
            {"stages": (*CONTENT.stages, Stage(title="Trade-offs"))},
            ("Stages", "40 minutes are planned in 4 of 5, of 40"),
        ),
        ({"curveball": None}, ("Curveball", "a design question has them")),
        ({"kind": "coding", "stages": ()}, ("Curveball", "a coding question has none")),
        ({"kind": "coding", "curveball": None}, ("Stages", "a coding question has none")),
        ({"kind": "theory", "stages": (), "curveball": None}, ("Facts", "6 facts, for this kind 0 to 0")),
    ],
)
def test_what_is_wrong_is_found(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in found(**changes)


def test_a_debugging_task_may_have_facts() -> None:
    assert found("coding", facts=CONTENT.facts[:2], curveball=None, stages=()) == []
