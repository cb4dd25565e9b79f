"""The verbs of curation: create, revise, submit, publish, retire. Nothing else writes a question or a version."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User

from . import search
from .content import Content, Entry
from .models import Category, CodeTask, Difficulty, KeyPoint, Kind, Question, QuestionVersion, Status


class EditConflict(Exception):
    """Someone else saved a version since this edit began; `latest` is theirs."""

    def __init__(self, latest: QuestionVersion) -> None:
        super().__init__(f"Version {latest.number} was saved meanwhile.")
        self.latest = latest


class NothingToPublish(Exception):
    """The question has no version newer than the one that learners see, and is published already."""


def create(
    entry: Entry,
    category: Category,
    *,
    now: datetime,
    editor: User | None = None,
    note: str = "",
    position: int | None = None,
    origin: str = "",
) -> Question:
    """Add a draft with its first version. `entry.slug` must be free."""
    kind = Kind(entry.kind or Kind.THEORY)
    with transaction.atomic():
        if position is None:
            last = category.questions.aggregate(last=Max("position"))["last"]
            position = 1 if last is None else last + 1
        question = Question.objects.create(
            category=category,
            slug=entry.slug,
            kind=kind,
            difficulty=entry.difficulty or Difficulty.MEDIUM,
            minutes=entry.minutes or kind.usual_minutes,
            tags=list(entry.tags),
            position=position,
            origin=origin[:300],
            created_at=now,
        )
        _add_version(question, 1, entry.content, now=now, editor=editor, note=note)
    return question


def revise(
    question: Question,
    content: Content,
    *,
    now: datetime,
    editor: User | None = None,
    note: str = "",
    based_on: int | None = None,
) -> QuestionVersion:
    """Add a version with `content`; return the latest one unchanged when it says the same already.

    `based_on` is the number that the editor began from: raises EditConflict when a newer one exists.
    Learners go on seeing the current version until `publish`.
    """
    with transaction.atomic():
        Question.objects.select_for_update().get(pk=question.pk)
        latest = question.latest
        if latest.content == content:
            return latest
        if based_on is not None and based_on != latest.number:
            raise EditConflict(latest)
        return _add_version(question, latest.number + 1, content, now=now, editor=editor, note=note)


def submit(question: Question) -> None:
    """Hand a draft to the reviewers."""
    if question.status == Status.DRAFT:
        question.status = Status.IN_REVIEW
        question.save(update_fields=["status"])


def publish(question: Question, *, now: datetime, reviewer: User | None = None) -> None:
    """Show the latest version to learners. Raises NothingToPublish when they see it already."""
    with transaction.atomic():
        question.refresh_from_db(from_queryset=Question.objects.select_for_update())
        latest = question.latest
        if question.status == Status.PUBLISHED and question.current == latest:
            raise NothingToPublish
        question.current = latest
        question.status = Status.PUBLISHED
        question.reviewed_by = reviewer
        question.reviewed_at = now
        question.search_text = search.text_of(question)
        question.save(update_fields=["current", "status", "reviewed_by", "reviewed_at", "search_text"])
        search.index([question])


def retire(question: Question) -> None:
    """Take a question out of the bank and of every future interview; attempts at it stay whole."""
    question.status = Status.RETIRED
    question.save(update_fields=["status"])


def reopen(question: Question) -> None:
    """Make a retired question a draft again."""
    if question.status == Status.RETIRED:
        question.status = Status.DRAFT
        question.save(update_fields=["status"])


def _add_version(
    question: Question, number: int, content: Content, *, now: datetime, editor: User | None, note: str
) -> QuestionVersion:
    version = QuestionVersion.objects.create(
        question=question,
        number=number,
        editor=editor,
        created_at=now,
        note=note[:300],
        title=content.title[:200],
        prompt=content.prompt,
        hints=list(content.hints),
        answer=content.answer,
        follow_ups=list(content.follow_ups),
        mistakes=list(content.mistakes),
        sources=list(content.sources),
    )
    _add_key_points(version, content)
    if content.task:
        task = content.task
        CodeTask.objects.create(version=version, starter=task.starter, solution=task.solution, tests=task.tests)
    return version


def _add_key_points(version: QuestionVersion, content: Content) -> Iterable[KeyPoint]:
    points = [
        KeyPoint(version=version, position=position, text=point.text, weight=point.weight)
        for position, point in enumerate(content.key_points, 1)
    ]
    for point in points:
        point.render()
    return KeyPoint.objects.bulk_create(points)
