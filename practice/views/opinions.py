"""Second opinions of an attempt: asked for from its review, by its owner alone."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.http import SignedInRequest
from practice import judges, opinions
from practice.models import Interview

from .access import own_interview
from .review_rows import Reviewed

_REFUSALS: dict[type[Exception], str] = {
    opinions.NotSetUp: "Second opinions are no longer set up on this site.",
    opinions.EnoughForToday: "You have had as many answers read today as one person may. Ask again tomorrow.",
    opinions.StillRunning: "A second opinion comes after the interview.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limits.limited(limits.WRITING)
def opinion(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for them by POST; a page that waits asks how far they are, and says what it has shown."""
    interview = own_interview(request, pk)
    if request.method == "POST":
        try:
            opinions.ask(interview, now=request.arrived_at)
        except tuple(_REFUSALS) as error:
            messages.error(request, _REFUSALS[type(error)])
    shown = request.GET.get("shown")
    if request.method == "POST" or shown is None:
        return redirect("practice:review", pk)
    judging = opinions.judging(interview)
    if judging.is_under_way and shown == str(judging.read):
        return HttpResponse(status=204)  # nothing to announce
    return render(request, "practice/_opinion_state.html", {"interview": interview, "judging": judging})


def context(request: SignedInRequest, interview: Interview, rows: Sequence[Reviewed]) -> dict[str, object]:
    """What a review tells of them, and what it offers. Nothing is read where nobody can have asked."""
    is_set_up = judges.configured() is not None
    if is_set_up:
        opinions.give_up_lost(interview, now=request.arrived_at)
    elif not any(row.told.opinion for row in rows):
        return {}
    return {
        "judging": opinions.judging(interview),
        "opinion_offer": opinions.offer(interview, sum(map(_can_be_judged, rows)), now=request.arrived_at),
    }


def _can_be_judged(row: Reviewed) -> bool:
    return opinions.can_be_judged(row.told.opinion, has_points=bool(row.told.points), words=row.words)
