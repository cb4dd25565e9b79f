"""Home, the history, and the review of a finished interview."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from config.http import Request, SignedInRequest
from questions import reporting
from questions.models import Category, Resource, Tip

from . import progress, reviewing
from .access import own_answer, own_interview
from .forms import RateForm
from .models import Answer, Blueprint, Draft, PointMark, Rating, Recording
from .views_setup import running_context

PAGE = 20


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """One thing to do now; for a stranger, what this is."""
    if not request.user.is_authenticated:
        categories = Category.objects.with_published()
        total = sum(category.published for category in categories)  # type: ignore[attr-defined]
        return render(request, "practice/welcome.html", {"categories": categories, "total": total})
    return _now(cast("SignedInRequest", request))


def _now(request: SignedInRequest) -> HttpResponse:
    finished = request.user.interviews.timed().finished()[:5]
    context = running_context(request) | {
        "due": progress.due(request.user, now=request.arrived_at),
        "suggestion": Blueprint.objects.shared().with_counts().first(),
        "attempts": progress.scored(finished),
        "categories": progress.by_category(request.user),
        "replies": reporting.new_replies(request.user),
    }
    return render(request, "practice/home.html", context)


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Past attempts, newest first."""
    page = Paginator(request.user.interviews.timed().finished(), PAGE).get_page(request.GET.get("page"))
    context = running_context(request) | {
        "page": page,
        "attempts": progress.scored(page.object_list),
        "suggestion": Blueprint.objects.shared().first(),
    }
    return render(request, "practice/history.html", context)


@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each question with one's own answer beside the reference."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("interview_question", pk, interview.current_position)
    answers = list(
        interview.answers.with_points()
        .select_related("version__question__category", "version__task", "version__question__current")
        .prefetch_related(
            Prefetch("marks", PointMark.objects.select_related("key_point")),
            Prefetch("drafts", Draft.objects.exclude(outcome=Draft.Outcome.APPLIED).exclude(text=""), to_attr="unused"),
            Prefetch("recordings", Recording.objects.defer("sound")),
        )
    )
    context = {
        "interview": interview,
        "answers": answers,
        "score": progress.score(answers),
        "ratings": Rating.choices,
        "has_maths": any(answer.version.has_maths for answer in answers),
        "tips": Tip.objects.all(),
        "resources": Resource.objects.filter(
            Q(category=None) | Q(category__in={answer.version.question.category_id for answer in answers})
        ),
    }
    return render(request, "practice/review.html", context)


def _back_to(answer: Answer) -> HttpResponse:
    return redirect(f"{answer.interview.get_absolute_url()}review/#question-{answer.position}")


@require_POST
def rate(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Say how well one knew it; the schedule follows."""
    answer = own_answer(request, pk, position)
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            reviewing.rate(answer, form.cleaned_data["rating"], now=request.arrived_at)
        except reviewing.StillRunning:
            return redirect(answer.interview)
    return _back_to(answer)


@require_POST
def tick(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Correct which key points the answer covers."""
    answer = own_answer(request, pk, position)
    covered = {int(key) for key in request.POST.getlist("covered") if key.isdecimal() and len(key) < 19}
    try:
        reviewing.tick(answer, covered)
    except reviewing.StillRunning:
        return redirect(answer.interview)
    return _back_to(answer)
