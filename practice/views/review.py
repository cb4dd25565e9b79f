"""The review of a finished interview, and what one says of one's own answers there."""

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest, whole_number
from practice import progress, self_rating
from practice.forms import RateForm
from practice.models import Answer, PointCoverage, Rating, ReceivedText, Recording
from questions.models import Resource, Tip

from .access import own_answer, own_interview


@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each question with one's own answer beside the reference."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    answers = list(
        interview.answers.with_points()
        .select_related("version__question__category", "version__task", "version__question__current")
        .prefetch_related(
            Prefetch("coverage", PointCoverage.objects.select_related("key_point")),
            "parts",
            Prefetch("parts__received_texts", ReceivedText.objects.unused(), to_attr="unused"),
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
@limits.limited(limits.WRITING)
def rate(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Say how well one knew it; the schedule follows."""
    answer = own_answer(request, pk, position)
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            self_rating.rate(answer, form.cleaned_data["rating"], now=request.arrived_at)
        except self_rating.StillRunning:
            return redirect(answer.interview)
    return _back_to(answer)


@require_POST
@limits.limited(limits.WRITING)
def tick(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Correct which key points the answer covers."""
    answer = own_answer(request, pk, position)
    numbers = (whole_number(key, digits=18) for key in request.POST.getlist("covered"))
    try:
        self_rating.tick(answer, {number for number in numbers if number is not None})
    except self_rating.StillRunning:
        return redirect(answer.interview)
    return _back_to(answer)
