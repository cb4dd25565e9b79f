"""Seating questions so that an interview fits its clock. Pure: values in, values out, and chance comes from `rng`.

The sets of questions that can be seated, each in a row that takes it, are the independent sets of a transversal
matroid. That is why taking questions from the shortest on, each that can still be seated, gives the shortest full
seating of all: one look ahead tells for certain whether a question leaves enough time for the rest.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A question that a row may take. Those of the lowest `rank` come first; equal ones by chance."""

    key: int
    minutes: int
    repeated: bool = False
    """Whether this learner was asked it before."""
    rank: float = 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """The seats of one section: all of them to be filled, or with `at_most` as many as time and questions allow."""

    options: Sequence[Option]
    count: int
    at_most: bool = False


type _Sort = tuple[tuple[int, ...], int, bool]
"""Questions that are the same to the clock: the rows that take them, their minutes, whether they are repeated."""

type _Stock = Sequence[tuple[_Sort, int]]
"""How many there are of each sort."""


def draw(rows: Sequence[Row], *, minutes: int, rng: Random) -> list[list[int]]:
    """Draw each row's questions, by their keys; all together take no more than `minutes`.

    Nothing is repeated that need not be: as few as can be where the time allows it. Then each seat, in a random
    order, takes the best of its row that lets the others be filled. `least_minutes` says before whether that is
    possible.
    """
    seating = _Seating(rows, minutes)
    ranked = [_ranked(row, rng) for row in rows]
    drawn: list[list[int]] = [[] for _ in rows]
    for at_most, best in ((False, seating.best), (True, seating.best_if_any)):
        seats = [place for place, row in enumerate(rows) if row.at_most == at_most for _ in range(row.count)]
        rng.shuffle(seats)
        for place in seats:
            if option := best(place, ranked[place]):
                drawn[place].append(option.key)
                seating.take(option)
    return drawn


def least_minutes(rows: Sequence[Row]) -> int | None:
    """The minutes of the shortest draw, None when there are too few questions for any."""
    if all(row.at_most for row in rows):
        return min((option.minutes for row in rows for option in row.options), default=None)
    stock = sorted(_stock(_sorts(rows)), key=lambda item: item[0][1])
    return _total(_fill(_room(rows), stock), _room(rows))


def filled(rows: Sequence[Row]) -> list[int]:
    """How many seats of each row can be filled, whatever the time."""
    return [len(held) for held in _fill([row.count for row in rows], _stock(_sorts(rows)))]


def most(rows: Sequence[Row], place: int) -> int:
    """How many questions the row at `place` could have, were it for the number alone, while the others keep theirs."""
    others = [replace(row, count=0) if number == place else row for number, row in enumerate(rows)]
    wider = [replace(row, count=len(row.options)) if number == place else row for number, row in enumerate(rows)]
    return sum(filled(wider)) - sum(filled(others))


class _Seating:
    """What is still free while a draw goes on, and whether a question leaves enough of it."""

    def __init__(self, rows: Sequence[Row], minutes: int) -> None:
        self.minutes = self.left = minutes
        self.sorts = _sorts(rows)
        self.counts = Counter(self.sorts.values())
        self.room = _room(rows)
        self.taken: set[int] = set()
        # A repeated question weighs more than all minutes together, so the lightest seating has the fewest.
        self.penalty = 1 + minutes + sum(length * count for (_, length, _), count in self.counts.items())
        self._order()
        fewest = sum(repeated for held in _fill(self.room, self._free()) for _, _, repeated in held)
        self.limit = minutes + self.penalty * fewest
        if (self._lightest() or 0) > self.limit:  # the shorter questions are repeated ones: time goes first
            self.penalty, self.limit = 0, minutes
            self._order()

    def best(self, place: int, ranked: Iterable[Option]) -> Option | None:
        """The first that leaves the others a seat and time; it is the row's own seat that it takes."""
        self.room[place] -= 1
        refused: set[_Sort] = set()
        for option in ranked:
            sort = self.sorts[option.key]
            if option.key in self.taken or sort in refused:
                continue
            if self._leaves_enough(sort):
                return option
            refused.add(sort)
        return None

    def best_if_any(self, _place: int, ranked: Iterable[Option]) -> Option | None:
        """The first that fits what time is left; a repeated one only when no other could ever have stood there."""
        free = [option for option in ranked if option.key not in self.taken and option.minutes <= self.minutes]
        fresh = [option for option in free if not option.repeated]
        return next((option for option in fresh or free if option.minutes <= self.left), None)

    def take(self, option: Option) -> None:
        sort = self.sorts[option.key]
        self.taken.add(option.key)
        self.counts[sort] -= 1
        self.left -= option.minutes
        self.limit -= self._weight(sort)

    def _leaves_enough(self, sort: _Sort) -> bool:
        self.counts[sort] -= 1
        rest = self._lightest()
        self.counts[sort] += 1
        return rest is not None and self._weight(sort) + rest <= self.limit

    def _weight(self, sort: _Sort) -> int:
        return sort[1] + self.penalty * sort[2]

    def _order(self) -> None:
        self.order = sorted(self.counts, key=lambda sort: (self._weight(sort), sort))

    def _free(self) -> _Stock:
        return [(sort, self.counts[sort]) for sort in self.order]

    def _lightest(self) -> int | None:
        held = _fill(self.room, self._free())
        if _total(held, self.room) is None:
            return None
        return sum(self._weight(sort) for row in held for sort in row)


def _ranked(row: Row, rng: Random) -> list[Option]:
    options = list(row.options)
    rng.shuffle(options)
    return sorted(options, key=lambda option: option.rank)


def _room(rows: Sequence[Row]) -> list[int]:
    """The seats that must be filled."""
    return [0 if row.at_most else row.count for row in rows]


def _sorts(rows: Sequence[Row]) -> dict[int, _Sort]:
    """The sort of each question, by its key."""
    places: dict[int, list[int]] = {}
    options = {}
    for place, row in enumerate(rows):
        for option in row.options:
            places.setdefault(option.key, []).append(place)
            options[option.key] = option
    return {key: (tuple(places[key]), option.minutes, option.repeated) for key, option in options.items()}


def _stock(sorts: dict[int, _Sort]) -> _Stock:
    return list(Counter(sorts.values()).items())


def _total(held: Sequence[Sequence[_Sort]], room: Sequence[int]) -> int | None:
    """The minutes of a seating, None when a seat stayed empty."""
    if any(len(row) < seats for row, seats in zip(held, room, strict=True)):
        return None
    return sum(minutes for row in held for _, minutes, _ in row)


def _fill(room: Sequence[int], stock: _Stock) -> list[list[_Sort]]:
    """Seat as many as can be, in the stock's order, moving others along for it (Kuhn's augmenting paths)."""
    held: list[list[_Sort]] = [[] for _ in room]
    closed: set[int] = set()  # rows in which no seat can be freed any more

    def seat(sort: _Sort, tried: set[int]) -> bool:
        for place in sort[0]:
            if place in tried or place in closed:
                continue
            tried.add(place)
            if len(held[place]) < room[place]:
                held[place].append(sort)
                return True
            for number, other in enumerate(held[place]):
                if seat(other, tried):
                    held[place][number] = sort
                    return True
        return False

    for sort, count in stock:
        for _ in range(count):
            tried: set[int] = set()
            if not seat(sort, tried):
                closed |= tried
                break
    return held
