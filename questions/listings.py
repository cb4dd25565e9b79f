"""A page of the bank's list as everybody sees it, made once and kept for a minute; what is one's own goes in its slots.

Of a search it is kept as well: what is typed by one is often typed by the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import chain, zip_longest

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from config.pieces import slot

from . import markdown, published
from .filters import Filters
from .models import Difficulty, Kind, Question

_SLOT = slot("own")
_ROWS = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The first slot is for the list as a whole, one more for each of the `questions`, by their ids, in their order."""

    pieces: Sequence[str]
    questions: Sequence[int]

    def filled(self, whole: str, each: Sequence[str] = ()) -> SafeString:
        """With HTML in the slots; what is not given stays empty."""
        parts = zip_longest(self.pieces, [whole, *each], fillvalue="")
        return mark_safe("".join(chain.from_iterable(parts)))  # pieces are rendered by templates


def listing(query: QueryDict) -> Listing:
    """The page that an address asks for, by the names that `Filters` reads."""
    asked = repr([query.get(name, "") for name in Filters.READS])
    pieces, questions = published.kept(f"list-{sha256(asked.encode()).hexdigest()}", lambda: _made(query))
    return Listing(pieces=pieces, questions=questions)


def _made(query: QueryDict) -> tuple[list[str], list[int]]:
    filters = Filters(query)
    page = filters.page()
    own = filters.category.pk if filters.category else None
    previous, following = filters.links(page)
    context = {
        "filters": filters,
        "previous": previous,
        "next": following,
        "page": page,
        "rows": [_row_of(question) for question in page.questions],
        "own": _SLOT,
        "resources": [resource for resource in published.resources() if resource.category_id in {None, own}],
        "tips": published.tips(),
    }
    html = render_to_string("questions/_list.html", context)
    return html.split(_SLOT), [question.pk for question in page.questions]


def _row_of(question: Question) -> SafeString:
    prompt = question.current.prompt if question.current else ""
    sort = question.kind, question.difficulty, question.minutes
    return _row(question.slug, prompt, question.category.name, *sort)


@lru_cache(maxsize=_ROWS)
def _row(slug: str, prompt: str, category: str, kind: str, difficulty: str, minutes: int) -> SafeString:
    """A function of what it shows alone, so that it never is out of date."""
    context = {
        "slug": slug,
        "headline": markdown.headline(prompt),
        "category": category,
        "kind": Kind(kind),
        "difficulty": Difficulty(difficulty),
        "minutes": minutes,
        "own": _SLOT,
    }
    return render_to_string("questions/_row.html", context)
