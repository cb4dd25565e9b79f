"""Which category and kind the questions of an import get."""

from dataclasses import replace

from django.db.models import Count
from django.utils.text import slugify

from questions import kinds
from questions.content import CategoryEntry, Document, Entry, Problem
from questions.models import Category, Question
from questions.text import storable

UNSORTED = "Unsorted"  # the category of questions whose source names none
MOST_NEW_CATEGORIES = 30


class CategoryChooser:
    """Gives entries their categories, those of the bank or new ones. A category is known by its name or its slug."""

    def __init__(self, document: Document, slug: str, errors: list[Problem]) -> None:
        self.by_key = {
            key: category.slug for category in Category.objects.all() for key in (category.slug, slugify(category.name))
        }
        self.only, self.errors = slug, errors
        self.only_kind = _kind_of_category(slug) if slug else ""
        self.only_name = str(Category.objects.filter(slug=slug).first() or slug) if slug else ""
        self.described = {slugify(category.slug or category.name): category for category in document.categories}
        self.described |= {slugify(category.name): category for category in document.categories}
        self.wanted: dict[str, CategoryEntry] = {}
        if not document.entries and not slug:  # an index alone still brings its categories
            self.wanted = {self._slug(category): category for category in document.categories if self._is_new(category)}

    def placed(self, entry: Entry) -> Entry | None:
        """The entry with its category's slug and its kind; None where that would make too many categories."""
        name = entry.category.strip()[:80] or UNSORTED
        if self.only:
            return replace(entry, category=self.only, kind=entry.kind or self.only_kind)
        kind = entry.kind or _kind_from(name)
        key = slugify(name, allow_unicode=False) or slugify(UNSORTED)
        if key not in self.by_key:
            described = self.described.get(key) or CategoryEntry(name=name, line=entry.line)
            if len(self.wanted) >= MOST_NEW_CATEGORIES:
                self._refuse(entry)
                return None
            self.by_key[key] = self._slug(described)
            self.wanted[self._slug(described)] = described
        return replace(entry, category=self.by_key[key], kind=kind)

    def shown(self, entry: Entry) -> Entry:
        """An entry as it is or would be sorted, with its category's name; no category is made for it."""
        if self.only:
            return replace(entry, category=self.only_name, kind=entry.kind or self.only_kind)
        return replace(entry, category=entry.category or UNSORTED, kind=entry.kind or _kind_from(entry.category))

    def new_categories(self) -> list[CategoryEntry]:
        return [
            replace(category, slug=slug[:80], name=storable(category.name)[:80], blurb=storable(category.blurb)[:300])
            for slug, category in self.wanted.items()
        ]

    def _refuse(self, entry: Entry) -> None:
        message = (
            f"More than {MOST_NEW_CATEGORIES} new categories: these look like topics. Choose one category for all."
        )
        if not any(problem.message == message for problem in self.errors):
            self.errors.append(Problem(line=entry.line, message=message, file=entry.file))

    def _slug(self, category: CategoryEntry) -> str:
        return slugify(category.slug or category.name)[:80]

    def _is_new(self, category: CategoryEntry) -> bool:
        return slugify(category.name) not in self.by_key and self._slug(category) not in self.by_key


def _kind_of_category(slug: str) -> str:
    """The kind that a category's name tells, else that of most of its questions."""
    told = _kind_from(slug)
    if told != kinds.USUAL:
        return told
    counted = Question.objects.filter(category__slug=slug).values_list("kind").annotate(times=Count("pk"))
    most = counted.order_by("-times").first()
    return most[0] if most else told


def _kind_from(category: str) -> str:
    words = category.casefold().replace("&", " ").replace("-", " ").split()
    return next((kinds.CATEGORY_WORDS[word] for word in words if word in kinds.CATEGORY_WORDS), kinds.USUAL)
