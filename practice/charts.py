"""Where the lines of a chart run. Pure: numbers in, the attributes of SVG out; a template writes the elements.

Across, everything is a share of the width, in per cent, so that a chart is as wide as its place and neither its strokes
nor its words are stretched; down, it is pixels. What is known is solid, what is open or missing is dashed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import quantiles

from .days import Day
from .estimates import Estimate

HEIGHT = 200
"""Pixels of a curve, its words under it left out."""

_TOP, _BOTTOM = 16, 184
_LEFT, _RIGHT = 0.12, 0.97

CELL = 14
"""Units of a day in the calendar, its gap included."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

FULL = 60
"""Minutes from which on a day has the strongest of the calendar's colours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A point of a curve with the range around it."""

    x: str
    y: float
    low: float
    high: float
    is_telling: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Stroke:
    x1: str
    y1: float
    x2: str
    y2: float
    is_open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    x: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    dots: list[Dot]
    strokes: list[Stroke]
    labels: list[Label]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A day of the calendar: where it stands and how strong it is, from 0 (nothing) to 4; "open" where nobody counted
    the time."""

    x: int
    y: int
    strength: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """A column for each week, Monday on top, with words over the columns and before the rows."""

    cells: list[Cell]
    over: list[Label]
    before: list[Label]
    view: str
    """What of the plane is seen: left, top, width, height."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """The middle half of some numbers and their median, on a scale that ends at `ends`."""

    low: float
    middle: float
    high: float
    ends: float

    @property
    def x(self) -> str:
        return percent(self._on_scale(self.low))

    @property
    def width(self) -> str:
        return percent(self._on_scale(self.high) - self._on_scale(self.low))

    @property
    def middle_x(self) -> str:
        return percent(self._on_scale(self.middle))

    def _on_scale(self, value: float) -> float:
        return min(value, self.ends) / self.ends


def percent(share: float) -> str:
    """A share of the width, as an attribute says it."""
    return f"{100 * share:.2f}%"


def curve(estimates: Sequence[Estimate | None], labels: Sequence[str], *, is_last_open: bool = False) -> Curve:
    """One point for each place that has any, joined; over an empty place, and to a last one that is still open, the
    line is dashed. `labels`: a word for each place, "" for none."""
    places = len(estimates)
    at = [_across(place, places) for place in range(places)]
    known = [(place, estimate) for place, estimate in enumerate(estimates) if estimate and estimate.total]
    return Curve(
        dots=[
            Dot(
                x=percent(at[place]),
                y=_down(estimate.share),
                low=_down(estimate.low),
                high=_down(estimate.high),
                is_telling=estimate.is_telling and not (is_last_open and place == places - 1),
            )
            for place, estimate in known
        ],
        strokes=[
            Stroke(
                x1=percent(at[one]),
                y1=_down(before.share),
                x2=percent(at[other]),
                y2=_down(after.share),
                is_open=other - one > 1 or (is_last_open and other == places - 1),
            )
            for (one, before), (other, after) in pairwise(known)
        ],
        labels=[Label(x=percent(x), words=words) for x, words in zip(at, labels, strict=True) if words],
    )


def grid() -> list[tuple[float, str]]:
    """The lines of the scale, from the top, each with its word."""
    return [(_down(share / 100), f"{share} %") for share in (100, 50, 0)]


def calendar(weeks: Sequence[Sequence[date]], days: Mapping[date, Day]) -> Calendar:
    cells = [
        Cell(x=CELL * column, y=CELL * row, strength=_strength(days.get(day)))
        for column, week in enumerate(weeks)
        for row, day in enumerate(week)
    ]
    mondays = [week[0] for week in weeks]
    over = [Label(x=f"{CELL * column}", words=words) for column, words in enumerate(months(mondays)) if words]
    before = [Label(x=f"{CELL * row + 10}", words=WEEKDAYS[row]) for row in (0, 2, 4)]
    return Calendar(cells=cells, over=over, before=before, view=f"-26 -16 {CELL * len(weeks) + 24} {CELL * 7 + 14}")


def months(mondays: Sequence[date]) -> list[str]:
    """The name of each month at its first Monday, "" at the others."""
    return [f"{monday:%b}" if monday.day <= 7 else "" for monday in mondays]


def spread(numbers: Sequence[float], *, ends: float) -> Spread:
    """The quartiles of some numbers; of one alone, that number."""
    low, middle, high = quantiles(numbers, method="inclusive") if len(numbers) > 1 else [numbers[0]] * 3
    return Spread(low=low, middle=middle, high=high, ends=ends)


def _across(place: int, places: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (place / (places - 1) if places > 1 else 0.5)


def _down(share: float) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)


def _strength(day: Day | None) -> str:
    if not day:
        return "0"
    if not day.seconds:
        return "open"
    return str(min(4, 1 + 3 * day.minutes // FULL))
