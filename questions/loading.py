"""The bank's files <-> the database. The files are the source; an edit in the admin is never overwritten silently.

A question remembers the digest of the file that it was last loaded from (`Question.file_digest`). While the file has
that digest, the admin's word stands. When the file has changed and the admin's text has too, that is a conflict.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import yaml
from django.db import transaction

from . import editing
from .content import Entry
from .formats import question_file
from .models import Category, Question, Resource, Status, Tip

BANK = Path(__file__).parent / "bank"
INDEX = "bank.yaml"

type Keep = Literal["admin", "files"]


class BankError(Exception):
    """The bank's files cannot be loaded; `problems` says where and why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(kw_only=True)
class BankFiles:
    """A bank as it stands in a folder: its index and its questions, in order."""

    index: dict[str, Any]
    entries: list[Entry]


@dataclass(kw_only=True)
class Loaded:
    """What a load did, by slug."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def digest(entry: Entry) -> str:
    return hashlib.sha256(question_file.write(entry).encode()).hexdigest()


def read_bank(folder: Path) -> BankFiles:
    """Read every file of a bank. Raises BankError with all that is wrong, not only the first."""
    problems: list[str] = []
    try:
        index = yaml.safe_load((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BankError([f"{INDEX}: {error}"]) from error
    entries = list(_read_entries(folder, index, problems))
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.slug in seen:
            problems.append(f"{entry.category}/{entry.slug}.md: the name is taken by {seen[entry.slug]}/")
        seen[entry.slug] = entry.category
    if problems:
        raise BankError(problems)
    return BankFiles(index=index, entries=entries)


def _read_entries(folder: Path, index: dict[str, Any], problems: list[str]) -> Iterator[Entry]:
    for category in index["categories"]:
        order = {slug: place for place, slug in enumerate(category.get("questions", []))}
        paths = sorted(
            (folder / category["slug"]).glob("*.md"), key=lambda path: (order.get(path.stem, len(order)), path.stem)
        )
        for path in paths:
            try:
                yield question_file.read(path.read_text(encoding="utf-8"), category=category["slug"], slug=path.stem)
            except (question_file.FileError, UnicodeDecodeError) as error:
                problems.append(f"{category['slug']}/{path.name}: {error}")


def load(files: BankFiles, *, now: datetime, keep: Keep | None = None) -> Loaded:
    """Bring the database up to the files, published. Conflicts are listed and left alone, or settled by `keep`."""
    result = Loaded()
    with transaction.atomic():
        categories = _load_index(files.index)
        questions = {
            question.slug: question for question in Question.objects.select_related("category", "current")
        }
        places: dict[str, int] = {}
        for entry in files.entries:
            places[entry.category] = position = places.get(entry.category, 0) + 1
            question = questions.get(entry.slug)
            if question is None:
                question = editing.create(entry, categories[entry.category], now=now, position=position, note="Loaded")
                _publish(question, entry, now)
                result.created.append(entry.slug)
            else:
                _update(question, entry, categories[entry.category], position, now, keep, result)
    return result


def _update(
    question: Question,
    entry: Entry,
    category: Category,
    position: int,
    now: datetime,
    keep: Keep | None,
    result: Loaded,
) -> None:
    wanted = digest(entry)
    if question.file_digest == wanted and keep != "files":
        result.unchanged.append(entry.slug)
        return
    here = digest(question.entry(question.latest))
    if here == wanted:
        result.unchanged.append(entry.slug)
    elif here != question.file_digest and keep is None:
        result.conflicts.append(entry.slug)
        return
    elif here != question.file_digest and keep == "admin":
        result.unchanged.append(entry.slug)
    else:
        _take_over(question, entry, category, position, now)
        result.updated.append(entry.slug)
        return
    question.file_digest = wanted
    question.save(update_fields=["file_digest"])


def _take_over(question: Question, entry: Entry, category: Category, position: int, now: datetime) -> None:
    question.category, question.position = category, position
    question.kind, question.difficulty, question.minutes = entry.kind, entry.difficulty, entry.minutes
    question.tags = list(entry.tags)
    question.save()
    editing.revise(question, entry.content, now=now, note="Loaded from the bank's files")
    _publish(question, entry, now)


def _publish(question: Question, entry: Entry, now: datetime) -> None:
    if question.status != Status.RETIRED and (question.current is None or question.waits_for_review):
        editing.publish(question, now=now)
    question.file_digest = digest(entry)
    question.save(update_fields=["file_digest"])


def _load_index(index: dict[str, Any]) -> dict[str, Category]:
    """Add what the index names and the database lacks; what a curator changed stays."""
    categories = {}
    for position, row in enumerate(index["categories"], 1):
        categories[row["slug"]], _ = Category.objects.get_or_create(
            slug=row["slug"], defaults={"name": row["name"], "blurb": row["blurb"], "position": position}
        )
    for position, row in enumerate(index.get("resources", []), 1):
        Resource.objects.get_or_create(
            url=row["url"],
            defaults={
                "title": row["title"],
                "blurb": row.get("blurb", ""),
                "category": categories.get(row.get("category", "")),
                "position": position,
            },
        )
    for position, text in enumerate(index.get("tips", []), 1):
        Tip.objects.get_or_create(text=text, defaults={"position": position})
    return categories
