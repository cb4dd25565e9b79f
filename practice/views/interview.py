"""The pages of a running interview, and what its scripts talk to."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, SignedInRequest, whole_number
from practice import autosave, interviews, pace, recordings
from practice.forms import SaveForm
from practice.models import Answer, Interview, ReceivedText

from .access import answer_with_content, own_interview
from .expired import expired


@require_safe
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead to where the interview stands: the question last on the screen, or the review."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    return redirect("practice:review", pk)


@require_safe
@never_cache
def question(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    interview = own_interview(request, pk)
    if not interview.is_open:
        return redirect("practice:review", pk)
    answer = answer_with_content(interview, position)
    try:
        interviews.visit(interview, position, now=request.arrived_at)
    except interviews.OneWay:
        messages.info(request, "This interview is one way: it goes from each question to the next.")
        return redirect("practice:question", pk, interview.current_position)
    return render(request, "practice/question.html", page(request, interview, answer))


def page(request: SignedInRequest, interview: Interview, answer: Answer) -> dict[str, object]:
    """What the interview page shows around one answer."""
    answers = list(interview.answers.defer("text", "notes").annotate_written())
    position = answer.position
    return {
        "interview": interview,
        "answer": answer,
        "version": answer.version,
        "text": answer.text if answer.revision else answer.starter,
        "answers": answers,
        "total": len(answers),
        "previous": position - 1 if position > 1 and not interview.one_way else None,
        "next": position + 1 if position < len(answers) else None,
        "hints": answer.version.hints_html[: answer.hints_shown],
        "pace": pace.pace(interview, answer, answers, now=request.arrived_at),
        "recordings": answer.recordings.defer("sound"),
        "max_seconds": recordings.MAX_SECONDS,
        "seconds_left": interview.seconds_left(request.arrived_at),
    }


@login_not_required
@require_POST
def save(request: Request, pk: int, position: int) -> HttpResponse:
    """Take in a text. Scripts get JSON back; a form is led on to where its button said, or shown a conflict."""
    if not request.user.is_authenticated:
        return expired(request, signed_out=True)
    return _take_in(cast("SignedInRequest", request), pk, position)


def _take_in(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    interview = own_interview(request, pk)
    answer = answer_with_content(interview, position)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _refuse(request, interview, answer, form)
    data = form.cleaned_data
    notes, notes_based_on = data.pop("notes"), data.pop("notes_based_on")
    saved = autosave.save_answer(interview, position, now=request.arrived_at, **data)
    if notes is not None or notes_based_on is not None:
        autosave.write_notes(interview, position, notes=notes or "", based_on=notes_based_on or "")
    if (go := request.POST.get("go")) in {"flag", "unflag"}:
        interviews.flag(interview, position, flagged=go == "flag")
    if request.accepts("text/html"):
        return _after_form(request, interview, saved)
    return JsonResponse(_receipt(request, interview, saved), status=200 if saved.applied else 409)


def _refuse(request: SignedInRequest, interview: Interview, answer: Answer, form: SaveForm) -> HttpResponse:
    """Give a text back that cannot be stored, with the reason."""
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "invalid", "errors": form.errors}, status=422)
    context = page(request, interview, answer) | {"errors": form.errors, "text": request.POST.get("text", "")}
    return render(request, "practice/question.html", context, status=422)


def _receipt(request: SignedInRequest, interview: Interview, saved: autosave.Saved) -> dict[str, object]:
    at = saved.answer.saved_at
    return {
        "outcome": saved.received.outcome,
        "revision": saved.revision,
        "saved_at": at and timezone.localtime(at).strftime("%H:%M:%S"),
        "text": None if saved.applied else saved.answer.text,
        "open": interview.is_open,
        "seconds_left": interview.seconds_left(request.arrived_at),
    }


def _after_form(request: SignedInRequest, interview: Interview, saved: autosave.Saved) -> HttpResponse:
    position, go = saved.answer.position, request.POST.get("go", "")
    if saved.received.outcome == ReceivedText.Outcome.STALE:
        context = page(request, interview, answer_with_content(interview, position))
        return render(request, "practice/conflict.html", context | {"received": saved.received, "go": go}, status=409)
    if saved.received.outcome == ReceivedText.Outcome.LATE:
        messages.warning(request, "Time was up when this arrived. It is kept with your answer, marked as after time.")
        return redirect("practice:review", interview.pk)
    if saved.received.outcome == ReceivedText.Outcome.AWAY:
        messages.warning(request, "You had gone on from this question. Your words are kept beside it for the review.")
        return redirect(interview)
    if go == "hint":
        interviews.show_hint(interview)
    if go == "reveal" and not interview.is_timed:
        interviews.finish(interview, now=request.arrived_at)
        return redirect("practice:review", interview.pk)
    if go == "finish":
        return redirect("practice:finish", interview.pk)
    asked_for = whole_number(go, digits=3)
    return redirect("practice:question", interview.pk, position if asked_for is None else asked_for)


@login_not_required
@require_safe
@never_cache
def state(request: Request, pk: int) -> JsonResponse:
    """For a page that was away: how things stand, and a form token that is good for the session of now."""
    if not request.user.is_authenticated:
        return JsonResponse({"outcome": "signed_out"}, status=401)
    interview = own_interview(cast("SignedInRequest", request), pk)
    left = interview.seconds_left(request.arrived_at)
    return JsonResponse({"open": interview.is_open, "seconds_left": left, "token": get_token(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what is unanswered, and end the interview on POST."""
    interview = own_interview(request, pk)
    # A script posts "time_up" when its countdown ends; its clock may be fast, so ours decides.
    if request.method == "POST" and (interview.is_time_up(request.arrived_at) or "because" not in request.POST):
        interviews.finish(interview, now=request.arrived_at)
    left = interview.seconds_left(request.arrived_at)
    if not request.accepts("text/html"):
        return JsonResponse({"open": interview.is_open, "seconds_left": left})
    if request.method == "POST" or not interview.is_open:
        return redirect(interview)
    answers = list(interview.answers.select_related("version"))
    context = {
        "interview": interview,
        "answers": answers,
        "blank": [answer for answer in answers if answer.is_blank],
        "flagged": [answer for answer in answers if answer.flagged],
        "seconds_left": left,
    }
    return render(request, "practice/finish.html", context)


@require_safe
def signed_in(request: SignedInRequest) -> HttpResponse:
    """Where a sign-in during an interview ends: its window says so to the interview and closes."""
    return render(request, "practice/signed_in.html")
