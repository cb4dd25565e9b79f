from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .filters import Filters
from .forms import ReportForm
from .models import Question, Resource, Tip

PAGE = 25


@login_not_required
@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """The bank: every published question, filtered and searched by the address alone."""
    filters = Filters(request.GET)
    page = Paginator(filters.questions(), PAGE).get_page(request.GET.get("page"))
    resources = Resource.objects.filter(Q(category=None) | Q(category=filters.category))
    context = {"filters": filters, "page": page, "resources": resources, "tips": Tip.objects.all()}
    return render(request, "questions/list.html", context)


def _published(slug: str) -> Question:
    questions = Question.objects.published().listed().select_related("current__task", "reviewed_by")
    return get_object_or_404(questions, slug=slug)


@login_not_required
@require_safe
def question_detail(request: HttpRequest, slug: str) -> HttpResponse:
    question = _published(slug)
    resources = Resource.objects.filter(Q(category=None) | Q(category=question.category))
    context = {
        "question": question,
        "version": question.current,
        "key_points": question.current.key_points.all(),
        "resources": resources,
    }
    return render(request, "questions/detail.html", context)


def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the curators that something is wrong with a question."""
    question = _published(slug)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = form.save(commit=False)
        problem.version, problem.reporter = question.current, request.user
        problem.context = request.POST.get("context", "")[:200]
        problem.save()
        messages.success(request, "Thank you. A curator will look at it, and you will see the reply on your home page.")
        return redirect(question)
    context = {"question": question, "form": form}
    return render(request, "questions/report.html", context, status=422 if form.is_bound else 200)
