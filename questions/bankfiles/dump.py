"""The database -> the bank's files: the way back of questions.bankfiles.load. A dump after a load changes no byte.

Written are the published questions as learners see them. A file that was changed since it was last loaded is not
overwritten silently: it is listed, and `prefer` settles it.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from questions.content import CategoryEntry, Entry, ResourceEntry
from questions.entries import entries_of
from questions.models import Category, Question, Resource, Tip

from . import index_file, question_file
from .index_file import Index
from .load import Prefer, digest


@dataclass(kw_only=True)
class Dumped:
    """What a dump did, by file. `foreign` are files of questions that the database does not know."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def index_of(entries: list[Entry]) -> Index:
    """The index of the database's categories, resources and tips, with the order of `entries`."""
    orders: dict[str, list[str]] = {}
    for entry in entries:
        orders.setdefault(entry.category, []).append(entry.slug)
    return Index(
        categories=[
            CategoryEntry(name=category.name, slug=category.slug, blurb=category.blurb)
            for category in Category.objects.all()
        ],
        orders=orders,
        resources=[
            ResourceEntry(
                title=resource.title,
                url=resource.url,
                blurb=resource.blurb,
                category=resource.category.slug if resource.category else "",
            )
            for resource in Resource.objects.select_related("category")
        ],
        tips=[tip.text for tip in Tip.objects.all()],
    )


def dump(folder: Path, *, prefer: Prefer | None = None) -> Dumped:
    """Write the bank to a folder. Files of retired questions go; files that nobody loaded stay and are listed."""
    result = Dumped()
    questions = Question.objects.published().order_by("category__position", "position", "pk")
    pairs = list(entries_of(questions, published=True))
    entries = [entry for _, entry in pairs]
    with transaction.atomic():
        for question, entry in pairs:
            _write_question(folder, question, entry, prefer, result)
        _write(folder / index_file.NAME, index_file.write(index_of(entries)), index_file.NAME, result)
        _remove(folder, {f"{entry.category}/{entry.slug}.md" for entry in entries}, prefer, result)
    return result


def _write_question(folder: Path, question: Question, entry: Entry, prefer: Prefer | None, result: Dumped) -> None:
    name = f"{entry.category}/{entry.slug}.md"
    path = folder / name
    ours = digest(entry)
    theirs = _digest_of(path)
    if theirs not in {"", ours, question.file_digest} and prefer != "admin":
        if prefer is None:
            result.conflicts.append(name)
        return
    _write(path, question_file.write(entry), name, result)
    if question.file_digest != ours:
        question.file_digest = ours
        question.save(update_fields=["file_digest"])


def _write(path: Path, text: str, name: str, result: Dumped) -> None:
    data = text.encode()
    if path.exists() and path.read_bytes() == data:
        result.unchanged.append(name)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    result.written.append(name)


def _remove(folder: Path, kept: set[str], prefer: Prefer | None, result: Dumped) -> None:
    """Take away the files of questions that are retired, or that moved to another category."""
    loaded = dict(Question.objects.exclude(file_digest="").values_list("slug", "file_digest"))
    for path in sorted(folder.glob("*/*.md")):
        name = path.relative_to(folder).as_posix()
        if name in kept or name in result.conflicts:
            continue
        if path.stem not in loaded:
            result.foreign.append(name)
        elif _digest_of(path) != loaded[path.stem] and prefer != "admin":
            result.conflicts.append(name)
        else:
            path.unlink()
            result.removed.append(name)


def _digest_of(path: Path) -> str:
    """The digest of a question file in canonical form; "" where there is none, "unreadable" where it is broken."""
    if not path.exists():
        return ""
    try:
        return digest(question_file.read(path.read_text(encoding="utf-8"), category=path.parent.name, slug=path.stem))
    except (question_file.FileError, UnicodeDecodeError):
        return "unreadable"
