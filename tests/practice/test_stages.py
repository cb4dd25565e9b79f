import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import stages
from practice.models import Part, Role
from practice.stages import Step
from questions.content import Stage


def step(planned: float = 600, *seconds: int, place: int = 0, text: str = "") -> Step:
    parts = [Part(role=Role.STAGE, place=place, seconds=each, text=text) for each in seconds or (0,)]
    return Step(place=place, title="Data", planned=planned, parts=parts)


def test_an_answer_begins_with_a_box_for_each_stage_and_a_list_where_one_draws() -> None:
    parts = stages.first_parts([Stage(title="Scope"), Stage(title="The diagram"), Stage(title="Data")])
    expected = [("stage", 0), ("stage", 1), ("blocks", 1), ("stage", 2), ("sketch", 1)]
    assert [(part.role, part.place) for part in parts] == expected


def test_there_is_one_sketch_whatever_the_stages_are() -> None:
    drawn, other = Stage(title="Diagram"), Stage(title="Data")
    for given_stages, place in (([], None), ([other], None), ([other, drawn], 1), ([drawn, other, drawn], 0)):
        parts = [part for part in stages.first_parts(given_stages) if part.role == Role.SKETCH]
        assert [part.place for part in parts] == [place]


@pytest.mark.parametrize(
    ("planned", "seconds", "time", "told", "is_over"),
    [
        (600, (0,), "10 min", "left blank", False),
        (600, (59,), "10 min", "0 of 10 min", False),
        (600, (200, 130), "5 of 10 min", "5 of 10 min", False),
        (600, (659,), "10 of 10 min", "10 of 10 min", False),
        (600, (660,), "11 of 10 min", "11 of 10 min, over", True),
        (0, (130,), "2 min", "2 min", False),
        (0, (0,), "", "left blank", False),
    ],
)
def test_time_is_told_beside_the_plan(
    planned: int, seconds: tuple[int, ...], time: str, told: str, is_over: bool
) -> None:
    found = step(planned, *seconds)
    assert (found.time, found.told, found.is_over) == (time, told, is_over)


@given(st.lists(st.floats(1, 10_000), min_size=1, max_size=9), st.floats(0, 100_000))
def test_the_plan_has_one_in_the_stage_whose_time_it_is(planned: list[float], used: float) -> None:
    plan = [step(each, place=place) for place, each in enumerate(planned)]
    now = stages.planned_now(plan, used)
    if now is None:
        assert used >= sum(planned) - 0.001
    else:
        assert sum(planned[:now]) - 0.001 <= used <= sum(planned[: now + 1]) + 0.001


def test_without_minutes_there_is_no_plan() -> None:
    assert stages.planned_now([step(600), step(0)], 10) is None
    assert stages.ends([step(600), step(0)]) is None
    assert stages.ends([step(600), step(60)]) == [600, 660]
