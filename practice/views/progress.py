"""The progress page: what one's attempts add up to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from practice import charts, estimates, next_step, retrospect
from practice.next_step import Now

from . import calibration


@require_safe
def progress(request: SignedInRequest) -> HttpResponse:
    """All of it on one page; for somebody who has finished nothing, what to begin with."""
    now = request.arrived_at
    found = retrospect.look_back(request.user, now=now)
    if not found:
        return render(request, "practice/progress.html", {"step": next_step.next_step(Now(request.user, now=now))})
    context = calibration.context(request.user) | {
        "found": found,
        "grid": charts.grid(),
        "height": charts.HEIGHT,
        "level": round(100 * estimates.LEVEL),
        "fewest": estimates.FEWEST,
        "weekdays": charts.WEEKDAYS,
    }
    return render(request, "practice/progress.html", context)
