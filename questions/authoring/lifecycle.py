"""A question's way: submit, send back, publish, retire, reopen. Each verb says by a named exception why it cannot.

Of two people at once only one moves a question: the status is changed in one statement, or under a lock.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from questions import published, search
from questions.models import Question, QuestionVersion, Status

from . import code_checks
from .versions import EditConflict


class NotADraft(Exception):
    """Only drafts are handed to the reviewers."""


class NothingToReview(Exception):
    """Neither the question nor a change of it waits for review."""


class NothingToPublish(Exception):
    """The question has no version newer than the one that learners see, and is published already."""


class OwnChange(Exception):
    """Part of what would be published was written by the reviewer, who may not publish their own changes."""


class UncheckedCode(Exception):
    """Nobody's browser has run this code task with every test passing (code_checks)."""


class AlreadyRetired(Exception):
    """The question is out of the bank already."""


class NotRetired(Exception):
    """Only retired questions become drafts again."""


def submit(question: Question) -> None:
    """Hand a draft to the reviewers. Raises NotADraft."""
    if not _moved(question, Status.DRAFT, Status.IN_REVIEW, review_note=""):
        raise NotADraft


def send_back(question: Question, note: str) -> None:
    """Give a draft, or the change that waits behind a published version, back to its writer with what is asked for.

    Raises NothingToReview.
    """
    if question.status == Status.PUBLISHED and question.waits_for_review:
        before = after = Status.PUBLISHED
    else:
        before, after = Status.IN_REVIEW, Status.DRAFT
    if not _moved(question, before, after, review_note=note[:1000]):
        raise NothingToReview


def publish(
    question: Question, *, now: datetime, reviewer: User | None = None, number: int | None = None
) -> QuestionVersion:
    """Show the latest version to learners.

    `number` is the version that the reviewer has read: raises EditConflict when a newer one was saved meanwhile.
    Raises NothingToPublish when learners see it already, OwnChange, and UncheckedCode. Without a reviewer (the bank's
    files, which the linter has run) nobody is asked.
    """
    with transaction.atomic():
        question.refresh_from_db(from_queryset=Question.objects.select_for_update())
        latest = question.latest
        if number is not None and number != latest.number:
            raise EditConflict(latest)
        if question.status == Status.PUBLISHED and question.current_id == latest.pk:
            raise NothingToPublish
        if reviewer and not may_publish(question, reviewer):
            raise OwnChange
        task = getattr(latest, "task", None)
        if reviewer and task and not code_checks.is_passed(task.code):
            raise UncheckedCode
        _show(question, latest, now)
        question.reviewed_by, question.review_note = reviewer, ""
        question.save(update_fields=[*_SHOWN, "reviewed_by", "review_note"])
        search.index([question])
        published.changed()
    return latest


def publish_many(questions: Sequence[Question], *, now: datetime) -> None:
    """Show the latest versions of many fresh questions to learners, as imports and loads do: nobody is asked."""
    latest = {
        version.question_id: version
        for version in QuestionVersion.objects.filter(question__in=questions).order_by("question_id", "number")
    }
    for question in questions:
        _show(question, latest[question.pk], now)
    with transaction.atomic():
        Question.objects.bulk_update(questions, _SHOWN, batch_size=100)
        search.index(questions)
        published.changed()


_SHOWN = ["current", "status", "reviewed_at", "search_text"]


def _show(question: Question, version: QuestionVersion, now: datetime) -> None:
    question.current, question.status, question.reviewed_at = version, Status.PUBLISHED, now
    question.search_text = search.text_of(question)


def may_publish(question: Question, reviewer: User) -> bool:
    """Whether somebody else has written every version that publishing would newly show, or the reviewer is trusted."""
    if reviewer.has_perm("questions.publish_own_change"):
        return True
    return not question.unpublished.filter(editor=reviewer).exists()


def retire(question: Question) -> None:
    """Take a question out of the bank and of every future interview; attempts at it stay whole.

    Raises AlreadyRetired.
    """
    moved = Question.objects.filter(pk=question.pk).exclude(status=Status.RETIRED).update(status=Status.RETIRED)
    question.status = Status.RETIRED
    published.changed()
    if not moved:
        raise AlreadyRetired


def reopen(question: Question) -> None:
    """Make a retired question a draft again. Raises NotRetired."""
    if not _moved(question, Status.RETIRED, Status.DRAFT):
        raise NotRetired


def _moved(question: Question, before: Status, after: Status, **fields: str) -> bool:
    """Change the status in one statement, and say whether this call was the one that did."""
    moved = Question.objects.filter(pk=question.pk, status=before).update(status=after, **fields)
    question.refresh_from_db(fields=["status", *fields])
    return bool(moved)
