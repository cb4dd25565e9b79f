"""Home and the history: what to do now, and what one has done."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request, SignedInRequest
from practice import news, next_step, progress
from practice.models import Blueprint
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
        "attempts": progress.scored_by(request.user.interviews.finished()[:5], now.every),
        "categories": progress.by_category(now.results),
        "replies": told.replies,
        "mentor_news": told.commented,
    }
    return render(request, "practice/home.html", context)


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Past attempts, newest first, those without a clock among them."""
    finished = progress.with_scores(request.user.interviews.finished())
    page = Paginator(finished, PAGE).get_page(request.GET.get("page"))
    attempts = progress.scored(page.object_list)
    context = running_context(request) | {
        "page": page,
        "attempts": attempts,
        "suggestion": None if attempts else Blueprint.objects.shared().first(),
    }
    return render(request, "practice/history.html", context)
