"""How many questions learners meet, counted once for every page that says so."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.core.cache import caches
from django.db.models import Count

from .models import Question

_CACHE = "process"
_KEY = "published-questions"
SECONDS = 60
"""The longest time for which a count may be wrong, after an edit of what a question is filed under."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many published questions of one category, kind and difficulty."""

    category: int
    kind: str
    difficulty: str
    count: int


def counts() -> list[Counted]:
    rows = caches[_CACHE].get(_KEY)
    if rows is None:
        rows = [astuple(counted) for counted in _count()]
        caches[_CACHE].set(_KEY, rows, SECONDS)
    return [Counted(*row) for row in rows]


def _count() -> Iterable[Counted]:
    fields = "category", "kind", "difficulty"
    rows = Question.objects.published().order_by().values_list(*fields).annotate(Count("pk"))
    return (Counted(*row) for row in rows)


def changed() -> None:
    """After a question came in or went: this process counts anew, others within the minute."""
    caches[_CACHE].delete(_KEY)
