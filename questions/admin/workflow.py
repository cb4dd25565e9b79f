"""A question's way from draft to retired, as the admin's buttons and bulk actions take it: do it, note it, say it.

A step moves one question and returns why it did not, or nothing. Every move is a line in the question's log.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils import timezone

from accounts.http import SignedInRequest
from questions.authoring import versions
from questions.models import Question

type Step = Callable[[SignedInRequest, Question], str]

NAMED = 3
"""How many questions a message names before it counts the rest."""


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("questions.publish_question")


def note(request: SignedInRequest, question: Question, sentence: str) -> None:
    LogEntry.objects.log_actions(request.user.pk, [question], CHANGE, sentence)


def submit(request: SignedInRequest, question: Question) -> str:
    if not versions.submit(question):
        return "Only drafts are submitted"
    note(request, question, "Submitted for review.")
    return ""


def publisher(number: int | None = None) -> Step:
    """The step that publishes the newest version, if it is still `number`: the one that the reviewer has read."""

    def publish(request: SignedInRequest, question: Question) -> str:
        try:
            version = versions.publish(question, now=timezone.now(), reviewer=request.user, number=number)
        except versions.NothingToPublish:
            return "Learners see the newest version already"
        except versions.OwnChange:
            return "You wrote part of this change, so somebody else has to publish it"
        except versions.EditConflict as conflict:
            return f"Version {conflict.latest.number} was saved meanwhile, so nothing is published yet; read it first"
        note(request, question, f"Published version {version.number}.")
        return ""

    return publish


def sender_back(what: str) -> Step:
    """The step that gives a change back to its writer and says what is asked for."""

    def send_back(request: SignedInRequest, question: Question) -> str:
        if not versions.send_back(question, what):
            return "No change of it waits for review"
        note(request, question, f"Sent back: {what}")
        return ""

    return send_back


def retire(request: SignedInRequest, question: Question) -> str:
    if not versions.retire(question):
        return "Retired already"
    note(request, question, "Retired.")
    return ""


def reopen(request: SignedInRequest, question: Question) -> str:
    if not versions.reopen(question):
        return "Only retired questions become drafts again"
    note(request, question, "Made a draft again.")
    return ""


def take(request: SignedInRequest, questions: Iterable[Question], step: Step, done: str) -> bool:
    """Take a step with each question and say how it went; `done` is what became of those that it worked for."""
    worked, failed = [], defaultdict(list)
    for question in questions:
        why_not = step(request, question)
        if why_not:
            failed[why_not].append(question)
        else:
            worked.append(question)
    if worked:
        messages.success(request, f"{_names(worked)}: {done}.")
    for why_not, left in failed.items():
        messages.warning(request, f"{why_not}: {_names(left)}.")
    return bool(worked)


def _names(questions: list[Question]) -> str:
    names = ", ".join(f"“{_title(question)}”" for question in questions[:NAMED])
    rest = len(questions) - NAMED
    return f"{names} and {rest} more" if rest > 0 else names


def _title(question: Question) -> str:
    return getattr(question, "newest_title", "") or str(question)
