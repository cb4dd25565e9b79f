"""How far what one expects to cover is what one covers. Pure: shares in, a reliability curve and judgements out.

The intervals are those of practice.estimates: each answer is one trial.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from .estimates import wilson

SURE = 0.95
"""How sure it has to be that what was said and what was covered differ, before a sentence is made of it."""

FINEST = 0.125
"""Half a step of the scale on which one says how sure one is: a smaller difference it cannot tell."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """One answer: what one expected to cover and what one covered, both as shares from 0 to 1."""

    said: float
    covered: float
    category: str


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Some answers together: the means of what was said and covered, and the interval of the latter."""

    name: str
    count: int
    said: float
    covered: float
    low: float
    high: float
    is_telling: bool = False

    @property
    def interval(self) -> str:
        """In words: "31 to 58 %"."""
        return f"{100 * self.low:.0f} to {100 * self.high:.0f} %"

    @property
    def is_too_sure(self) -> bool:
        return self.said > self.covered


def curve(forecasts: Iterable[Forecast]) -> list[Calibration]:
    """The reliability curve: for each step of confidence that was said, what was covered."""
    by_step: dict[float, list[Forecast]] = {}
    for forecast in forecasts:
        by_step.setdefault(forecast.said, []).append(forecast)
    return [_together("", by_step[said]) for said in sorted(by_step)]


def judgements(forecasts: Sequence[Forecast]) -> list[Calibration]:
    """All answers together, and then each category, by name. One is telling if what was said lies outside of its
    interval, and by more than the scale is fine.

    Where several are looked at, one or another would stand out by chance. So that this happens in one case of twenty
    for all of them together, the interval that decides is the wider the more there are (Bonferroni).
    """
    by_category: dict[str, list[Forecast]] = {}
    for forecast in forecasts:
        by_category.setdefault(forecast.category, []).append(forecast)
    groups = [("", list(forecasts))] if forecasts else []
    if len(by_category) > 1:
        groups += sorted(by_category.items())
    return [_together(name, group, looked_at=len(groups)) for name, group in groups]


def _together(name: str, group: Sequence[Forecast], *, looked_at: int = 1) -> Calibration:
    said, covered = fmean(each.said for each in group), fmean(each.covered for each in group)
    low, high = wilson(covered, len(group))
    least, most = wilson(covered, len(group), level=1 - (1 - SURE) / looked_at)
    return Calibration(
        name=name,
        count=len(group),
        said=said,
        covered=covered,
        low=low,
        high=high,
        is_telling=not least <= said <= most and abs(said - covered) >= FINEST,
    )
