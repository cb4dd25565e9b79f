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
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from questions.authoring import diffs
from questions.authoring import versions as authoring
from questions.models import Category, Difficulty, Kind, Question, QuestionVersion, Status
from questions.text import storable

from . import workflow as lifecycle
from .forms import PreviewForm


def history(request: SignedInRequest, model_admin: ModelAdmin[Question], object_id: str) -> HttpResponse:
    """Every version, the difference between any two of them, and what a reviewer can do about the newest."""
    question = _question(int(object_id)) if object_id.isdecimal() and len(object_id) < 19 else None
    if question is None:
        raise Http404
    if not model_admin.has_view_permission(request, question):
        raise PermissionDenied
    versions = list(question.versions.select_related("editor"))
    older, newer = _chosen(request, question, versions)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Versions of “{versions[0].title}”",
        "question": question,
        "opts": model_admin.opts,
        "versions": [(version, _state(version, question, versions[0])) for version in versions],
        "older": older,
        "newer": newer,
        "changes": diffs.changes(older.content, newer.content) if older else [],
        "log": _log(question),
        "latest": versions[0],
        "waits": versions[0] != question.current or question.status == Status.IN_REVIEW,
        "may_publish": lifecycle.may_publish(request),
        "may_change": model_admin.has_change_permission(request, question),
        "is_own": not authoring.may_publish(question, request.user),
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
    number = request.POST.get("number", "")
    version = get_object_or_404(question.versions, number=int(number) if number.isdecimal() and len(number) < 7 else 0)

    def step(request: SignedInRequest, question: Question) -> str:
        before = question.latest
        note = storable(request.POST.get("note", "")).strip()
        note = f"Restored version {version.number}: {note}" if note else ""
        made = authoring.restore(question, version, now=timezone.now(), editor=request.user, note=note)
        if made == before:
            return f"The newest version says the same as version {version.number} already"
        lifecycle.note(request, question, f"Restored version {version.number} as version {made.number}.")
        return ""

    lifecycle.take(
        request, [question], step, f"version {version.number} is the newest again. Learners see it once it is published"
    )
    return _back(question)


@require_POST
def submit(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _question(pk)
    if not model_admin.has_change_permission(request, question):
        raise PermissionDenied
    lifecycle.take(request, [question], lifecycle.submit, "submitted for review")
    return _back(question)


@require_POST
def publish(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    """Publish the version that the reviewer has read, and no newer one."""
    question = _to_review(request, pk)
    number = request.POST.get("number", "")
    if not (number.isdecimal() and len(number) < 7):
        raise Http404
    lifecycle.take(request, [question], lifecycle.publisher(int(number)), f"version {number} is published")
    return _back(question)


@require_POST
def send_back(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _to_review(request, pk)
    what = storable(request.POST.get("note", "")).strip()
    if not what:
        messages.error(request, "Say what should be different, so that the writer can go on from there.")
        return _back(question)
    lifecycle.take(request, [question], lifecycle.sender_back(what), "sent back to its writer")
    return _back(question)


@require_POST
def retire(request: SignedInRequest, model_admin: ModelAdmin[Question], pk: int) -> HttpResponse:
    question = _to_review(request, pk)
    lifecycle.take(request, [question], lifecycle.retire, "retired")
    return _back(question)


def _to_review(request: SignedInRequest, pk: int) -> Question:
    if not lifecycle.may_publish(request):
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
    version = authoring.unsaved(form.content)
    version.render()
    key_points, task = authoring.parts(version, form.content)
    if task:
        task.render()
    data = form.cleaned_data
    context = {
        "question": Question(
            category=data.get("category") or Category(name="Category"),
            kind=data.get("kind") or Kind.THEORY,
            difficulty=data.get("difficulty") or Difficulty.MEDIUM,
            minutes=data.get("minutes") or 0,
        ),
        "version": version,
        "key_points": key_points,
        "problems": {form[name].label: errors for name, errors in form.errors.items() if name in form.fields},
    }
    return TemplateResponse(request, "admin/questions/question/preview.html", context)
