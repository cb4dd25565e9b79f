"""The pages of a running interview, from choosing one to finishing it."""

import random

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.models import Tip

from . import blueprints, interviews, selection
from .forms import BuildForm, SaveForm
from .models import Answer, Blueprint, Draft, Interview


def _own(request: HttpRequest, pk: int) -> Interview:
    """The signed-in person's interview, closed first if its time is over; 404 for everybody else's."""
    interview = get_object_or_404(request.user.interviews, pk=pk)
    if interview.is_overdue(request.arrived_at):
        interviews.finish(interview, now=request.arrived_at)
    return interview


def _answer(interview: Interview, position: int) -> Answer:
    return get_object_or_404(
        interview.answers.select_related("version__question__category", "version__task"), position=position
    )


def choose(request: HttpRequest) -> HttpResponse:
    """Choose a shipped interview or build one's own."""
    form = BuildForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        return redirect(blueprints.build(request.user, **form.cleaned_data))
    running = interviews.running(request.user, now=request.arrived_at)
    visible = Blueprint.objects.visible_to(request.user).with_counts()
    context = {
        "running": running,
        "seconds_left": running.seconds_left(request.arrived_at) if running else 0,
        "shared": [blueprint for blueprint in visible if not blueprint.owner_id],
        "own": [blueprint for blueprint in visible if blueprint.owner_id],
        "form": form,
    }
    return render(request, "practice/choose.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is coming; start the clock on POST."""
    blueprint = get_object_or_404(Blueprint.objects.visible_to(request.user).with_counts(), slug=slug)
    shortage = None
    if request.method == "POST":
        try:
            interview = interviews.start(request.user, blueprint, now=request.arrived_at, rng=random.SystemRandom())
        except interviews.AlreadyRunning as running:
            messages.info(request, "This interview is still running. Finish it before you start another.")
            return redirect(running.interview)
        except selection.NotEnoughQuestions as error:
            shortage = error
        else:
            return redirect(interview)
    running = interviews.running(request.user, now=request.arrived_at)
    context = {
        "blueprint": blueprint,
        "sections": blueprint.sections.select_related("category"),
        "extra_minutes": blueprint.minutes * request.user.extra_time / 100,
        "running": running,
        "seconds_left": running.seconds_left(request.arrived_at) if running else 0,
        "shortage": shortage,
        "tips": Tip.objects.all(),
    }
    return render(request, "practice/start.html", context, status=409 if shortage else 200)


@require_POST
def delete_blueprint(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove one's own blueprint; the interviews that came of it stay."""
    get_object_or_404(request.user.blueprints, slug=slug).delete()
    messages.success(request, "Removed. Past interviews made from it are still in your history.")
    return redirect("interview_new")


@require_safe
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to where the interview stands: the question last on the screen, or the review."""
    interview = _own(request, pk)
    if interview.is_open:
        return redirect("interview_question", pk, interview.current_position)
    return redirect("interview_review", pk)


@require_safe
@never_cache
def question(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    interview = _own(request, pk)
    if not interview.is_open:
        return redirect("interview_review", pk)
    answer = _answer(interview, position)
    try:
        interviews.visit(interview, position, now=request.arrived_at)
    except interviews.OneWay:
        messages.info(request, "This interview is one way: it goes from each question to the next.")
        return redirect("interview_question", pk, interview.current_position)
    return render(request, "practice/question.html", _page(request, interview, answer))


def _page(request: HttpRequest, interview: Interview, answer: Answer) -> dict[str, object]:
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
        "seconds_left": interview.seconds_left(request.arrived_at),
    }


@require_POST
def save(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Take in a text. Scripts get JSON back; a form is led on to where its button said, or shown a conflict."""
    interview = _own(request, pk)
    answer = _answer(interview, position)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _refuse(request, interview, answer, form)
    data = form.cleaned_data
    saved = interviews.save_answer(
        interview,
        position,
        text=data["text"],
        based_on=data["based_on"],
        emptied=data["emptied"],
        writer=data["writer"],
        sequence=data["sequence"],
        now=request.arrived_at,
    )
    if data["notes"] is not None:
        interviews.write_notes(interview, position, notes=data["notes"])
    if request.accepts("text/html"):
        return _after_form(request, interview, saved)
    return JsonResponse(_receipt(request, interview, saved), status=200 if saved.applied else 409)


def _refuse(request: HttpRequest, interview: Interview, answer: Answer, form: SaveForm) -> HttpResponse:
    """Give a text back that cannot be stored, with the reason."""
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "invalid", "errors": form.errors}, status=422)
    page = _page(request, interview, answer) | {"errors": form.errors, "text": request.POST.get("text", "")}
    return render(request, "practice/question.html", page, status=422)


def _receipt(request: HttpRequest, interview: Interview, saved: interviews.Saved) -> dict[str, object]:
    answer = saved.answer
    return {
        "outcome": saved.draft.outcome,
        "revision": answer.revision,
        "saved_at": answer.saved_at and timezone.localtime(answer.saved_at).strftime("%H:%M:%S"),
        "text": None if saved.applied else answer.text,
        "open": interview.is_open,
        "seconds_left": interview.seconds_left(request.arrived_at),
    }


def _after_form(request: HttpRequest, interview: Interview, saved: interviews.Saved) -> HttpResponse:
    answer, go = saved.answer, request.POST.get("go", "")
    if saved.draft.outcome == Draft.Outcome.STALE:
        page = _page(request, interview, _answer(interview, answer.position))
        return render(request, "practice/conflict.html", page | {"draft": saved.draft, "go": go}, status=409)
    if saved.draft.outcome == Draft.Outcome.LATE:
        messages.warning(request, "Time was up when this arrived. It is kept with your answer, marked as after time.")
        return redirect("interview_review", interview.pk)
    if go in {"flag", "unflag"}:
        interviews.flag(interview, answer.position, flagged=go == "flag")
    elif go == "finish":
        return redirect("interview_finish", interview.pk)
    elif go.isdecimal() and len(go) < 4:
        return redirect("interview_question", interview.pk, int(go))
    return redirect("interview_question", interview.pk, answer.position)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is unanswered, and end the interview on POST."""
    interview = _own(request, pk)
    time_is_up = request.arrived_at >= interview.deadline
    # A script posts "time_up" when its countdown ends; its clock may be fast, so ours decides.
    if request.method == "POST" and (time_is_up or request.POST.get("because") != "time_up"):
        interviews.finish(interview, now=request.arrived_at)
    if request.method == "POST" and interview.is_open:
        return redirect(interview)
    if not interview.is_open:
        return redirect("interview_review", pk)
    answers = list(interview.answers.select_related("version").annotate_written())
    context = {
        "interview": interview,
        "answers": answers,
        "blank": [answer for answer in answers if not answer.written],
        "flagged": [answer for answer in answers if answer.flagged],
        "seconds_left": interview.seconds_left(request.arrived_at),
    }
    return render(request, "practice/finish.html", context)
