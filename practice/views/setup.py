"""Choosing an interview, building one's own, and starting the clock."""

import random

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.http import SignedInRequest
from practice import blueprints, interviews, selection
from practice.forms import BuildForm
from practice.models import Blueprint, Interview
from questions.models import Tip


def running_context(request: SignedInRequest) -> dict[str, object]:
    """The open interview, if there is one, and its seconds left: what practice/_running.html shows."""
    interview = interviews.running(request.user, now=request.arrived_at)
    return {"running": interview, "seconds_left": interview and interview.seconds_left(request.arrived_at)}


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.BUILDING)
def choose(request: SignedInRequest) -> HttpResponse:
    """Choose a shipped interview or build one's own."""
    form = BuildForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(blueprints.build(request.user, **form.cleaned_data))
        except blueprints.TooManyOwn:
            form.add_error(None, f"You have {blueprints.MOST_OWN} interviews of your own. Remove one, then build this.")
    visible = Blueprint.objects.visible_to(request.user).with_counts()
    context = running_context(request) | {
        "shared": [blueprint for blueprint in visible if not blueprint.owner_id],
        "own": [blueprint for blueprint in visible if blueprint.owner_id],
        "form": form,
    }
    return render(request, "practice/choose.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.STARTING)
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is coming; start the clock on POST."""
    blueprint = get_object_or_404(Blueprint.objects.visible_to(request.user).with_counts(), slug=slug)
    shortage = None
    if request.method == "POST":
        try:
            interview = interviews.start(request.user, blueprint, now=request.arrived_at, rng=random.SystemRandom())
        except interviews.AlreadyRunning as error:
            return _go_on(request, error.interview, blueprint)
        except selection.NotEnoughQuestions as error:
            shortage = error
        else:
            return redirect(interview)
    context = running_context(request) | {
        "blueprint": blueprint,
        "sections": blueprint.sections.select_related("category"),
        "extra_minutes": blueprint.minutes * request.user.extra_time / 100,
        "shortage": shortage,
        "tips": Tip.objects.all(),
    }
    return render(request, "practice/start.html", context, status=409 if shortage else 200)


def _go_on(request: SignedInRequest, interview: Interview, wanted: Blueprint) -> HttpResponse:
    if interview.blueprint_id != wanted.pk:  # pressing Start twice needs no words
        messages.info(request, f"{interview.title} is still running. Finish it before you start another.")
    return redirect(interview)


@require_POST
def delete_blueprint(request: SignedInRequest, slug: str) -> HttpResponse:
    """Remove one's own blueprint; the interviews that came of it stay."""
    get_object_or_404(request.user.blueprints, slug=slug).delete()
    messages.success(request, "Removed. Past interviews made from it are still in your history.")
    return redirect("practice:new")
