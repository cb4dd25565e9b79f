from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import charts
from practice.days import Day, weeks
from practice.estimates import Estimate

HALF = Estimate(covered=5, total=10, answers=9)


def number(percent: str) -> float:
    assert percent.endswith("%")
    return float(percent[:-1])


def test_a_curve_is_solid_between_neighbours_and_dashed_over_what_is_missing_or_open() -> None:
    curve = charts.curve([HALF, HALF, None, HALF, Estimate(), HALF, HALF], [""] * 7, is_last_open=True)
    assert [stroke.is_open for stroke in curve.strokes] == [False, True, True, True]
    assert [dot.is_telling for dot in curve.dots] == [True, True, True, True, False]


def test_few_answers_are_an_open_dot() -> None:
    (dot,) = charts.curve([Estimate(covered=1, total=2, answers=1)], [""]).dots
    assert (dot.x, dot.is_telling) == ("54.50%", False)


def test_words_stand_under_their_places() -> None:
    labels = charts.curve([HALF] * 3, ["Jun", "", "Jul"]).labels
    assert [(label.x, label.words) for label in labels] == [("12.00%", "Jun"), ("97.00%", "Jul")]


@given(
    st.lists(st.builds(Estimate, covered=st.floats(0, 10), total=st.just(10), answers=st.integers(1, 50)), min_size=1)
)
def test_nothing_is_drawn_outside(estimates: list[Estimate]) -> None:
    curve = charts.curve(estimates, ["w"] * len(estimates))
    across = [number(dot.x) for dot in curve.dots]
    assert across == sorted(across)
    assert all(0 < x < 100 for x in across)
    for dot in curve.dots:
        assert 0 < dot.high <= dot.y + 0.1 <= dot.low + 0.2 < charts.HEIGHT
    assert len(curve.strokes) == len(estimates) - 1


def test_the_scale_has_its_ends_where_the_shares_have_them() -> None:
    full, none = Estimate(covered=1, total=1, answers=3), Estimate(covered=0, total=1, answers=3)
    dots = charts.curve([full, none], ["", ""]).dots
    assert [(dots[0].y, "100 %"), (dots[1].y, "0 %")] == [charts.grid()[0], charts.grid()[2]]


def test_a_calendar_has_a_column_a_week_with_monday_on_top() -> None:
    days = {
        date(2026, 3, 2): Day(seconds=60, attempts=1),
        date(2026, 3, 3): Day(seconds=20 * 60, attempts=1),
        date(2026, 3, 5): Day(seconds=0, attempts=1),
        date(2026, 3, 10): Day(seconds=5000, attempts=2),
    }
    drawn = charts.calendar(weeks(date(2026, 3, 10), 2), days)
    assert [(cell.x, cell.y, cell.strength) for cell in drawn.cells] == [
        *((0, 14 * row, strength) for row, strength in enumerate(["1", "2", "0", "open", "0", "0", "0"])),
        *((14, 14 * row, strength) for row, strength in enumerate(["0", "4"])),
    ]
    assert [label.words for label in drawn.over] == ["Mar"]


@pytest.mark.parametrize(("minutes", "strength"), [(1, "1"), (19, "1"), (20, "2"), (40, "3"), (60, "4"), (600, "4")])
def test_the_more_minutes_the_stronger(minutes: int, strength: str) -> None:
    days = {date(2026, 3, 2): Day(seconds=60 * minutes, attempts=1)}
    assert charts.calendar(weeks(date(2026, 3, 2), 1), days).cells[0].strength == strength


def test_a_spread_is_the_middle_half_on_its_scale() -> None:
    spread = charts.spread([0.5, 0.75, 1.0, 1.25, 9.0], ends=2)
    assert (spread.x, spread.width, spread.middle_x) == ("37.50%", "25.00%", "50.00%")
    assert charts.spread([7.0], ends=2).middle_x == "100.00%"
