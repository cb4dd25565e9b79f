"""The verbs of curation: create, revise, restore, submit, send_back, publish, retire, reopen.

Nothing else writes a question or a version. Verbs that move a question through its life cycle say whether they did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from questions import kinds, markdown, search
from questions.content import Content, Entry
from questions.models import Category, CodeTask, Difficulty, KeyPoint, Kind, Question, QuestionVersion, Status


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A question that is to be added, and where. `origin`: file, line, licence."""

    entry: Entry
    category: Category
    position: int
    origin: str = ""


class EditConflict(Exception):
    """Someone else saved a version since this edit began; `latest` is theirs."""

    def __init__(self, latest: QuestionVersion) -> None:
        super().__init__(f"Version {latest.number} was saved meanwhile.")
        self.latest = latest


class NothingToPublish(Exception):
    """The question has no version newer than the one that learners see, and is published already."""


class OwnChange(Exception):
    """Part of what would be published was written by the reviewer, who may not publish their own changes."""


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
    position = next_position(category) if position is None else position
    filed = Filed(entry=entry, category=category, position=position, origin=origin)
    return create_many([filed], now=now, editor=editor, note=note)[0]


def create_many(filed: Sequence[Filed], *, now: datetime, editor: User | None = None, note: str = "") -> list[Question]:
    """Add drafts with their first versions, all or none; a thousand take as many queries as one."""
    with transaction.atomic():
        questions = Question.objects.bulk_create([_question(one, now) for one in filed])
        versions = [
            unsaved(one.entry.content, question=question, number=1, editor=editor, created_at=now, note=note[:300])
            for question, one in zip(questions, filed, strict=True)
        ]
        for version in versions:
            version.render()
        QuestionVersion.objects.bulk_create(versions)
        made = [parts(version, one.entry.content) for version, one in zip(versions, filed, strict=True)]
        KeyPoint.objects.bulk_create([point for points, _ in made for point in points])
        tasks = [task for _, task in made if task]
        for task in tasks:
            task.render()
        CodeTask.objects.bulk_create(tasks)
    return questions


def next_position(category: Category) -> int:
    """The place after the category's last question."""
    last = category.questions.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


def _question(filed: Filed, now: datetime) -> Question:
    entry = filed.entry
    kind = Kind(entry.kind or kinds.USUAL)
    return Question(
        category=filed.category,
        slug=entry.slug,
        kind=kind,
        difficulty=entry.difficulty or Difficulty.MEDIUM,
        minutes=entry.minutes or kind.facts.usual_minutes,
        tags=list(entry.tags),
        position=filed.position,
        origin=filed.origin[:300],
        created_at=now,
    )


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
        version = _add_version(question, latest.number + 1, content, now=now, editor=editor, note=note)
        if question.status == Status.PUBLISHED:
            _set(question, review_note="")  # a changed change waits anew
        return version


def restore(
    question: Question, version: QuestionVersion, *, now: datetime, editor: User | None = None, note: str = ""
) -> QuestionVersion:
    """Make what an older version said the newest one, as a version of its own."""
    return revise(question, version.content, now=now, editor=editor, note=note or f"Restored version {version.number}")


def submit(question: Question) -> bool:
    """Hand a draft to the reviewers."""
    return _move(question, Status.DRAFT, Status.IN_REVIEW, review_note="")


def send_back(question: Question, note: str) -> bool:
    """Give a draft, or the change that waits behind a published version, back to its writer with what is asked for."""
    note = note[:1000]
    if question.status == Status.PUBLISHED and question.waits_for_review:
        return _move(question, Status.PUBLISHED, Status.PUBLISHED, review_note=note)
    return _move(question, Status.IN_REVIEW, Status.DRAFT, review_note=note)


def publish(
    question: Question, *, now: datetime, reviewer: User | None = None, number: int | None = None
) -> QuestionVersion:
    """Show the latest version to learners.

    `number` is the version that the reviewer has read: raises EditConflict when a newer one was saved meanwhile.
    Raises NothingToPublish when learners see it already, and OwnChange. Without a reviewer (the bank's files) nobody
    is asked.
    """
    with transaction.atomic():
        question.refresh_from_db(from_queryset=Question.objects.select_for_update())
        latest = question.latest
        if number is not None and number != latest.number:
            raise EditConflict(latest)
        if question.status == Status.PUBLISHED and question.current == latest:
            raise NothingToPublish
        if reviewer and not may_publish(question, reviewer):
            raise OwnChange
        question.current = latest
        question.search_text = search.text_of(question)
        _set(
            question,
            current=latest,
            status=Status.PUBLISHED,
            reviewed_by=reviewer,
            reviewed_at=now,
            review_note="",
            search_text=question.search_text,
        )
        search.index([question])
    return latest


def publish_many(questions: Sequence[Question], *, now: datetime) -> None:
    """Show the latest versions of many fresh questions to learners, as imports and loads do: nobody is asked."""
    latest = {
        version.question_id: version
        for version in QuestionVersion.objects.filter(question__in=questions).order_by("question_id", "number")
    }
    for question in questions:
        question.current = latest[question.pk]
        question.status = Status.PUBLISHED
        question.reviewed_at = now
        question.search_text = search.text_of(question)
    with transaction.atomic():
        fields = ["current", "status", "reviewed_at", "search_text"]
        Question.objects.bulk_update(questions, fields, batch_size=100)
        search.index(questions)


def may_publish(question: Question, reviewer: User) -> bool:
    """Whether somebody else has written every version that publishing would newly show, or the reviewer is trusted."""
    own = question.unpublished.filter(editor=reviewer)
    return reviewer.has_perm("questions.publish_own_change") or not own.exists()


def retire(question: Question) -> bool:
    """Take a question out of the bank and of every future interview; attempts at it stay whole."""
    moved = Question.objects.filter(pk=question.pk).exclude(status=Status.RETIRED).update(status=Status.RETIRED)
    question.status = Status.RETIRED
    return bool(moved)


def reopen(question: Question) -> bool:
    """Make a retired question a draft again."""
    return _move(question, Status.RETIRED, Status.DRAFT)


def _move(question: Question, before: Status, after: Status, **fields: str) -> bool:
    """Change the status in one statement, so that of two people at once only one does."""
    moved = Question.objects.filter(pk=question.pk, status=before).update(status=after, **fields)
    question.refresh_from_db(fields=["status", *fields])
    return bool(moved)


def _set(question: Question, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=[*fields])


def unsaved(content: Content, **fields: Any) -> QuestionVersion:
    """A version that says `content`, not stored yet; its key points and its code come from `parts`."""
    return QuestionVersion(
        title=content.title[:200],
        prompt=content.prompt,
        hints=list(content.hints),
        answer=content.answer,
        follow_ups=list(content.follow_ups),
        mistakes=list(content.mistakes),
        sources=list(content.sources),
        has_maths=any(
            "$" in point.text and markdown.has_maths(markdown.to_html(point.text)) for point in content.key_points
        ),
        **fields,
    )


def parts(version: QuestionVersion, content: Content) -> tuple[list[KeyPoint], CodeTask | None]:
    """The rendered key points and the code task of a version, not stored yet."""
    points = [
        KeyPoint(version=version, position=position, text=point.text, weight=point.weight)
        for position, point in enumerate(content.key_points, 1)
    ]
    for point in points:
        point.render()
    if not content.task:
        return points, None
    code = content.task
    return points, CodeTask(version=version, starter=code.starter, solution=code.solution, tests=code.tests)


def _add_version(
    question: Question, number: int, content: Content, *, now: datetime, editor: User | None, note: str
) -> QuestionVersion:
    version = unsaved(content, question=question, number=number, editor=editor, created_at=now, note=note[:300])
    version.save()
    points, task = parts(version, content)
    KeyPoint.objects.bulk_create(points)
    if task:
        task.save()
    return version
