"""Home and the history: what to do now, and what one has done."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request, SignedInRequest, whole_number
from practice import agenda, attempts, news, next_step, progress, startable
from practice.attempts import Attempts
from practice.next_step import Now
from questions import published

PAGE = 20


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """One thing to do now; for a stranger, what this is."""
    if not request.user.is_authenticated:
        categories = published.by_category()
        total = sum(each.published for each in categories)
        return render(request, "practice/welcome.html", {"categories": categories, "total": total})
    return _now(cast("SignedInRequest", request))


def _now(request: SignedInRequest) -> HttpResponse:
    now, told = Now(request.user, now=request.arrived_at), news.news(request.user, now=request.arrived_at)
    found = attempts.read(request.user, now=request.arrived_at, size=5, answers=lambda: now.answers)
    now.open = found.open
    if not told.is_planned:
        now.schedule = agenda.NOTHING
    if not told.is_preparing:
        now.plan = None
    context = {
        "step": next_step.next_step(now),
        "schedule": now.schedule,
        "practices": now.practices,
        "attempts": found.finished,
        "categories": progress.by_category(now.grasps),
        "replies": told.replies,
        "mentor_news": told.commented,
    }
    return render(request, "practice/home.html", context)


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Past attempts, newest first, those without a clock among them."""
    number, found = _page(request, request.GET.get("page", ""))
    paginator, running = Paginator(found.finished, PAGE), found.running
    paginator.count = found.count
    context = {
        "page": Page(found.finished, number, paginator),
        "attempts": found.finished,
        "running": running,
        "seconds_left": running and running.seconds_left(request.arrived_at),
        "suggestion": None if found.finished else next(iter(startable.startable()), None),
    }
    return render(request, "practice/history.html", context)


def _page(request: SignedInRequest, wanted: str) -> tuple[int, Attempts]:
    """A page and its number, as read in one statement; what is no page takes two more to find the nearest."""
    number = whole_number(wanted or "1", digits=6)
    found = _read(request, number) if number else None
    if found and (found.count or number == 1):
        return number or 1, found
    number = Paginator(request.user.interviews.finished(), PAGE).get_page(wanted).number
    return number, _read(request, number)


def _read(request: SignedInRequest, page: int) -> Attempts:
    return attempts.read(request.user, now=request.arrived_at, size=PAGE, start=(page - 1) * PAGE)
