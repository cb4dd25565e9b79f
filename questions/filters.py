"""The bank's filters: what the address says, and a link with its count for each choice."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Case, Count, When
from django.http import QueryDict

from . import search
from .models import Category, Difficulty, Kind, Question, QuestionQuerySet
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


_EASIEST = Case(*(When(difficulty=value, then=place) for place, value in enumerate(Difficulty.values)))


class Filters:
    """Reads `category`, `kind`, `difficulty`, `q` and `order` from an address; what it does not know it leaves out."""

    ORDERS: ClassVar[dict[str, tuple[str, tuple[Any, ...]]]] = {
        "": ("as in the bank", ()),
        "short": ("shortest first", ("minutes", "pk")),
        "easy": ("easiest first", (_EASIEST, "minutes", "pk")),
        "new": ("newest first", ("-created_at", "-pk")),
    }
    """By what the address says: the words for it, and the fields. Without one: by place, or best first in a search."""

    def __init__(self, query: QueryDict) -> None:
        self.categories = {category.slug: category for category in Category.objects.all()}
        self.options = {
            "category": {slug: category.name for slug, category in self.categories.items()},
            "kind": dict(Kind.choices),
            "difficulty": dict(Difficulty.choices),
        }
        self.order = order if (order := query.get("order", "")) in self.ORDERS else ""
        self.words = storable(query.get("q", "")).strip()[: search.LONGEST_QUERY]
        self.chosen = {name: value for name in self.options if (value := query.get(name)) in self.options[name]}

    @property
    def category(self) -> Category | None:
        return self.categories.get(self.chosen.get("category", ""))

    @property
    def is_active(self) -> bool:
        return bool(self.chosen or self.words)

    def questions(self) -> "QuestionQuerySet":
        found = self._filtered(self.chosen, Question.objects.published().listed())
        fields = self.ORDERS[self.order][1]
        return found.order_by(*fields) if fields else found

    def orders(self) -> list[Choice]:
        """The ways to order the list, with the links to them."""
        return [
            Choice(label=label, count=0, link=self._link(self.chosen, order=order), chosen=order == self.order)
            for order, (label, _) in self.ORDERS.items()
        ]

    def facets(self) -> list[Facet]:
        return [self._facet(name, label) for name, label in self._LABELS.items()]

    _LABELS = {"category": "Category", "kind": "Kind", "difficulty": "Difficulty"}
    _FIELDS = {"category": "category__slug", "kind": "kind", "difficulty": "difficulty"}

    def _filtered(self, chosen: dict[str, str], questions: "QuestionQuerySet") -> "QuestionQuerySet":
        questions = questions.filter(**{self._FIELDS[name]: value for name, value in chosen.items()})
        return search.matching(questions, self.words)

    def _facet(self, name: str, label: str) -> Facet:
        """Count each choice as the list would be with the other filters as they are."""
        others = {key: value for key, value in self.chosen.items() if key != name}
        questions = self._filtered(others, Question.objects.published()).order_by()
        counts = dict(questions.values_list(self._FIELDS[name]).annotate(Count("pk")))
        every = Choice(label="All", count=sum(counts.values()), link=self._link(others), chosen=name not in self.chosen)
        return Facet(
            label=label,
            choices=[every]
            + [
                Choice(
                    label=text,
                    count=counts.get(value, 0),
                    link=self._link(others | {name: value}),
                    chosen=self.chosen.get(name) == value,
                )
                for value, text in self.options[name].items()
            ],
        )

    def _link(self, chosen: dict[str, str], *, order: str | None = None) -> str:
        query = {name: chosen[name] for name in self.options if name in chosen}
        if self.words:
            query["q"] = self.words
        if order := self.order if order is None else order:
            query["order"] = order
        return f"?{urlencode(query)}"
