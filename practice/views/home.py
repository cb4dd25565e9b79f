"""Home and the history: what to do now, and what one has done."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.db.models import Count, Window
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request, SignedInRequest, whole_number
from practice import news, next_step, progress, results
from practice.models import Blueprint, Interview, InterviewQuerySet
from practice.next_step import Now

from .setup import running_context

PAGE = 20


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """One thing to do now; for a stranger, what this is."""
    if not request.user.is_authenticated:
        categories = progress.by_category([])
        total = sum(each.published for each in categories)
        return render(request, "practice/welcome.html", {"categories": categories, "total": total})
    return _now(cast("SignedInRequest", request))


def _now(request: SignedInRequest) -> HttpResponse:
    now = Now(request.user, now=request.arrived_at)
    told = news.news(request.user)
    context = {
        "step": next_step.next_step(now),
        "schedule": now.schedule,
        "practices": now.practices,
        "attempts": progress.scored(request.user.interviews.finished()[:5], now.every),
        "categories": progress.by_category(now.results),
        "replies": told.replies,
        "mentor_news": told.commented,
    }
    return render(request, "practice/home.html", context)


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Past attempts, newest first, those without a clock among them."""
    page = _page(request.user.interviews.finished(), request.GET.get("page", ""))
    shown = list(page.object_list)
    attempts = progress.scored(shown, results.every(request.user, of=shown))
    context = running_context(request) | {
        "page": page,
        "attempts": attempts,
        "suggestion": None if attempts else Blueprint.objects.shared().first(),
    }
    return render(request, "practice/history.html", context)


def _page(found: InterviewQuerySet, wanted: str) -> Page[Interview]:
    """A page, with how many there are, in one statement; what is no page takes two more to find the nearest."""
    paginator, number = Paginator(found, PAGE), whole_number(wanted or "1", digits=6)
    if number:
        start = (number - 1) * PAGE
        shown = list(found.annotate(of=Window(Count("pk")))[start : start + PAGE])
        if shown:
            paginator.count = shown[0].of
            return Page(shown, number, paginator)
    return paginator.get_page(wanted)
