"""The one engine behind every import: read a source (questions.interchange.detect), plan, report, apply.

A plan says what would happen and writes nothing. What the bank has already is known; what nearly coincides with a
question in the bank, or earlier in the source, is alike: both are left out until a curator takes them in. So are the
passages that were skipped; and of the new ones a curator can leave out any.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from questions import notation
from questions.authoring import lifecycle, versions
from questions.content import CategoryEntry, Content, Document, Entry, Problem, ResourceEntry, Skipped
from questions.models import (
    RESERVED_SLUGS,
    Category,
    Difficulty,
    Import,
    Kind,
    Question,
    Resource,
    Tip,
    free_slug,
)
from questions.similarity import wording
from questions.text import storable

from .categories import CategoryChooser
from .comparison import Comparison, Other, Progress, bank, compare
from .formats.wording import asked, title_of

LONGEST_PROMPT = 20_000
LONGEST_PASSAGE = 200_000
_BATCH = 500


class NotApplicable(Exception):
    """The plan has errors, and only what is valid throughout was to be stored."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry or a skipped passage, and what becomes of it. `number` counts the entries, then the passages, from 0.

    `state` is new, alike, known or skipped; `likeness` is in per cent; `is_taken`: it would be stored.
    """

    number: int
    entry: Entry
    state: str
    is_taken: bool
    other: Other | None = None
    likeness: float = 100.0
    reason: str = ""


@dataclass(kw_only=True)
class Plan:
    """`new` are the entries that would be stored, each with a name and a category."""

    document: Document
    origin: str
    compared: list[Comparison] = field(default_factory=list)
    categories: list[CategoryEntry] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    def of_state(self, state: str) -> list[Row]:
        return [row for row in self.rows if row.state == state]

    @property
    def known(self) -> list[Row]:
        return self.of_state("known")

    @property
    def alike(self) -> list[Row]:
        return self.of_state("alike")

    def counts(self) -> dict[str, Any]:
        """The plan in numbers and names."""
        document, entries = self.document, self.document.entries
        states = Counter(row.state for row in self.rows)
        return {
            "questions": len(entries),
            "with_answer": sum(bool(entry.content.answer) for entry in entries),
            "stubs": sum(entry.is_stub for entry in entries),
            "duplicates": states["known"] + states["alike"],
            "new": len(self.new),
            "known": states["known"],
            "categories": names_of_categories(document),
            "new_categories": [category.name for category in self.categories],
            "resources": len(document.resources),
            "tips": len(document.tips),
            "licence": document.licence,
        }

    def report(self) -> dict[str, Any]:
        """The plan in numbers and lines, ready for JSON."""
        document = self.document
        return self.counts() | {
            "near_duplicates": [_side_by_side(row) for row in self.alike],
            "entries": [_brief(row) for row in self.rows if row.state != "skipped" or row.is_taken],
            "shapes": [asdict(shape) for shape in document.shapes],
            "columns": [asdict(column) for column in document.columns],
            "pictures": [asdict(picture) for picture in document.pictures],
            "skipped": [asdict(item) for item in document.skipped],
            "errors": [asdict(problem) for problem in self.errors],
        }


@dataclass(kw_only=True)
class Outcome:
    """How many of each were stored; `added` are the numbers of what came besides questions."""

    categories: int = 0
    questions: int = 0
    resources: int = 0
    tips: int = 0
    imported: Import | None = None
    added: dict[str, list[int]] = field(default_factory=lambda: {"categories": [], "resources": [], "tips": []})

    @property
    def counts(self) -> dict[str, int]:
        return {name: value for name, value in vars(self).items() if isinstance(value, int)}

    def __bool__(self) -> bool:
        return any(self.counts.values())


def plan(
    document: Document,
    *,
    origin: str = "",
    category: str = "",
    licence: str = "",
    left_out: Collection[int] = (),
    taken_in: Collection[int] = (),
    take_all_alike: bool = False,
    compared: Sequence[Comparison] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Compare a document with the bank; write nothing.

    `category` (a slug) overrides what the source says. `left_out` and `taken_in` are rows, by their numbers, that a
    curator wants otherwise than they are found. `compared` is what an earlier plan of this document found
    (Plan.compared): it stands, and only names are looked up anew.
    """
    document.licence = licence or document.licence
    found = compare(document.entries, progress) if compared is None else list(compared)
    result = Plan(document=document, origin=origin, compared=found, errors=list(document.errors))
    chooser = CategoryChooser(document, category, result.errors)
    slugs = dict.fromkeys(Question.objects.values_list("slug", flat=True), "the bank")
    for row in _rows(document, found, taken_in):
        wanted = row.number not in left_out if row.state == "new" else row.is_taken
        wanted = wanted or (take_all_alike and row.state == "alike")
        entry = _stored_as(row.entry, chooser, slugs, result) if wanted else None
        if entry:
            result.new.append(entry)
        result.rows.append(replace(row, entry=chooser.shown(row.entry), is_taken=wanted))
    result.categories = chooser.new_categories()
    return result


def _rows(document: Document, compared: Sequence[Comparison], taken_in: Collection[int]) -> Iterator[Row]:
    for number, (entry, found) in enumerate(zip(document.entries, compared, strict=True)):
        yield Row(
            number=number,
            entry=entry,
            state=found.state,
            is_taken=number in taken_in,
            other=found.other,
            likeness=found.likeness,
        )
    for number, passage in enumerate(document.skipped, len(document.entries)):
        entry = _asked_by(passage)
        yield Row(number=number, entry=entry, state="skipped", is_taken=number in taken_in, reason=passage.reason)


def _asked_by(passage: Skipped) -> Entry:
    """A skipped passage as the question that a curator says it is."""
    text = asked(passage.whole or passage.text).text or passage.text or "(no text)"
    content = Content(title=title_of(text), prompt=text)
    return Entry(content=content, category=passage.category, line=passage.line, file=passage.file)


def _stored_as(raw: Entry, chooser: CategoryChooser, slugs: dict[str, str], result: Plan) -> Entry | None:
    """The entry with its name and its category; None, with the errors noted, if it cannot be stored."""
    entry = _tidied(raw)
    problems = list(_problems(entry, slugs))
    result.errors += [Problem(line=entry.line, message=message, file=entry.file) for message in problems]
    if problems or not (placed := chooser.placed(entry)):
        return None
    slug = entry.slug or free_slug(slugify(entry.content.title), slugs)
    slugs[slug] = ", ".join(filter(None, [entry.file, f"line {entry.line}"]))
    return replace(placed, slug=slug)


def again(compared: Sequence[Comparison], document: Document) -> list[Comparison]:
    """An earlier comparison, with those known that the bank has got meanwhile."""
    asked = bank()
    return [
        Comparison(state="known", other=same[0])
        if found.state == "new" and (same := asked.same(wording(entry.content.prompt)))
        else found
        for entry, found in zip(document.entries, compared, strict=True)
    ]


def apply(
    plan: Plan,
    *,
    now: datetime,
    editor: User | None = None,
    publish: bool = False,
    valid_only: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Carry out a plan in one transaction. Questions land as drafts unless `publish`.

    Raises NotApplicable if the plan has errors, unless `valid_only`.
    """
    if plan.errors and not valid_only:
        raise NotApplicable
    outcome = Outcome()
    with transaction.atomic():
        imported = Import.objects.create(
            file=plan.origin[:200], licence=plan.document.licence[:80], by=editor, at=now, count=len(plan.new)
        )
        categories = _add_categories(plan, outcome)
        places = {slug: versions.next_position(category) for slug, category in categories.items()}
        for batch in batched(plan.new, _BATCH):
            if progress:
                progress(outcome.questions, len(plan.new))
            questions = _add_questions(batch, plan, categories, places, imported, now=now, editor=editor)
            if publish:
                lifecycle.publish_many(questions, now=now)
            outcome.questions += len(questions)
        _add_resources_and_tips(plan.document, categories, outcome)
        outcome.imported = _noted(imported, plan, outcome)
    return outcome


def names_of_categories(document: Document) -> list[str]:
    """The categories that a document names, in order."""
    named = [category.name for category in document.categories]
    return list(dict.fromkeys([*named, *(entry.category for entry in document.entries if entry.category)]))


def _noted(imported: Import, plan: Plan, outcome: Outcome) -> Import | None:
    """Note what came besides questions; an import that added nothing leaves no trace."""
    if not outcome:
        imported.delete()
        return None
    imported.added = outcome.added
    imported.save(update_fields=["added"])
    return imported


def _tidied(entry: Entry) -> Entry:
    """Without characters that cannot be stored, and with a title that fits."""
    content = entry.content
    tidy = replace(
        content,
        title=storable(content.title)[:200],
        prompt=storable(content.prompt),
        hints=_storable(content.hints),
        key_points=tuple(replace(point, text=storable(point.text)) for point in content.key_points),
        answer=storable(content.answer),
        follow_ups=tuple(
            replace(each, text=notation.one_line(storable(each.text)), answer=storable(each.answer))
            for each in content.follow_ups
        ),
        mistakes=_storable(content.mistakes),
        facts=tuple(
            replace(fact, asked_by=_storable(fact.asked_by), told=storable(fact.told)) for fact in content.facts
        ),
        curveball=content.curveball and replace(content.curveball, text=storable(content.curveball.text)),
        stages=tuple(replace(stage, title=storable(stage.title)) for stage in content.stages),
        sources=_storable(content.sources),
    )
    return replace(entry, content=tidy, category=storable(entry.category), tags=_storable(entry.tags))


def _storable(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(storable, texts))


def _problems(entry: Entry, slugs: dict[str, str]) -> Iterator[str]:
    content = entry.content
    if entry.slug and entry.slug in slugs:
        yield f"The name {entry.slug!r} is taken by another question ({slugs[entry.slug]})."
    if entry.slug in RESERVED_SLUGS:
        yield f"The name {entry.slug!r} is kept for a page of the site."
    if entry.slug and (entry.slug != slugify(entry.slug) or len(entry.slug) > 120):
        yield f"The name {entry.slug!r} may only have lower-case letters a-z, digits and hyphens, at most 120."
    if entry.kind and entry.kind not in Kind.values:
        yield f"The kind {entry.kind!r} is not known. The kinds are {', '.join(Kind.values)}."
    if entry.difficulty and entry.difficulty not in Difficulty.values:
        yield f"The difficulty {entry.difficulty!r} is not known. There are {', '.join(Difficulty.values)}."
    if not 0 <= entry.minutes <= 120:
        yield "The minutes must be between 1 and 120."
    if wrong := notation.wrong_probes(content):
        yield wrong
    if len(content.prompt) > LONGEST_PROMPT:
        yield f"The question has {len(content.prompt):,} characters; at most {LONGEST_PROMPT:,} fit."
    if len(content.answer) > LONGEST_PASSAGE:
        yield f"The answer has {len(content.answer):,} characters; at most {LONGEST_PASSAGE:,} fit."


def _add_categories(plan: Plan, outcome: Outcome) -> dict[str, Category]:
    first = Category.objects.count() + 1
    for position, category in enumerate(plan.categories, first):
        made = Category.objects.create(name=category.name, slug=category.slug, blurb=category.blurb, position=position)
        outcome.categories += 1
        outcome.added["categories"].append(made.pk)
    return {category.slug: category for category in Category.objects.all()}


def _add_questions(
    entries: Collection[Entry],
    plan: Plan,
    categories: dict[str, Category],
    places: dict[str, int],
    imported: Import,
    *,
    now: datetime,
    editor: User | None,
) -> list[Question]:
    new = []
    for entry in entries:
        new.append(
            versions.NewQuestion(
                entry=entry,
                category=categories[entry.category],
                position=places[entry.category],
                origin=_origin(plan, entry),
                imported=imported,
            )
        )
        places[entry.category] += 1
    return versions.create_many(new, now=now, editor=editor, note=f"Imported from {plan.origin}" if plan.origin else "")


def _origin(plan: Plan, entry: Entry) -> str:
    """Where an entry comes from: file, line, licence."""
    line = f"line {entry.line}" if entry.line else ""
    return ", ".join(filter(None, [plan.origin, entry.file, line, plan.document.licence]))


def _add_resources_and_tips(document: Document, categories: dict[str, Category], outcome: Outcome) -> None:
    for position, resource in enumerate(document.resources, 1):
        if _is_storable(resource):
            made, created = Resource.objects.get_or_create(
                url=resource.url,
                defaults={
                    "title": resource.title[:200],
                    "blurb": resource.blurb[:300],
                    "category": categories.get(resource.category),
                    "position": position,
                },
            )
            outcome.resources += created
            outcome.added["resources"] += [made.pk] if created else []
    for position, tip in enumerate(document.tips, 1):
        tipped, created = Tip.objects.get_or_create(text=storable(tip.text)[:500], defaults={"position": position})
        outcome.tips += created
        outcome.added["tips"] += [tipped.pk] if created else []


def _is_storable(resource: ResourceEntry) -> bool:
    return resource.url.startswith(("http://", "https://")) and len(resource.url) <= 500


def _side_by_side(row: Row) -> dict[str, Any]:
    return {
        "number": row.number,
        "line": row.entry.line,
        "file": row.entry.file,
        "question": row.entry.content.prompt,
        "other": row.other.prompt if row.other else "",
        "other_place": str(row.other),
        "likeness": round(row.likeness),
    }


def _brief(row: Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "number": row.number,
        "line": entry.line,
        "file": entry.file,
        "question": entry.content.prompt,
        "answer": entry.content.answer,
        "category": entry.category,
        "kind": entry.kind,
        "difficulty": entry.difficulty,
        "tags": list(entry.tags),
        "state": row.state,
        "taken": row.is_taken,
    }
