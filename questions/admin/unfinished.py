"""Publishing a question without a reference answer or key points asks first: the page that asks, and who is asked.

Learners of such a question have nothing to compare with, and no coverage; most often it slipped through in a heap.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.http import SignedInRequest, whole_number
from questions.models import Question, QuestionVersion

from . import workflow


def publish(
    request: SignedInRequest, questions: Iterable[Question], done: str, number: int | None = None
) -> HttpResponse | None:
    """Publish those that are finished; the page that asks about the others, if there are any.

    `number` is the version of the one question that the reviewer has read.
    """
    finished: list[Question] = []
    asked: list[Question] = []
    for question in questions:
        version = question.latest
        is_asked = bool(lacking(version)) and version.pk != question.current_id and number in {None, version.number}
        (asked if is_asked else finished).append(question)
    if finished:
        workflow.take(request, finished, workflow.publisher(number), done)
    if not asked:
        return None
    which = [f"{question.pk}:{question.latest.number}" for question in asked]
    return HttpResponseRedirect(reverse("admin:questions_question_unfinished", query={"which": which}))


def lacking(version: QuestionVersion) -> list[str]:
    """What a version has not, as the page says it."""
    has_solution = getattr(version, "task", None) is not None
    missing = {
        "no reference answer": not version.answer.strip() and not has_solution,
        "no key points": not version.key_points.exists(),
    }
    return [words for words, applies in missing.items() if applies]


def ask(request: SignedInRequest, model_admin: ModelAdmin[Question]) -> HttpResponse:
    """Say what each question lacks; publish them all the same when that is confirmed."""
    if not workflow.may_publish(request):
        raise PermissionDenied
    if request.method == "POST":
        for question, version in _asked_about(request.POST.getlist("which")):
            workflow.take(request, [question], workflow.publisher(version.number), "published")
        return redirect("admin:questions_question_changelist")
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": "Publish unfinished questions?",
        "opts": model_admin.opts,
        "rows": [
            (question, version, ", ".join(lacking(version)))
            for question, version in _asked_about(request.GET.getlist("which"))
        ],
    }
    return TemplateResponse(request, "admin/questions/question/unfinished.html", context)


def _asked_about(which: list[str]) -> list[tuple[Question, QuestionVersion]]:
    """The questions that an address or a form names by number and version ("12:3"), in their order."""
    numbers = {}
    for text in which:
        pk, _, number = text.partition(":")
        if (key := whole_number(pk, digits=18)) is not None:
            numbers[key] = whole_number(number, digits=6) or 0
    versions = QuestionVersion.objects.filter(question__in=numbers).select_related("question__current", "task")
    found = {version.question_id: version for version in versions if version.number == numbers[version.question_id]}
    return [(found[pk].question, found[pk]) for pk in numbers if pk in found]
