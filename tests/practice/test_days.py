from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.days import Day, Sitting, midnight, practised, weeks

BERLIN = ZoneInfo("Europe/Berlin")
ODD = ["Europe/Berlin", "America/Havana", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kathmandu"]
"""Clocks that change at one, at midnight, by half an hour; and an offset of quarters."""

CHANGES = [date(2018, 2, 18), date(2018, 3, 11), date(2018, 11, 4), date(2026, 3, 29), date(2026, 10, 25)]
"""Days on which one of these changes them."""

ZONES = st.sampled_from(ODD).map(ZoneInfo)
ANY_DAY = st.dates(date(2016, 1, 1), date(2027, 1, 1))
MOMENTS = st.builds(
    lambda day, minutes: midnight(day, UTC) + timedelta(minutes=minutes),
    st.one_of(ANY_DAY, st.sampled_from(CHANGES)),
    st.integers(-720, 2160),
)


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    start = draw(MOMENTS)
    minutes = draw(st.integers(1, 480))
    return Sitting(start=start, end=start + timedelta(minutes=minutes), seconds=draw(st.integers(1, 60 * minutes)))


@given(sittings(), ZONES)
def test_each_minute_belongs_to_the_day_that_the_clock_on_the_wall_shows(sitting: Sitting, zone: ZoneInfo) -> None:
    minutes = int((sitting.end - sitting.start) / timedelta(minutes=1))
    shown = Counter((sitting.start + timedelta(minutes=n)).astimezone(zone).date() for n in range(minutes))
    found = practised([sitting], zone)
    assert {day: each.seconds for day, each in found.items() if each.seconds} == {
        day: pytest.approx(sitting.seconds * count / minutes) for day, count in shown.items()
    }
    assert {day: each.attempts for day, each in found.items() if each.attempts} == {
        sitting.end.astimezone(zone).date(): 1
    }


@given(st.lists(sittings(), max_size=5), ZONES)
def test_no_second_is_lost_and_none_is_added(some: list[Sitting], zone: ZoneInfo) -> None:
    found = practised(some, zone)
    assert sum(day.seconds for day in found.values()) == pytest.approx(sum(each.seconds for each in some))
    assert sum(day.attempts for day in found.values()) == len(some)


@given(ANY_DAY, ZONES)
def test_a_day_ends_where_the_next_begins(day: date, zone: ZoneInfo) -> None:
    begins, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    assert timedelta(hours=23) <= ends - begins <= timedelta(hours=25)
    assert begins.astimezone(zone).date() == day == (ends - timedelta(seconds=1)).astimezone(zone).date()


def test_an_hour_over_midnight_is_of_both_days() -> None:
    start = datetime(2026, 3, 1, 23, 40, tzinfo=BERLIN)
    found = practised([Sitting(start=start, end=start + timedelta(hours=1), seconds=3000)], BERLIN)
    assert found == {date(2026, 3, 1): Day(seconds=1000, attempts=0), date(2026, 3, 2): Day(seconds=2000, attempts=1)}


def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer() -> None:
    start = datetime(2026, 10, 24, 22, tzinfo=BERLIN)
    end = datetime(2026, 10, 25, 4, tzinfo=BERLIN)  # seven hours later, although the clocks say six
    found = practised([Sitting(start=start, end=end, seconds=7 * 60)], BERLIN)
    assert [found[date(2026, 10, day)].minutes for day in (24, 25)] == [2, 5]


def test_a_day_that_a_zone_left_out_has_nothing() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    start, end = datetime(2011, 12, 30, 9, tzinfo=UTC), datetime(2011, 12, 30, 11, tzinfo=UTC)
    found = practised([Sitting(start=start, end=end, seconds=7200)], apia)
    assert {day: each.seconds for day, each in found.items()} == {date(2011, 12, 29): 3600, date(2011, 12, 31): 3600}


def test_practice_that_nobody_counted_is_a_day_of_its_end() -> None:
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    found = practised([Sitting(start=start, end=start + timedelta(days=40), seconds=0)], BERLIN)
    assert found == {date(2026, 4, 11): Day(seconds=0, attempts=1)}
    assert (found[date(2026, 4, 11)].minutes, Day(seconds=4).minutes, Day(seconds=100).minutes) == (0, 1, 2)


def test_what_began_and_ended_in_one_moment_keeps_its_seconds() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert practised([Sitting(start=now, end=now, seconds=5)], BERLIN) == {date(2026, 3, 2): Day(seconds=5, attempts=1)}


@given(ANY_DAY, st.integers(1, 60))
def test_weeks_are_whole_and_end_today(today: date, count: int) -> None:
    found = weeks(today, count)
    days = [day for week in found for day in week]
    assert len(found) == count
    assert all(week[0].weekday() == 0 for week in found)
    assert [len(week) for week in found[:-1]] == [7] * (count - 1)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days[-1] == today
