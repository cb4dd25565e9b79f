"""The bank's files <-> the database. The files are the source; an edit in the admin is never overwritten silently.

A question remembers the digest of the file that it was last loaded from or dumped to (`Question.file_digest`). While
the file has that digest, the admin's word stands. When file and admin's text have both changed, that is a conflict.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db import transaction

from questions import search
from questions.authoring import lifecycle, versions
from questions.authoring.versions import NewQuestion
from questions.content import Entry
from questions.models import Category, Question, Resource, Status, Tip
from questions.text import Unreadable

from . import index_file, question_file
from .index_file import Index

BANK = Path(__file__).resolve().parent.parent / "bank"
INDEX = index_file.NAME

type Prefer = Literal["admin", "files"]
"""Whose text stands where both have changed."""


class BankError(Exception):
    """The bank's files cannot be read; `problems` says where and why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(kw_only=True)
class BankFiles:
    """A bank as it stands in a folder: its index and its questions, in order."""

    index: Index
    entries: list[Entry]


@dataclass(kw_only=True)
class Loaded:
    """What a load did, by slug. `differing` are lines of the index that say something else than the database;
    `missing` are questions that came from files which are gone."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def digest(entry: Entry) -> str:
    """What tells one state of a question's file, its folder included, from another."""
    return hashlib.sha256(f"{entry.category}\n{question_file.write(entry)}".encode()).hexdigest()


# --- Reading


def read_bank(folder: Path) -> BankFiles:
    """Read every file of a bank. Raises BankError with all that is wrong, not only the first."""
    problems: list[str] = []
    try:
        index = index_file.read((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Unreadable) as error:
        raise BankError([f"{INDEX}: {error}"]) from error
    entries = list(_read_entries(folder, index, problems))
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.slug in seen:
            problems.append(f"{entry.file}: the name is taken by {seen[entry.slug]}")
        seen[entry.slug] = entry.file
    if problems:
        raise BankError(problems)
    return BankFiles(index=index, entries=entries)


def _read_entries(folder: Path, index: Index, problems: list[str]) -> Iterator[Entry]:
    for category in index.categories:
        order = {slug: place for place, slug in enumerate(index.orders[category.slug])}
        paths = sorted(
            (folder / category.slug).glob("*.md"), key=lambda path: (order.get(path.stem, len(order)), path.stem)
        )
        for path in paths:
            name = f"{category.slug}/{path.name}"
            try:
                entry = question_file.read(path.read_text(encoding="utf-8"), category=category.slug, slug=path.stem)
            except (question_file.FileError, UnicodeDecodeError) as error:
                problems.append(f"{name}: {error}")
            else:
                yield replace(entry, file=name)


# --- Loading


def load(files: BankFiles, *, now: datetime, prefer: Prefer | None = None) -> Loaded:
    """Bring the database up to the files, published. Conflicts are listed and left alone, or settled by `prefer`."""
    result = Loaded()
    with transaction.atomic():
        categories = _load_index(files.index, prefer, result)
        questions = {question.slug: question for question in Question.objects.select_related("category", "current")}
        places: dict[str, int] = {}
        new: list[NewQuestion] = []
        for entry in files.entries:
            places[entry.category] = position = places.get(entry.category, 0) + 1
            one = NewQuestion(entry=entry, category=categories[entry.category], position=position)
            if question := questions.get(entry.slug):
                _update(question, one, now, prefer, result)
            else:
                new.append(one)
        _create(new, now)
        result.created = [one.entry.slug for one in new]
        _retire_missing(files, questions, prefer, result)
    return result


def _create(new: list[NewQuestion], now: datetime) -> None:
    questions = versions.create_many(new, now=now, note="Loaded from the bank's files")
    lifecycle.publish_many(questions, now=now)
    for question, one in zip(questions, new, strict=True):
        question.file_digest = digest(one.entry)
    Question.objects.bulk_update(questions, ["file_digest"], batch_size=100)


def _update(question: Question, new: NewQuestion, now: datetime, prefer: Prefer | None, result: Loaded) -> None:
    entry, wanted = new.entry, digest(new.entry)
    if prefer == "files" and question.position != new.position:
        question.position = new.position
        question.save(update_fields=["position"])
    if question.file_digest == wanted and prefer != "files":
        result.unchanged.append(entry.slug)
        return
    here = digest(question.entry(question.latest))
    edited_here = here != question.file_digest
    if here != wanted and edited_here and prefer is None:
        result.conflicts.append(entry.slug)
        return
    if here == wanted or (edited_here and prefer == "admin"):
        result.unchanged.append(entry.slug)
    else:
        _take_over(question, new, now)
        result.updated.append(entry.slug)
    question.file_digest = wanted
    question.save(update_fields=["file_digest"])


def _take_over(question: Question, new: NewQuestion, now: datetime) -> None:
    entry = new.entry
    question.category, question.position = new.category, new.position
    question.kind, question.difficulty, question.minutes = entry.kind, entry.difficulty, entry.minutes
    question.tags = list(entry.tags)
    question.save()
    versions.revise(question, entry.content, now=now, note="Loaded from the bank's files")
    if question.status != Status.RETIRED and (question.current is None or question.waits_for_review):
        lifecycle.publish(question, now=now)


def _retire_missing(files: BankFiles, questions: dict[str, Question], prefer: Prefer | None, result: Loaded) -> None:
    """A question whose file is gone stays, unless the files are to have their way."""
    here = {entry.slug for entry in files.entries}
    for slug, question in questions.items():
        if slug not in here and question.file_digest and question.status != Status.RETIRED:
            result.missing.append(slug)
            if prefer == "files":
                with suppress(lifecycle.AlreadyRetired):  # somebody was faster
                    lifecycle.retire(question)


def _load_index(index: Index, prefer: Prefer | None, result: Loaded) -> dict[str, Category]:
    """Add what the index names and is missing. What differs is listed, or taken over from the files."""
    categories = {category.slug: category for category in Category.objects.all()}
    for entry in index.categories:
        wanted = {"name": entry.name, "blurb": entry.blurb, "position": entry.position}
        category = categories.setdefault(entry.slug, Category(slug=entry.slug, **wanted))
        name = category.name
        _settle(category, wanted, f"category {entry.slug}", prefer, result)
        if category.name != name:
            search.refresh(Question.objects.filter(category=category))
    resources = {resource.url: resource for resource in Resource.objects.select_related("category")}
    for position, row in enumerate(index.resources, 1):
        wanted = {
            "title": row.title,
            "blurb": row.blurb,
            "category": categories.get(row.category),
            "position": position,
        }
        _settle(
            resources.get(row.url) or Resource(url=row.url, **wanted), wanted, f"resource {row.url}", prefer, result
        )
    tips = {tip.text: tip for tip in Tip.objects.all()}
    for position, text in enumerate(index.tips, 1):
        wanted = {"position": position}
        _settle(tips.get(text) or Tip(text=text, **wanted), wanted, f"tip {text[:40]!r}", prefer, result)
    return categories


def _settle(
    record: Category | Resource | Tip, wanted: dict[str, object], name: str, prefer: Prefer | None, result: Loaded
) -> None:
    differing = [field for field, value in wanted.items() if getattr(record, field) != value]
    if record._state.adding:
        record.save()
    elif differing and prefer == "files":
        for name_of_field in differing:
            setattr(record, name_of_field, wanted[name_of_field])
        record.save()
    elif differing and prefer is None:
        result.differing.append(f"{name}: {', '.join(differing)}")
