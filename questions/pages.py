"""A long list of questions, a page at a time: each page starts from the question at which the one before ended.

However long the list is, a page costs the same: the database goes to that question by its index and reads on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.db.models import Case, Q, QuerySet, When

from .models import Question

PAGE = 25

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGITS = 18  # of a number that an address may say


@dataclass(frozen=True, kw_only=True)
class Order:
    """First by group, in the order in which the groups are given; within one by a field, then by the primary key."""

    label: str
    group: Literal["category", "difficulty", ""]
    field: Literal["position", "minutes", "created_at"]
    newest_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A question's place in a list, as an address says it: `ordinal` counts from 1."""

    ordinal: int
    group: int
    value: int
    pk: int

    def __str__(self) -> str:
        return f"{self.ordinal}-{self.group}-{self.value}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """None for what is no place."""
        parts = text.split("-")
        if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) <= _DIGITS for part in parts):
            return None
        ordinal, group, value, pk = map(int, parts)
        return cls(ordinal=ordinal, group=group, value=value, pk=pk)


@dataclass(frozen=True, kw_only=True)
class Page:
    questions: Sequence[Question]
    first: int
    """Which of all it begins with, from 1."""
    total: int
    more: bool = False
    """Whether there are more than `total`."""
    previous: str = ""
    next: str = ""
    """Before which place the page before is, and after which the next; empty where there is none."""

    @property
    def last(self) -> int:
        return self.first + len(self.questions) - 1


def page(
    questions: "QuerySet[Question]",
    order: Order,
    groups: Sequence[tuple[Any, int]],
    *,
    after: str = "",
    before: str = "",
) -> Page:
    """The page after or before a place, else the first.

    `groups` are the values of the order's group with the number of `questions` in each, in their order.
    """
    groups = [(value, count) for value, count in groups if count]
    total = sum(count for _, count in groups)
    place, backwards = (Place.read(before), True) if before else (Place.read(after), False)
    if place and place.group >= len(groups):
        place = None
    backwards = backwards and place is not None
    found = _from(questions, order, groups, place, backwards=backwards)
    beyond, rows = len(found) > PAGE, found[:PAGE]
    if backwards:
        rows.reverse()
        first = max(1, (place.ordinal if place else 1) - len(rows))
        has_previous, has_next = beyond, True
    else:
        first = place.ordinal + 1 if place else 1
        has_previous, has_next = place is not None, beyond
    if not rows and place:  # the list ends before it by now
        return page(questions, order, groups)
    return Page(
        questions=[question for question, _ in rows],
        first=min(first, max(1, total - len(rows) + 1)),
        total=total,
        previous=str(_place(rows[0], order, first)) if rows and has_previous else "",
        next=str(_place(rows[-1], order, first + len(rows) - 1)) if rows and has_next else "",
    )


def _from(
    questions: "QuerySet[Question]",
    order: Order,
    groups: Sequence[tuple[Any, int]],
    place: Place | None,
    *,
    backwards: bool,
) -> list[tuple[Question, int]]:
    """From a place on, in one direction, one more than a page holds: each with its group's number.

    One statement asks for as many groups as should fill the page, which most often is one; only what went since it
    was counted costs another.
    """
    found: list[tuple[Question, int]] = []
    for some in _batches(groups, place, backwards=backwards):
        found += _stretch(questions, order, groups, some, place, backwards=backwards)[: PAGE + 1 - len(found)]
        if len(found) > PAGE:
            break
    return found


def _batches(groups: Sequence[tuple[Any, int]], place: Place | None, *, backwards: bool) -> Iterator[list[int]]:
    """The numbers of groups, in the direction of the page, together as they should fill it."""
    numbers = list(range(len(groups)))[::-1] if backwards else list(range(len(groups)))
    before = 0
    if place:
        numbers = numbers[numbers.index(place.group) :]
        counted = sum(count for _, count in groups[: place.group])
        before = counted + groups[place.group][1] - place.ordinal + 1 if backwards else place.ordinal - counted
    batch: list[int] = []
    expected = -before
    for number in numbers:
        batch.append(number)
        expected += groups[number][1]
        if expected > PAGE:
            yield batch
            batch, expected = [], 0
    if batch:
        yield batch


def _stretch(
    questions: "QuerySet[Question]",
    order: Order,
    groups: Sequence[tuple[Any, int]],
    numbers: Sequence[int],
    place: Place | None,
    *,
    backwards: bool,
) -> list[tuple[Question, int]]:
    down = order.newest_first != backwards
    fields = [f"-{order.field}", "-pk"] if down else [order.field, "pk"]
    wanted = Q()
    for number in numbers:
        one = Q(**{order.group: groups[number][0]}) if order.group else Q()
        if place and number == place.group:
            one &= _beyond(order, place, down=down)
        wanted |= one
    found = questions.filter(wanted)
    if len(numbers) > 1:
        cases = (When(**{order.group: groups[number][0]}, then=turn) for turn, number in enumerate(numbers))
        found = found.annotate(turn=Case(*cases))
        fields.insert(0, "turn")
    by_value = {groups[number][0]: number for number in numbers}
    own = f"{order.group}_id" if order.group == "category" else order.group
    return [
        (question, by_value[getattr(question, own)] if own else numbers[0])
        for question in found.order_by(*fields)[: PAGE + 1]
    ]


def _beyond(order: Order, place: Place, *, down: bool) -> Q:
    """Past a place: said so that the first condition alone leads into the index."""
    value = _EPOCH + place.value * _MICROSECOND if order.field == "created_at" else place.value
    side = "lt" if down else "gt"
    at_or_past = Q(**{f"{order.field}__{side}e": value})
    return at_or_past & (Q(**{f"{order.field}__{side}": value}) | Q(**{f"pk__{side}": place.pk}))


def _place(row: tuple[Question, int], order: Order, ordinal: int) -> Place:
    question, group = row
    value = getattr(question, order.field)
    if isinstance(value, datetime):
        value = (value - _EPOCH) // _MICROSECOND
    return Place(ordinal=ordinal, group=group, value=value, pk=question.pk)
