"""The one engine behind every import: read a source, plan what would happen, report it, apply it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User

from . import editing, markdown
from .content import CategoryEntry, Document, Entry
from .models import RESERVED_SLUGS, Category, Kind, Question, QuestionVersion, Resource, Tip

_KIND_WORDS = {
    "coding": Kind.CODING,
    "implementation": Kind.CODING,
    "design": Kind.DESIGN,
    "behavioral": Kind.BEHAVIORAL,
    "behavioural": Kind.BEHAVIORAL,
}


@dataclass(kw_only=True)
class Plan:
    """What an import would add. `known` are entries that the bank has already, word for word."""

    document: Document
    origin: str
    categories: list[CategoryEntry] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """The plan in numbers and lines, ready for JSON."""
        entries = self.document.entries
        return {
            "questions": len(entries),
            "with_answer": sum(bool(entry.content.answer) for entry in entries),
            "new": len(self.new),
            "known": len(self.known),
            "categories": [category.name for category in self.document.categories],
            "resources": len(self.document.resources),
            "tips": len(self.document.tips),
            "skipped": [vars(item) for item in self.document.skipped],
            "errors": [vars(item) for item in self.document.errors],
        }


@dataclass(kw_only=True)
class Outcome:
    categories: int = 0
    questions: int = 0
    resources: int = 0
    tips: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())


def same_words(text: str) -> str:
    """A prompt reduced to what makes it the same question: its first paragraph's words, lower-case."""
    return " ".join(slugify(markdown.to_text(text.split("\n\n", 1)[0]), allow_unicode=True).split("-"))


def plan(document: Document, *, origin: str = "") -> Plan:
    """Compare a document with the bank; write nothing."""
    result = Plan(document=document, origin=origin)
    have = set(Category.objects.values_list("slug", flat=True))
    result.categories = [
        replace(category, slug=slugify(category.name))
        for category in document.categories
        if slugify(category.name) not in have
    ]
    asked = {same_words(prompt) for prompt in QuestionVersion.objects.values_list("prompt", flat=True)}
    slugs = set(Question.objects.values_list("slug", flat=True))
    for entry in document.entries:
        words = same_words(entry.content.prompt)
        if words in asked:
            result.known.append(entry)
            continue
        asked.add(words)
        slug = free_slug(entry.slug or slugify(entry.content.title), slugs)
        slugs.add(slug)
        result.new.append(replace(entry, slug=slug, kind=entry.kind or _kind_from(entry.category)))
    return result


def apply(plan: Plan, *, now: datetime, editor: User | None = None, publish: bool = False) -> Outcome:
    """Carry out a plan in one transaction. Questions land as drafts unless `publish`."""
    document, outcome = plan.document, Outcome()
    with transaction.atomic():
        first = Category.objects.count() + 1
        for position, category in enumerate(plan.categories, first):
            Category.objects.create(name=category.name, slug=category.slug, blurb=category.blurb, position=position)
            outcome.categories += 1
        categories = {category.slug: category for category in Category.objects.all()}
        for entry in plan.new:
            question = editing.create(
                entry,
                categories[slugify(entry.category)],
                now=now,
                editor=editor,
                origin=f"{plan.origin}, line {entry.line}",
            )
            if publish:
                editing.publish(question, now=now, reviewer=editor)
            outcome.questions += 1
        for position, resource in enumerate(document.resources, 1):
            _, created = Resource.objects.get_or_create(
                url=resource.url, defaults={"title": resource.title, "blurb": resource.blurb, "position": position}
            )
            outcome.resources += created
        for position, tip in enumerate(document.tips, 1):
            _, created = Tip.objects.get_or_create(text=tip.text, defaults={"position": position})
            outcome.tips += created
    return outcome


def _kind_from(category: str) -> str:
    words = category.casefold().replace("&", " ").split()
    return next((_KIND_WORDS[word] for word in words if word in _KIND_WORDS), Kind.THEORY)


def free_slug(wanted: str, taken: set[str] | None = None) -> str:
    """A slug like `wanted` that nothing in `taken` (the bank, if not given) has."""
    if taken is None:
        taken = set(Question.objects.values_list("slug", flat=True))
    base = wanted[:110].strip("-") or "question"
    slug, number = base, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{base}-{number}", number + 1
    return slug
