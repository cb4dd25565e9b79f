from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import limits
from accounts.http import SignedInRequest, whole_number

from . import asked, listings, pages, published
from .authoring import diffs, reports
from .forms import ReportForm
from .models import QuestionVersion, Status


@login_not_required
@require_safe
@limits.limited(limits.SEARCHING, when=lambda request: bool(request.GET.get("q")))
def question_list(request: HttpRequest) -> HttpResponse:
    """The bank: every published question, filtered and searched by the address alone."""
    if request.user.is_staff:  # who may edit the bank sees at once what became of it
        published.changed()
    return render(request, "questions/list.html", {"listing": listings.listing(request.GET)})


_IN_THE_BANK = Q(question__current=F("pk"), question__status=Status.PUBLISHED)


def _versions(shown: Q) -> QuerySet[QuestionVersion]:
    everything = "task", "question__category", "question__current", "question__reviewed_by"
    return QuestionVersion.objects.filter(shown).select_related(*everything)


def _current(slug: str) -> QuestionVersion:
    return get_object_or_404(_versions(_IN_THE_BANK), question__slug=slug)


@login_not_required
@require_safe
def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    version = _current(slug)
    question = version.question
    context = {"question": question, "version": version, "key_points": version.key_points.all()}
    return render(request, "questions/detail.html", context)


def _version(request: HttpRequest, slug: str, number: int) -> QuestionVersion:
    """A version that this person may see: the one in the bank, one they were asked or reported, any for a curator."""
    shown = _IN_THE_BANK
    if request.user.is_authenticated:
        shown |= Q(pk__in=asked.versions(request.user))
        shown |= Q(pk__in=request.user.reports.values("version"))
    if request.user.has_perm("questions.view_questionversion"):
        shown = Q()
    return get_object_or_404(_versions(shown), question__slug=slug, number=number)


@login_not_required
@require_safe
def question_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a question said at one time, and what has changed from there to what it says now."""
    version = _version(request, slug, number)
    current = version.question.current or version
    older, newer = sorted([version, current], key=lambda each: each.number)
    context = {
        "question": version.question,
        "version": version,
        "key_points": version.key_points.all(),
        "is_newer": version.number > current.number,
        "newer": newer,
        "changes": diffs.changes(older.content, newer.content),
    }
    return render(request, "questions/version.html", context)


@limits.limited(limits.REPORTING)
def report(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell the curators that something is wrong with a question, or with the version that one was asked."""
    number = whole_number(request.GET.get("version", ""), digits=6)
    version = _current(slug) if number is None else _version(request, slug, number)
    form = ReportForm(request.POST or None, has_code=hasattr(version, "task"))
    if request.method == "POST" and form.is_valid():
        place = _CONTEXTS.get(request.GET.get("from", ""), "Question page")
        try:
            _, is_new = reports.report(
                version, request.user, **form.cleaned_data, context=place, now=request.arrived_at
            )
        except reports.ReportFull:
            form.add_error("text", _FULL)
        else:
            messages.success(request, _THANKS if is_new else _AGAIN)
            return redirect("questions:reports")
    context = {"question": version.question, "version": version, "form": form}
    return render(request, "questions/report.html", context, status=422 if form.is_bound else 200)


_CONTEXTS = {"review": "Review of an interview"}
_THANKS = "Thank you. A curator will look at it, and you will see the reply on your home page."
_FULL = f"Your open report of this problem has room for {reports.LONGEST:,} characters in all. Say it more briefly."
_AGAIN = "You had told us of this already, and it is still open. What you wrote is added to your report."


@require_safe
def own_reports(request: SignedInRequest) -> HttpResponse:
    """What one has reported, and what came of it."""
    mine = request.user.reports.select_related("version__question", "resolved_by")
    page = Paginator(mine, pages.PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reports": list(page.object_list)}
    reports.acknowledge_replies(request.user, now=request.arrived_at)
    return render(request, "questions/reports.html", context)
