"""On which days somebody practised, and for how long: days of their own, from midnight to midnight. Pure.

A day is as long as the zone makes it, 23 hours or 25 when the clocks change, and none at all where a zone once left one
out. Moments are compared in UTC: the difference of two times of one zone is what its clocks show, not what passed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ONE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """One finished attempt: from when to when, and the seconds that its questions were on the screen (0 when nobody
    counted)."""

    start: datetime
    end: datetime
    seconds: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """What one did on a day. Attempts count on the day on which they end."""

    seconds: float = 0
    attempts: int = 0

    @property
    def minutes(self) -> int:
        """Whole minutes; one at least, where any second was counted."""
        return max(1, round(self.seconds / 60)) if self.seconds else 0


def midnight(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day begins, in UTC; where the clocks skip it, the moment of the change."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def practised(sittings: Iterable[Sitting], zone: tzinfo) -> dict[date, Day]:
    """The days on which one practised; an attempt over midnight gives each day its share of the seconds."""
    found: dict[date, Day] = {}
    for sitting in sittings:
        last = sitting.end.astimezone(zone).date()
        for day, seconds in _spread(sitting, zone):
            before = found.get(day, Day())
            found[day] = Day(seconds=before.seconds + seconds, attempts=before.attempts + (day == last))
    return found


def weeks(today: date, count: int) -> list[list[date]]:
    """The days of so many weeks, Monday to Sunday, the last of them with today in it and nothing after."""
    first = today - timedelta(days=today.weekday()) - timedelta(weeks=count - 1)
    return [
        [day for place in range(7) if (day := first + timedelta(days=7 * week + place)) <= today]
        for week in range(count)
    ]


def _spread(sitting: Sitting, zone: tzinfo) -> Iterator[tuple[date, float]]:
    """The seconds of each day that a sitting touches, as if they had passed evenly; its last day with any or none."""
    start, end = sitting.start.astimezone(UTC), sitting.end.astimezone(UTC)
    whole = (end - start).total_seconds()
    last = end.astimezone(zone).date()
    day = start.astimezone(zone).date() if whole > 0 and sitting.seconds else last
    while day < last:
        passed = (min(end, midnight(day + ONE, zone)) - max(start, midnight(day, zone))).total_seconds()
        if passed > 0:
            yield day, sitting.seconds * passed / whole
        day += ONE
    passed = (end - max(start, midnight(last, zone))).total_seconds()
    yield last, sitting.seconds * passed / whole if whole > 0 else float(sitting.seconds)
