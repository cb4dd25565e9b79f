"""A question's way from draft to retired, as the admin's buttons and bulk actions take it: do it, note it, say it.

A step moves one question and returns the line for the question's log; what it refuses it raises (SENTENCES).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils import timezone

from accounts.http import SignedInRequest
from questions.authoring import lifecycle, versions
from questions.models import Question, QuestionVersion

type Step = Callable[[SignedInRequest, Question], str]

SENTENCES: dict[type[Exception], str] = {
    lifecycle.NotADraft: "Only drafts are submitted",
    lifecycle.NothingToReview: "No change of it waits for review",
    lifecycle.NothingToPublish: "Learners see the newest version already",
    lifecycle.OwnChange: "You wrote part of this change, so somebody else has to publish it",
    lifecycle.UncheckedCode: "Its solution has not passed its tests: open it, press “Check the code”, then publish",
    lifecycle.AlreadyRetired: "Retired already",
    lifecycle.NotRetired: "Only retired questions become drafts again",
    versions.EditConflict: "Version {0.latest.number} was saved meanwhile, so nothing is published yet; read it first",
    versions.NothingToRestore: "The newest version says the same as version {0.version.number} already",
}
"""Why a step was not taken, as people read it; the question's name follows."""

NAMED = 3
"""How many questions a message names before it counts the rest."""


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("questions.publish_question")


def submit(_request: SignedInRequest, question: Question) -> str:
    lifecycle.submit(question)
    return "Submitted for review."


def publisher(number: int | None = None) -> Step:
    """The step that publishes the newest version, if it is still `number`: the one that the reviewer has read."""

    def publish(request: SignedInRequest, question: Question) -> str:
        version = lifecycle.publish(question, now=timezone.now(), reviewer=request.user, number=number)
        return f"Published version {version.number}."

    return publish


def sender_back(what: str) -> Step:
    """The step that gives a change back to its writer and says what is asked for."""

    def send_back(_request: SignedInRequest, question: Question) -> str:
        lifecycle.send_back(question, what)
        return f"Sent back: {what}"

    return send_back


def restorer(version: QuestionVersion, note: str) -> Step:
    """The step that makes an older version the newest one."""

    def restore(request: SignedInRequest, question: Question) -> str:
        made = versions.restore(question, version, now=timezone.now(), editor=request.user, note=note)
        return f"Restored version {version.number} as version {made.number}."

    return restore


def retire(_request: SignedInRequest, question: Question) -> str:
    lifecycle.retire(question)
    return "Retired."


def reopen(_request: SignedInRequest, question: Question) -> str:
    lifecycle.reopen(question)
    return "Made a draft again."


def take(request: SignedInRequest, questions: Iterable[Question], step: Step, done: str) -> bool:
    """Take a step with each question and say how it went; `done` is what became of those that it worked for."""
    worked, failed = [], defaultdict[str, list[Question]](list)
    for question in questions:
        try:
            story = step(request, question)
        except tuple(SENTENCES) as refusal:
            failed[SENTENCES[type(refusal)].format(refusal)].append(question)
        else:
            LogEntry.objects.log_actions(request.user.pk, [question], CHANGE, story)
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
