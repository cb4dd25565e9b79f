"""From which questions of a large bank an interview is drawn: some of each sort, by chance, found by their index.

A bank's questions stand in cells of one category, kind and difficulty, whose sizes are known (questions.published).
Numbered through its cells, a sort is a circle, and a few stretches of it from random starts give every question on it
the same chance. The database goes to each stretch within one cell: a draw costs the same from ten thousand as from a
million.
"""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from django.core.cache import caches
from django.db import connection

from questions import published
from questions.models import Question
from questions.published import Counted

from .models import Level, Section

WHOLE = 1_000
"""Up to so many questions a bank is looked at whole."""

SOME = 100
"""Questions of each sort that are looked at in a larger one ..."""

STRETCHES = 4
"""... in so many places."""

type Stretch = tuple[Counted, int, int]
"""So many (the last) of a cell's questions from a place on (from 0)."""


def is_small(cells: Iterable[Counted]) -> bool:
    return sum(cell.count for cell in cells) <= WHOLE


def of_sort(section: Section, cells: Iterable[Counted]) -> list[Counted]:
    """The cells that a section asks for, whatever its tag."""
    return [
        cell
        for cell in cells
        if section.category_id in {None, cell.category}
        and section.kind in {"", cell.kind}
        and (not section.difficulty or Level(section.difficulty).takes(cell.difficulty))
    ]


def stretches(cells: Sequence[Counted], wanted: int, rng: Random) -> list[Stretch]:
    """About `wanted` of their questions, each with the same chance; all of them where there are no more."""
    total = sum(cell.count for cell in cells)
    if wanted >= total:
        return [(cell, 0, cell.count) for cell in cells]
    length = -(-wanted // STRETCHES)
    starts = [rng.randrange(total) for _ in range(STRETCHES)]
    return [piece for start in starts for piece in _cut(cells, start, length, total)]


def _cut(cells: Sequence[Counted], start: int, length: int, total: int) -> Iterator[Stretch]:
    """A stretch of the circle, cell by cell."""
    place = 0
    for cell in [*cells, *cells]:  # it may go on past the end, from the beginning
        first, end = max(start, place), min(start + length, place + cell.count, start + total)
        if first < end:
            yield cell, first - place, end - first
        place += cell.count


def keys(found: Iterable[Stretch]) -> set[int]:
    """The primary keys of what stands in these stretches, in one statement."""
    asked = sorted({(cell.category, cell.kind, cell.difficulty, limit, start) for cell, start, limit in found})
    if not asked:
        return set()
    one = (
        "SELECT id FROM (SELECT id FROM questions_question WHERE status = 'published' AND category_id = %s"
        " AND kind = %s AND difficulty = %s ORDER BY id LIMIT %s OFFSET %s) AS stretch"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join([one] * len(asked)), [value for each in asked for value in each])
        return {pk for (pk,) in cursor.fetchall()}


def tagged(section: Section) -> list[int]:
    """The keys of the published questions that may have a section's tag and are of its sort.

    Each process looks through the bank for them once in a minute.
    """
    name = f"tagged-{section.category_id}-{section.kind}-{section.difficulty}-{section.tag.casefold().encode().hex()}"
    found: list[int] | None = caches["process"].get(name)
    if found is None:
        asked = Question.objects.published().filter(tags__icontains=section.tag)
        if section.category_id:
            asked = asked.filter(category=section.category_id)
        if section.kind:
            asked = asked.filter(kind=section.kind)
        found = [
            question.pk
            for question in asked.order_by("pk").only("category_id", "kind", "difficulty", "tags")
            if section.takes(question)
        ]
        caches["process"].set(name, found, published.SECONDS)
    return found


def some(sections: Iterable[Section], met: Sequence[Question], rng: Random) -> tuple[set[int], bool]:
    """Keys of questions to draw these sections from, beside those `met`; whether they are all that there are.

    Where one has met more than half of a sort, all of it is looked at, so that what is unseen is found.
    """
    cells = published.counts()
    wanted: set[int] = set()
    places: list[Stretch] = []
    is_whole = True
    for section in _different(sections):
        known = sum(map(section.takes, met))
        if section.tag:
            pks = tagged(section)
            enough = len(pks) if 2 * known > len(pks) else min(SOME, len(pks))
            wanted |= set(rng.sample(pks, enough))
            is_whole &= enough == len(pks)
        else:
            sort = of_sort(section, cells)
            total = sum(cell.count for cell in sort)
            enough = total if 2 * known > total else SOME
            places += stretches(sort, enough, rng)
            is_whole &= enough >= total
    return wanted | keys(places), is_whole


def _different(sections: Iterable[Section]) -> list[Section]:
    """One of each sort."""
    return list({(each.category_id, each.kind, each.difficulty, each.tag): each for each in sections}.values())
