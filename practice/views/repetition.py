"""Repeating what is due: what today holds, rating, and taking a rating back."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.http import Request, SignedInRequest
from practice import agenda, next_step, repetition, self_rating
from practice.forms import RateForm
from practice.models import day_end, day_start
from practice.next_step import Now

from .access import own_answer, own_interview
from .review import signed_out, take_ticks
from .setup import running_context


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.STARTING)
def due(request: SignedInRequest) -> HttpResponse:
    """Say what is due today and what was moved; on POST begin with it, or go on."""
    if request.method == "POST":
        interview = repetition.begin(request.user, now=request.arrived_at, more="more" in request.POST)
        return redirect(interview or "practice:due")
    planned = agenda.agenda(request.user, now=request.arrived_at)
    is_empty = not planned.today and not planned.moved
    mine = request.user.interviews.repetitions()
    last = mine.finished().filter(answers__revealed_at__gte=day_start(request.arrived_at)).first()
    context = running_context(request) | {
        "agenda": planned,
        "due": planned.due,
        "coming": planned.coming,
        "is_begun": bool(planned.today) and mine.open().exists(),
        "last": last,
        "last_rated": repetition.last_rated(last) if last else None,
        "next": agenda.next_day(request.user, now=request.arrived_at) if is_empty else None,
        "step": next_step.next_step(Now(request.user, now=request.arrived_at)) if is_empty else None,
        "today_ends": day_end(request.arrived_at),
    }
    return render(request, "practice/due.html", context)


@login_not_required
@require_POST
@limits.limited(limits.WRITING)
def rate(request: Request, pk: int, position: int) -> HttpResponse:
    """Take the ticks and how well one knew it, and lead to the next question; after the last, to what today held."""
    if not request.user.is_authenticated:
        return signed_out(request, pk)
    request = cast("SignedInRequest", request)
    answer = own_answer(request, pk, position)
    form = RateForm(request.POST)
    try:
        if answer.coverage.exists():
            take_ticks(answer, request.POST, all_confirmed=form.is_valid())
        if form.is_valid():
            repetition.rate(answer, form.cleaned_data["rating"], now=request.arrived_at)
    except self_rating.StillRunning:
        return redirect(answer.interview)
    interview = answer.interview
    leads_to = interview.get_absolute_url() if interview.is_open else reverse("practice:due")
    if request.accepts("text/html"):
        return redirect(leads_to)
    return JsonResponse({"outcome": "stored", "next": leads_to})


@require_POST
@limits.limited(limits.WRITING)
def undo(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Take a rating back, and lead to where it can be said anew."""
    answer = own_answer(request, pk, position)
    if answer.is_revealed:
        repetition.undo(answer)
    if answer.interview.is_open:
        return redirect(answer.interview)
    return redirect(f"{reverse('practice:review', args=[pk])}#question-{position}")


@require_POST
@limits.limited(limits.WRITING)
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a repetition before all of today is done."""
    repetition.stop(own_interview(request, pk), now=request.arrived_at)
    return redirect("practice:due")
