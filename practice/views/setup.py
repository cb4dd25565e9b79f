"""Choosing an interview, building one's own, and starting the clock."""

import random
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.http import SignedInRequest
from practice import blueprints, interviews, refusals, selection, startable
from practice.forms import BuildForm
from practice.models import Blueprint, Interview, Section
from questions.models import Tip

RANDOM = random.SystemRandom()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A blueprint, and why it cannot be started now ("" when it can)."""

    blueprint: Blueprint
    refusal: str


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
            return redirect(blueprints.build(request.user, now=request.arrived_at, **form.cleaned_data))
        except blueprints.TooManyOwn:
            form.add_error(None, f"You have {blueprints.MOST_OWN} interviews of your own. Remove one, then build this.")
        except selection.NotDrawable as error:
            form.add_error(
                "minutes" if isinstance(error, selection.NotEnoughMinutes) else "count", refusals.advice(error)
            )
    form.focus_first_error()
    offers = _offers(request)
    context = running_context(request) | {
        "rounds": [offer for offer in offers if not offer.blueprint.owner_id and not offer.blueprint.is_drill],
        "drills": [offer for offer in offers if not offer.blueprint.owner_id and offer.blueprint.is_drill],
        "own": [offer for offer in offers if offer.blueprint.owner_id],
        "form": form,
        "is_building": form.is_bound or "build" in request.GET,
    }
    return render(request, "practice/choose.html", context, status=422 if form.is_bound else 200)


def _offers(request: SignedInRequest) -> list[Offer]:
    sections = Prefetch("sections", Section.objects.select_related("category"))
    visible = list(Blueprint.objects.visible_to(request.user).with_counts().prefetch_related(sections))
    in_question = [blueprint for blueprint in visible if not startable.is_startable(blueprint)]
    refusals_of = {}
    if in_question:
        every = [section for blueprint in in_question for section in blueprint.sections.all()]
        supply = selection.supply(request.user, every, now=request.arrived_at, rng=RANDOM)
        refusals_of = {blueprint.pk: _refusal(request, blueprint, supply) for blueprint in in_question}
    return [Offer(blueprint=blueprint, refusal=refusals_of.get(blueprint.pk, "")) for blueprint in visible]


def _refusal(request: SignedInRequest, blueprint: Blueprint, supply: selection.Supply) -> str:
    """Why it cannot be drawn; its own supply is asked where the one for all of them will not do."""
    sections, minutes = list(blueprint.sections.all()), blueprint.minutes
    try:
        if supply.is_whole:
            selection.check(sections, supply, minutes=minutes)
        elif not selection.is_drawable(sections, supply, minutes=minutes):
            selection.check_for(request.user, sections, minutes=minutes, now=request.arrived_at, rng=RANDOM)
    except selection.NotDrawable as error:
        return refusals.reason(error)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.STARTING)
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what is coming; start the clock on POST."""
    blueprint = get_object_or_404(Blueprint.objects.visible_to(request.user).with_counts(), slug=slug)
    shortage: selection.NotDrawable | None = None
    sections = list(blueprint.sections.select_related("category"))
    try:
        if request.method == "POST":
            wanted = "interviewer" in request.POST
            return redirect(
                interviews.start(request.user, blueprint, now=request.arrived_at, rng=RANDOM, interviewer=wanted)
            )
        if not startable.is_startable(blueprint):
            selection.check_for(
                request.user,
                sections,
                minutes=blueprint.minutes,
                now=request.arrived_at,
                rng=RANDOM,
                advise=bool(blueprint.owner_id),
            )
    except interviews.AlreadyRunning as error:
        return _go_on(request, error.interview, blueprint)
    except selection.NotDrawable as error:
        shortage = error
    context = running_context(request) | {
        "blueprint": blueprint,
        "sections": sections,
        "extra_minutes": blueprint.minutes * request.user.extra_time / 100,
        "tips": Tip.objects.all(),
        "shortage": shortage and refusals.reason(shortage),
        "ways": refusals.ways(shortage) if shortage and blueprint.owner_id else [],
    }
    return render(request, "practice/start.html", context, status=409 if shortage and request.method == "POST" else 200)


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
