"""What every page tells of the published questions: found once, kept by each process for a minute at most."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import NamedTuple
from uuid import uuid4

from django.core.cache import caches
from django.db.models import Count

from .models import Category, Question, QuestionVersion, Resource, Status, Tip

_CACHE = "process"
_EDITION = "edition"
SECONDS = 60
"""The longest time for which something kept may be wrong, after an edit by another process."""


def kept[Found](name: str, find: Callable[[], Found]) -> Found:
    """What `find` returns (never None, and nothing of one person's), which this process keeps till the next edition.

    All that is kept ends together, so that nothing can be made late of what was found early.
    """
    key = f"{_edition()}-{name}"
    found: Found | None = caches[_CACHE].get(key)
    if found is None:
        found = find()
        caches[_CACHE].set(key, found, SECONDS)
    return found


def _edition() -> str:
    """The name of what is kept now. Whatever is still being found for an earlier one is never looked up again."""
    name: str | None = caches[_CACHE].get(_EDITION)
    if name is None:
        name = uuid4().hex
        caches[_CACHE].set(_EDITION, name, SECONDS)
    return name


def changed() -> None:
    """After a question came in or went: this process finds anew, others within the minute."""
    caches[_CACHE].delete(_EDITION)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many published questions of one category, kind and difficulty."""

    category: int
    kind: str
    difficulty: str
    count: int


def counts() -> list[Counted]:
    rows = kept("counts", lambda: [astuple(counted) for counted in _count()])
    return [Counted(*row) for row in rows]


class Sort(NamedTuple):
    """Which question a version is of, and of what sort that is."""

    question: int
    category: int
    kind: str
    is_published: bool


class _Sorts(NamedTuple):
    """Those of an edition that were asked for."""

    edition: str
    found: Mapping[int, Sort]


_sorts = _Sorts("", {})  # replaced whole, never changed: threads that look at the same moment disturb nobody
_MOST_SORTS = 20_000


def sorts(versions: Collection[int]) -> Mapping[int, Sort]:
    """Of these versions at least, by their ids. What nobody asked of this process within the edition is looked up, in
    one statement."""
    global _sorts  # noqa: PLW0603
    edition = _edition()
    found = _sorts.found if _sorts.edition == edition and len(_sorts.found) < _MOST_SORTS else {}
    if missing := set(versions) - found.keys():
        fields = "pk", "question", "question__category", "question__kind", "question__status"
        rows = QuestionVersion.objects.filter(pk__in=missing).order_by().values_list(*fields)
        asked = {
            version: Sort(question, category, kind, status == Status.PUBLISHED)
            for version, question, category, kind, status in rows
        }
        found = {**found, **asked}
        _sorts = _Sorts(edition, found)
    return found


class InBank(NamedTuple):
    """A category as pages of practice name it, and how many of its questions are published."""

    pk: int
    name: str
    url: str
    blurb: str
    published: int


def by_category() -> list[InBank]:
    """All categories, in their order."""

    def find() -> list[InBank]:
        counted: Counter[int] = Counter()
        for each in counts():
            counted[each.category] += each.count
        return [InBank(own.pk, own.name, own.get_absolute_url(), own.blurb, counted[own.pk]) for own in categories()]

    return kept("by-category", find)


def categories() -> list[Category]:
    return kept("categories", lambda: list(Category.objects.all()))


def resources() -> list[Resource]:
    return kept("resources", lambda: list(Resource.objects.all()))


def tips() -> list[Tip]:
    return kept("tips", lambda: list(Tip.objects.all()))


def _count() -> Iterable[Counted]:
    fields = "category", "kind", "difficulty"
    rows = Question.objects.published().order_by().values_list(*fields).annotate(Count("pk"))
    return (Counted(*row) for row in rows)
