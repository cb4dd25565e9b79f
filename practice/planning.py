"""What to do on each day until a real interview, so that as much as can be is recalled on its day.

Pure: values in, values out. Days are whole numbers: today is 0, and on the day of the interview nothing is done.
Nothing of a plan is stored: it is made anew from how things stand, so that a day that was missed, or another date,
moves it by itself.

Days are filled from the last one back. Each takes the meetings that raise the recall on the day of the interview most
for their minutes, given what was planned for the days after it. docs/decisions has the record of what was rejected.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .memory import Memory, first_met

KNOWN = 0.3
"""How likely one knows a question that one has not met here."""

KEPT_TO = 0.9
"""How likely a planned meeting takes place. Without this doubt what counts most would be left to the last days."""

FURTHER = 1.5
"""Each planned meeting of a question is at least so many times as far from the day as the one after it: those that
follow one another closely add little for their minutes."""

MOCK_DAYS = 7
"""Mock interviews stand in the week before the day ..."""

MOCK_SHARE = 0.5
"""... and take at most this share of its minutes."""

type Sections = Collection[tuple[int, Collection[int]]]
"""What a round asks: so many questions out of these, by their keys."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A question that may be planned. `weight`: its share of the minutes that the rounds ask."""

    key: int
    minutes: int
    weight: float
    memory: Memory | None = None
    """None when it was never met."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mock:
    """A mock interview that is wanted in the week before."""

    key: int
    minutes: int


@dataclass(kw_only=True)
class Day:
    """What one day holds, by keys. All of it takes `used` of its `minutes`."""

    number: int
    minutes: int
    mocks: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    """Questions to be met for the first time ..."""
    again: list[int] = field(default_factory=list)
    """... and those to be repeated."""
    used: int = 0

    @property
    def left(self) -> int:
        return self.minutes - self.used


@dataclass(frozen=True, kw_only=True)
class Plan:
    days: Sequence[Day]
    mocks_left: Sequence[int]
    """The mock interviews for which no day has room."""
    recall_now: Mapping[int, float]
    """How likely each question is recalled on the day of the interview, if nothing more is done ..."""
    recall: Mapping[int, float]
    """... and if the plan is kept to."""
    value_now: float
    """The share of what the rounds ask that will be recalled, from 0 to 1, if nothing more is done ..."""
    value: float
    """... and if the plan is kept to."""


def shares(rounds: Iterable[Sections], minutes: Mapping[int, int]) -> dict[int, float]:
    """The share of the rounds' minutes that each question is to be expected to take, together 1.

    Rounds count alike, whatever they ask; one that finds no question counts nothing. `minutes` are each question's.
    """
    asking = [sections for sections in rounds if any(keys for _, keys in sections)]
    total: dict[int, float] = {}
    for sections in asking:
        chances: dict[int, float] = {}
        for count, keys in sections:
            for key in keys:
                chances[key] = min(1, chances.get(key, 0) + count / len(keys))
        asked = sum(chance * minutes[key] for key, chance in chances.items())
        for key, chance in chances.items():
            total[key] = total.get(key, 0) + chance * minutes[key] / asked / len(asking)
    return total


def plan(candidates: Sequence[Candidate], minutes: Sequence[int], mocks: Sequence[Mock] = ()) -> Plan:
    """Plan the days from today on, which have so many `minutes` each; the interview is on the day after the last."""
    days = [Day(number=number, minutes=each) for number, each in enumerate(minutes)]
    # The shortest first: of as many rounds as can be there is one.
    mocks_left = [mock.key for mock in sorted(mocks, key=lambda each: each.minutes) if not _place(mock, days)]
    meetings = _Meetings(candidates, day=len(days))
    for day in reversed(days):
        meetings.fill(day)
    for day in days:
        meetings.bring_forward(day, days)
    for day in reversed(days):
        meetings.fill(day)
    for each in candidates:
        for number in meetings.days[each.key]:
            is_new = not each.memory and number == meetings.days[each.key][0]
            (days[number].new if is_new else days[number].again).append(each.key)
    recall_now = {each.key: _recall(each.memory, (), len(days)) for each in candidates}
    recall = {each.key: _recall(each.memory, meetings.days[each.key], len(days)) for each in candidates}
    return Plan(
        days=days,
        mocks_left=mocks_left,
        recall_now=recall_now,
        recall=recall,
        value_now=sum(each.weight * recall_now[each.key] for each in candidates),
        value=sum(each.weight * recall[each.key] for each in candidates),
    )


def _place(mock: Mock, days: Sequence[Day]) -> bool:
    """Put a mock interview on the day of the last week that has the most room, the first of several such."""
    week = days[-MOCK_DAYS:]
    room = MOCK_SHARE * sum(day.minutes for day in week) - sum(day.used for day in week)
    fitting = [day for day in week if day.left >= mock.minutes and not day.mocks]
    if not fitting or mock.minutes > room:
        return False
    day = max(fitting, key=lambda each: each.left)
    day.mocks.append(mock.key)
    day.used += mock.minutes
    return True


class _Meetings:
    """On which days each question is met, while the days are filled from the last one back."""

    def __init__(self, candidates: Sequence[Candidate], *, day: int) -> None:
        self.day = day
        self.candidates = [each for each in candidates if each.weight > 0]
        self.days: dict[int, tuple[int, ...]] = {each.key: () for each in candidates}
        self._expected = {each.key: _recall(each.memory, (), day) for each in candidates}
        self._of_unmet: dict[tuple[int, ...], float] = {}

    def fill(self, day: Day) -> None:
        for _, each, expected in self._offers(day):
            if each.minutes <= day.left:
                day.used += each.minutes
                later = self.days[each.key]
                self.days[each.key] = (day.number, *later)
                self._expected[each.key] = expected

    def _offers(self, day: Day) -> list[tuple[float, Candidate, float]]:
        """What could be met on a day, the greatest gain for a minute first, with the recall that is expected then."""
        offers = []
        for each in self.candidates:
            later = self.days[each.key]
            if each.minutes > day.left or not self._is_far_enough(day, later):
                continue
            if each.memory and each.memory.last >= day.number:
                continue
            expected = self._recall_with(each, (day.number, *later))
            gain = each.weight * (expected - self._expected[each.key]) / each.minutes
            if gain > 0:
                offers.append((gain, each, expected))
        return sorted(offers, key=lambda offer: (-offer[0], offer[1].key))

    def _is_far_enough(self, day: Day, later: tuple[int, ...]) -> bool:
        return not later or self.day - day.number >= FURTHER * (self.day - later[0])

    def bring_forward(self, day: Day, days: Sequence[Day]) -> None:
        """Where a day has room left, meet what would be met for the first time soonest after it."""
        new = [each for each in self.candidates if not each.memory and self.days[each.key]]
        for each in sorted(new, key=lambda each: (self.days[each.key][0], each.key)):
            first, *others = self.days[each.key]
            if first > day.number and each.minutes <= day.left:
                days[first].used -= each.minutes
                day.used += each.minutes
                self.days[each.key] = (day.number, *others)
                self._expected[each.key] = self._recall_with(each, self.days[each.key])

    def _recall_with(self, candidate: Candidate, days: tuple[int, ...]) -> float:
        """The recall to be expected of these meetings, the last of which may not take place."""
        if candidate.memory is None and days in self._of_unmet:
            return self._of_unmet[days]
        expected = KEPT_TO * _recall(candidate.memory, days, self.day)
        expected += (1 - KEPT_TO) * _recall(candidate.memory, days[:-1], self.day)
        if candidate.memory is None:
            self._of_unmet[days] = expected
        return expected


def _recall(memory: Memory | None, days: Iterable[int], day: int) -> float:
    """How likely a question is recalled on a day, after meetings on the days before it."""
    for each in days:
        memory = memory.met(each) if memory else first_met(each, known=KNOWN)
    return memory.recall(day) if memory else KNOWN
