"""The bank's filters: what the address says, and a link with its count for each choice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict

from . import pages, published, search
from .models import Category, Difficulty, Kind, Question, QuestionQuerySet
from .pages import Order, Page
from .published import Counted
from .text import storable


@dataclass(frozen=True, kw_only=True)
class Choice:
    label: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One thing to filter by. Its choices start with "All"."""

    label: str
    choices: list[Choice]


class Filters:
    """Reads `category`, `kind`, `difficulty`, `q` and `order` from an address; what it does not know it leaves out."""

    ORDERS: ClassVar[dict[str, Order]] = {
        "": Order(label="as in the bank", group="category", field="position"),
        "short": Order(label="shortest first", group="", field="minutes"),
        "easy": Order(label="easiest first", group="difficulty", field="minutes"),
        "new": Order(label="newest first", group="", field="created_at", newest_first=True),
    }
    """By what the address says. Without one: by place; in a search, the best first."""

    READS = ("category", "kind", "difficulty", "q", "order", "after", "before")
    """What an address may say: two that agree on these show the same list."""

    def __init__(self, query: QueryDict) -> None:
        self.categories = {category.slug: category for category in published.categories()}
        self.options = {
            "category": {slug: category.name for slug, category in self.categories.items()},
            "kind": dict(Kind.choices),
            "difficulty": dict(Difficulty.choices),
        }
        self.order = order if (order := query.get("order", "")) in self.ORDERS else ""
        self.words = storable(query.get("q", "")).strip()[: search.LONGEST_QUERY]
        self.chosen = {name: value for name in self.options if (value := query.get(name)) in self.options[name]}
        self.after, self.before = query.get("after", ""), query.get("before", "")

    @property
    def category(self) -> Category | None:
        return self.categories.get(self.chosen.get("category", ""))

    @property
    def is_active(self) -> bool:
        return bool(self.chosen or self.words)

    @cached_property
    def found(self) -> search.Found | None:
        """What a search found, whatever the other filters say. None without words to look for."""
        return search.find(self.words)

    def page(self) -> Page:
        """The page of the list that the address asks for."""
        if self._narrowed and not self.order:
            return self._best(self._narrowed)
        order = self.ORDERS[self.order]
        counted: Counter[object] = Counter()
        for row in self._counted(self.chosen):
            counted[getattr(row, order.group or "kind")] += row.count
        groups: list[tuple[str | int, int]]
        if order.group == "category":
            groups = [(category.pk, counted[category.pk]) for category in self.categories.values()]
        elif order.group == "difficulty":
            groups = [(difficulty, counted[difficulty]) for difficulty in Difficulty.values]
        else:
            groups = [("", counted.total())]
        page = pages.page(self._questions(), order, groups, after=self.after, before=self.before)
        return replace(page, more=self._narrowed is not None and self._narrowed.more)

    def orders(self) -> list[Choice]:
        """The ways to order the list, with the links to them."""
        return [
            Choice(
                label="best first" if self.found and not name else order.label,
                count=0,
                link=self._link(self.chosen, order=name),
                chosen=name == self.order,
            )
            for name, order in self.ORDERS.items()
        ]

    def links(self, page: Page) -> list[str]:
        """To the page before and the one after; "" where there is none."""
        places = {"before": page.previous}, {"after": page.next}
        return [self._link(self.chosen, place=place) if all(place.values()) else "" for place in places]

    def facets(self) -> list[Facet]:
        return [self._facet(name, label) for name, label in self._LABELS.items()]

    _LABELS: ClassVar = {"category": "Category", "kind": "Kind", "difficulty": "Difficulty"}

    def _questions(self) -> "QuestionQuerySet":
        """What the list is made of, with what it shows."""
        questions = _shown()
        if self._narrowed:
            questions = questions.filter(pk__in=[hit.pk for hit in self._narrowed.hits])
        return questions.filter(**self._values(self.chosen))

    def _values(self, chosen: dict[str, str]) -> dict[str, str | int]:
        """What the chosen filters compare a question's fields with."""
        return {name: self.categories[value].pk if name == "category" else value for name, value in chosen.items()}

    def _best(self, found: search.Found) -> Page:
        """The best of a search first: a page is a stretch of what was found."""
        hits, place = found.hits, pages.Place.read(self.after or self.before)
        start = 0
        if place:
            start = place.ordinal if self.after else max(0, place.ordinal - 1 - pages.PAGE)
        start = start if start < len(hits) else 0
        shown = hits[start : start + pages.PAGE]
        questions = _shown().in_bulk([hit.pk for hit in shown])
        end = start + len(shown)
        return Page(
            questions=[questions[hit.pk] for hit in shown if hit.pk in questions],
            first=start + 1,
            total=len(hits),
            more=found.more,
            previous=f"{start + 1}-0-0-0" if start else "",
            next=f"{end}-0-0-0" if end < len(hits) else "",
        )

    @cached_property
    def _published(self) -> Sequence[Counted]:
        return published.counts()

    @cached_property
    def _narrowed(self) -> search.Found | None:
        """What the search found within the chosen filters. Where it was too much to tell of, it looks again in them."""
        found = self.found
        if found and self.chosen:
            values = self._values(self.chosen)
            if found.more:
                return search.find(self.words, values)
            return search.Found(hits=list(self._within(found.hits, values)), more=False)
        return found

    def _within[Row: (search.Hit, Counted)](self, rows: Iterable[Row], values: dict[str, str | int]) -> Iterable[Row]:
        return (row for row in rows if all(getattr(row, name) == value for name, value in values.items()))

    def _counted(self, chosen: dict[str, str]) -> Iterable[Counted]:
        """The questions of the list as it would be with these filters, by category, kind and difficulty."""
        values = self._values(chosen)
        if self.found is None or self._narrowed is None:
            return self._within(self._published, values)
        if chosen == self.chosen:
            return _counted(self._narrowed.hits)
        return self._within(self._found_counts, values)

    @cached_property
    def _found_counts(self) -> Sequence[Counted]:
        return _counted(self.found.hits) if self.found else []

    def _facet(self, name: str, label: str) -> Facet:
        """Count each choice as the list would be with the other filters as they are."""
        others = {key: value for key, value in self.chosen.items() if key != name}
        counts: Counter[object] = Counter()
        for row in self._counted(others):
            counts[getattr(row, name)] += row.count
        every = Choice(label="All", count=counts.total(), link=self._link(others), chosen=name not in self.chosen)
        return Facet(
            label=label,
            choices=[every]
            + [
                Choice(
                    label=text,
                    count=counts[self._values({name: value})[name]],
                    link=self._link(others | {name: value}),
                    chosen=self.chosen.get(name) == value,
                )
                for value, text in self.options[name].items()
            ],
        )

    def _link(self, chosen: dict[str, str], *, order: str | None = None, place: dict[str, str] | None = None) -> str:
        query = {name: chosen[name] for name in self.options if name in chosen}
        if self.words:
            query["q"] = self.words
        if order := self.order if order is None else order:
            query["order"] = order
        return f"?{urlencode(query | (place or {}))}"


def _shown() -> "QuestionQuerySet":
    """The published questions with what a list shows and is ordered by."""
    fields = "slug", "kind", "difficulty", "minutes", "position", "created_at", "status"
    others = "category__name", "category__slug", "current__prompt"
    return Question.objects.published().select_related("category", "current").only(*fields, *others)


def _counted(hits: Iterable[search.Hit]) -> list[Counted]:
    counts = Counter((hit.category, hit.kind, hit.difficulty) for hit in hits)
    return [Counted(*sort, count) for sort, count in counts.items()]
