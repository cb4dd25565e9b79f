"""Spreading what is due over days, so that nobody who was away meets a wall. Pure: minutes in, days out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Load:
    """One question: its minutes, and the first day on which it may come, counted from today, which is 0."""

    minutes: int
    first_day: int = 0


def spread(loads: Iterable[Load], *, a_day: int, today: int) -> list[int]:
    """The day of each question, today being 0, in the order in which they were given: the most urgent first.

    No day holds more than its minutes: `today` has what is left of it, each later one `a_day`. A question that is
    longer than a whole day comes on one alone. None comes before one that stands ahead of it, so a short one does not
    overtake: else a long question could wait for ever behind what is less urgent.
    """
    days = []
    day, room, is_whole = 0, today, today >= a_day
    for load in loads:
        if load.first_day > day:
            day, room, is_whole = load.first_day, a_day, True
        if load.minutes > room and not is_whole:
            day, room = day + 1, a_day
        days.append(day)
        room, is_whole = room - load.minutes, False
    return days
