import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.calibration import FINEST, Forecast, curve, judgements
from practice.estimates import wilson


def forecasts(count: int, said: float, covered: float, category: str = "Metrics") -> list[Forecast]:
    return [Forecast(said=said, covered=covered, category=category)] * count


def test_the_curve_has_a_point_for_each_step_that_was_said() -> None:
    found = curve([*forecasts(3, 0.75, 0.5), *forecasts(1, 0.25, 0.2), *forecasts(1, 0.75, 0.9)])
    assert [(step.said, step.count, step.covered) for step in found] == [(0.25, 1, 0.2), (0.75, 4, pytest.approx(0.6))]
    assert found[1].interval == "25 to 87 %"
    assert [(step.low, step.high) for step in found] == [wilson(0.2, 1), wilson(found[1].covered, 4)]
    assert curve([]) == []


def test_a_category_stands_out_when_its_answers_are_enough() -> None:
    said = forecasts(40, 0.75, 0.4, "Metrics") + forecasts(40, 0.5, 0.5, "Systems")
    all_together, metrics, systems = judgements(said)
    assert (metrics.name, metrics.count, metrics.is_telling, metrics.is_too_sure) == ("Metrics", 40, True, True)
    assert (systems.name, systems.is_telling) == ("Systems", False)
    assert (all_together.name, all_together.count) == ("", 80)


@pytest.mark.parametrize(
    ("count", "said", "covered", "is_telling"),
    [
        (3, 0.75, 0.4, False),  # three answers are chance
        (30, 0.75, 0.4, True),
        (30, 0.25, 0.7, True),
        (2000, 0.75, 0.7, False),  # certain, and finer than the scale
        (2000, 1.0, 1.0, False),
    ],
)
def test_it_is_said_only_when_the_answers_carry_it(count: int, said: float, covered: float, is_telling: bool) -> None:
    [found] = judgements(forecasts(count, said, covered))
    assert found.is_telling == is_telling


def test_one_category_alone_is_not_told_twice_and_nothing_of_nothing() -> None:
    assert len(judgements(forecasts(4, 0.5, 0.5))) == 1
    assert judgements([]) == []


def test_the_more_categories_are_looked_at_the_more_one_must_stand_out() -> None:
    edge = forecasts(15, 0.75, 0.5, "Metrics")
    [alone] = judgements(edge)
    assert alone.is_telling
    others = [each for number in range(5) for each in forecasts(15, 0.5, 0.5, f"Other {number}")]
    metrics = next(each for each in judgements(edge + others) if each.name == "Metrics")
    assert not metrics.is_telling
    assert (metrics.low, metrics.high) == (alone.low, alone.high), "what is shown is the same"


numbers = st.floats(0, 1)


@given(st.lists(st.tuples(st.sampled_from([0, 0.25, 0.5, 0.75, 1]), numbers, st.sampled_from("ABC")), max_size=40))
def test_what_is_said_is_outside_of_what_was_covered(drawn: list[tuple[float, float, str]]) -> None:
    for found in judgements([Forecast(said=said, covered=covered, category=name) for said, covered, name in drawn]):
        assert found.low <= found.covered + 1e-9
        assert found.covered <= found.high + 1e-9
        if found.is_telling:
            assert not found.low <= found.said <= found.high
            assert abs(found.said - found.covered) >= FINEST
