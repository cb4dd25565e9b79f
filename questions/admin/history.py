"""The admin's pages about a question's versions: history with differences, restore, review, preview.

Each takes the question's ModelAdmin after the request, as `QuestionAdmin.get_urls` hands it over.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest, whole_number
from questions import kinds
from questions.authoring import diffs, lifecycle, versions
from questions.models import Category, Difficulty, Question, QuestionVersion, Status
from questions.text import storable

from . import unfinished, workflow
from .forms import PreviewForm


def history(request: SignedInRequest, model_admin: ModelAdmin[Question], object_id: str) -> HttpResponse:
    """Every version, the difference between any two of them, and what a reviewer can do about the newest."""
    pk = whole_number(object_id, digits=18)
    if pk is None:
        raise Http404
    question = _question(pk)
    if not model_admin.has_view_permission(request, question):
        raise PermissionDenied
    found = list(question.versions.select_related("editor"))
    older, newer = _chosen(request, question, found)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Versions of “{found[0].title}”",
        "question": question,
        "opts": model_admin.opts,
        "versions": [(version, _state(version, question, found[0])) for version in found],
        "older": older,
        "newer": newer,
        "changes": diffs.changes(older.content, newer.content) if older else [],
        "log": _log(question),
        "latest": found[0],
        "waits": found[0] != question.current or question.status == Status.IN_REVIEW,
        "may_publish": workflow.may_publish(request),
        "may_change": model_admin.has_change_permission(request, question),
        "is_own": not lifecycle.may_publish(question, request.user),
    }
    return TemplateResponse(request, "admin/questions/question/history.html", context)


def _question(pk: int) -> Question:
    return get_object_or_404(Question.objects.select_related("category", "current", "reviewed_by"), pk=pk)


def _chosen(
    request: SignedInRequest, question: Question, versions: list[QuestionVersion]
) -> tuple[QuestionVersion | None, QuestionVersion]:
    """The two versions that the address names; else the one learners see (or the last but one) and the newest."""
    by_number = {str(version.number): version for version in versions}
    newest = versions[0]
    usual = question.current if question.current not in {None, newest} else next(iter(versions[1:]), None)
    one = by_number.get(request.GET.get("from", ""), usual)
    other = by_number.get(request.GET.get("to", ""), newest)
    if one is None or one == other:
        return None, other
    older, newer = sorted([one, other], key=lambda version: version.number)
    return older, newer


def _state(version: QuestionVersion, question: Question, newest: QuestionVersion) -> str:
    if version == question.current:
        return "current" if question.status == Status.PUBLISHED else "last published"
    if version == newest:
        return "sent back" if question.review_note else "waiting" if _waits(question) else "draft"
    return "older"


def _waits(question: Question) -> bool:
    return question.status in {Status.IN_REVIEW, Status.PUBLISHED}


def _log(question: Question) -> Any:
    entries = LogEntry.objects.filter(content_type=get_content_type_for_model(question), object_id=str(question.pk))
    return entries.select_related("user", "content_type").order_by("-action_time")[:100]


@require_POST
def restore(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    """Make an older version the newest one."""
    question = _question(pk)
    if not model_admin.has_change_permission(request, question):
        raise PermissionDenied
    number = whole_number(request.POST.get("number", ""), digits=6)
    version = get_object_or_404(question.versions, number=number or 0)
    note = storable(request.POST.get("note", "")).strip()
    step = workflow.restorer(version, f"Restored version {version.number}: {note}" if note else "")
    done = f"version {version.number} is the newest again. Learners see it once it is published"
    workflow.take(request, [question], step, done)
    return _back(question)


@require_POST
def submit(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _question(pk)
    if not model_admin.has_change_permission(request, question):
        raise PermissionDenied
    workflow.take(request, [question], workflow.submit, "submitted for review")
    return _back(question)


@require_POST
def publish(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    """Publish the version that the reviewer has read, and no newer one."""
    question = _to_review(request, pk)
    number = whole_number(request.POST.get("number", ""), digits=6)
    if number is None:
        raise Http404
    return unfinished.publish(request, [question], f"version {number} is published", number) or _back(question)


@require_POST
def send_back(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _to_review(request, pk)
    what = storable(request.POST.get("note", "")).strip()
    if not what:
        messages.error(request, "Say what should be different, so that the writer can go on from there.")
        return _back(question)
    workflow.take(request, [question], workflow.sender_back(what), "sent back to its writer")
    return _back(question)


@require_POST
def retire(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _to_review(request, pk)
    workflow.take(request, [question], workflow.retire, "retired")
    return _back(question)


def _to_review(request: SignedInRequest, pk: int) -> Question:
    if not workflow.may_publish(request):
        raise PermissionDenied
    return _question(pk)


def _back(question: Question) -> HttpResponse:
    return redirect("admin:questions_question_history", question.pk)


@require_POST
def preview(request: SignedInRequest, model_admin: ModelAdmin[Question]) -> HttpResponse:
    """The page that learners would see if the form were stored and published now."""
    if not (model_admin.has_change_permission(request) or model_admin.has_add_permission(request)):
        raise PermissionDenied
    form = PreviewForm(request.POST)
    form.full_clean()
    rendered = versions.render(form.content)
    data = form.cleaned_data
    context = {
        "question": Question(
            category=data.get("category") or Category(name="Category"),
            kind=data.get("kind") or kinds.USUAL,
            difficulty=data.get("difficulty") or Difficulty.MEDIUM,
            minutes=data.get("minutes") or 0,
        ),
        "version": rendered.version,
        "key_points": rendered.key_points,
        "problems": {form[name].label: errors for name, errors in form.errors.items() if name in form.fields},
    }
    return TemplateResponse(request, "admin/questions/question/preview.html", context)
