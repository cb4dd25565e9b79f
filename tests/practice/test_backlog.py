from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from practice.backlog import Load, spread

minutes = st.integers(1, 90)
overdue = st.lists(minutes.map(lambda each: Load(minutes=each)), max_size=60)
coming = st.lists(st.builds(Load, minutes=minutes, first_day=st.integers(1, 10)), max_size=30).map(
    lambda loads: sorted(loads, key=lambda load: load.first_day)
)


def test_what_does_not_fit_comes_on_the_days_after() -> None:
    assert spread([Load(minutes=10)] * 7, a_day=30, today=30) == [0, 0, 0, 1, 1, 1, 2]
    assert spread([Load(minutes=10)] * 4, a_day=30, today=15) == [0, 1, 1, 1]


def test_what_is_longer_than_a_day_has_one_to_itself() -> None:
    assert spread([Load(minutes=45), Load(minutes=5)], a_day=30, today=30) == [0, 1]
    assert spread([Load(minutes=5), Load(minutes=45), Load(minutes=5)], a_day=30, today=30) == [0, 1, 2]
    assert spread([Load(minutes=45)], a_day=30, today=20) == [1]


def test_what_comes_later_makes_no_room_before_its_day() -> None:
    assert spread([Load(minutes=20), Load(minutes=20), Load(minutes=20, first_day=1)], a_day=30, today=30) == [0, 1, 2]
    assert spread([Load(minutes=20), Load(minutes=20, first_day=5)], a_day=30, today=30) == [0, 5]


@given(overdue, coming, st.integers(5, 240), st.integers(0, 240))
def test_every_question_has_one_day_and_no_day_is_over_its_minutes(
    late: list[Load], later: list[Load], a_day: int, today: int
) -> None:
    loads = late + later
    days = spread(loads, a_day=a_day, today=today)
    assert len(days) == len(loads)
    assert days == sorted(days), "the most urgent first"
    assert all(day >= load.first_day for load, day in zip(loads, days, strict=True))
    held = defaultdict(list)
    for load, day in zip(loads, days, strict=True):
        held[day].append(load.minutes)
    for day, each in held.items():
        room = a_day if day else today
        assert sum(each) <= room or (len(each) == 1 and room >= a_day)


@given(overdue, st.integers(5, 240))
def test_nobody_waits_for_a_day_that_stands_empty(late: list[Load], a_day: int) -> None:
    days = spread(late, a_day=a_day, today=a_day)
    assert sorted(set(days)) == list(range(len(set(days))))
