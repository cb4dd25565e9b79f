"""The review of a finished interview, and what one says of one's own answers there."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Prefetch, Q
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.http import Request, SignedInRequest, whole_number
from practice import mentors, next_step, pace, progress, self_rating, stages, stories, transcripts
from practice.feedback import Verdict
from practice.forms import RateForm
from practice.models import Answer, AnswerQuerySet, Interview, PointCoverage, Rating, ReceivedText, Run, day_end
from practice.next_step import Now
from practice.stages import Step
from questions.models import Resource, Tip

from . import code_review, opinions
from .access import own_answer, own_interview


@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each question with one's own answer beside the reference."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    context = shown(request, interview, scored(request, interview))
    answers = context["answers"]
    mentors.take_note(answers, now=request.arrived_at)
    context |= {
        "tips": Tip.objects.all(),
        "step": next_step.next_step(Now(request.user, now=request.arrived_at)),
        "resources": Resource.objects.filter(
            Q(category=None) | Q(category__in={answer.version.question.category_id for answer in answers})
        ),
    }
    return code_review.isolated_if(render(request, "practice/review.html", context), bool(context["has_code"]))


def shown(request: SignedInRequest, interview: Interview, wanted: AnswerQuerySet) -> dict[str, Any]:
    """What practice/_review_item.html and its parts show of these answers, which `scored` has fetched."""
    answers = list(
        wanted.select_related("version__task", "version__question__current", "story").prefetch_related(
            Prefetch("parts__received_texts", ReceivedText.objects.unused(), to_attr="unused"),
            Prefetch("parts__runs", Run.objects.defer("code")),
            "recordings",
            "mentor_comments",
        )
    )
    return (
        _score_context(answers)
        | _stories(request, answers)
        | opinions.context(request, interview, answers)
        | {
            "interview": interview,
            "answers": answers,
            "rows": [_row(interview, answer, answers) for answer in answers],
            "ratings": Rating.choices,
            "transcription": transcripts.offer(request.user, now=request.arrived_at),
            "today_ends": day_end(request.arrived_at),
            "has_maths": any(answer.version.has_maths for answer in answers),
            "has_diagram": any(answer.version.has_diagram or answer.drawings for answer in answers),
            "has_code": code_review.add_to(answers),
        }
    )


def _row(interview: Interview, answer: Answer, answers: list[Answer]) -> tuple[Answer, pace.Pace | None, list[Step]]:
    """An answer, its share of the time, and its stages, where it went by stages."""
    found = pace.pace(interview, answer, answers, now=interview.started_at)
    return answer, found, stages.steps(answer, found.share if found else None)


def scored(request: SignedInRequest, interview: Interview) -> AnswerQuerySet:
    """An interview's answers with all that their score and their plan are told from."""
    return (
        interview.answers.with_points()
        .select_related("version__question__category", "opinion")
        .prefetch_related(
            Prefetch("coverage", PointCoverage.objects.select_related("key_point", "opinion")),
            Prefetch("version__question__cards", request.user.cards.all(), to_attr="own_cards"),
            "parts",
        )
    )


def _stories(request: SignedInRequest, answers: Iterable[Answer]) -> dict[str, object]:
    """One's stories, where the interview asked for any; each answer then knows the use of its own."""
    told = [answer for answer in answers if answer.is_story]
    if not told:
        return {}
    uses = stories.uses(request.user)
    for answer in told:
        answer.story_use = uses.get(answer.story_id or 0)  # type: ignore[attr-defined]
    return {"stories": list(request.user.stories.all())}


def _score_context(answers: list[Answer]) -> dict[str, object]:
    """The score. Until somebody has ticked, it is the word check's, which compares no stories."""
    score = progress.score(answers)
    if not score.is_own_word:
        compared = progress.score([answer for answer in answers if not answer.is_story])
        score = replace(score, covered=compared.covered, total=compared.total)
    return {"score": score, "has_stories": any(answer.is_story for answer in answers)}


@login_not_required
@require_POST
@limits.limited(limits.WRITING)
def rate(request: Request, pk: int, position: int) -> HttpResponse:
    """Say how well one knew it; the schedule follows."""
    if not request.user.is_authenticated:
        return signed_out(request, pk)
    request = cast("SignedInRequest", request)
    answer = own_answer(request, pk, position)
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            self_rating.rate(answer, form.cleaned_data["rating"])
        except self_rating.StillRunning:
            return redirect(answer.interview)
    return _stored(request, answer)


@login_not_required
@require_POST
@limits.limited(limits.WRITING)
def tick(request: Request, pk: int, position: int) -> HttpResponse:
    """Correct which key points the answer covers."""
    if not request.user.is_authenticated:
        return signed_out(request, pk)
    request = cast("SignedInRequest", request)
    answer = own_answer(request, pk, position)
    try:
        take_ticks(answer, request.POST)
    except self_rating.StillRunning:
        return redirect(answer.interview)
    return _stored(request, answer)


@login_not_required
@require_POST
@limits.limited(limits.WRITING)
def tick_components(request: Request, pk: int, position: int) -> HttpResponse:
    """Say which components of the reference diagram one had, too."""
    if not request.user.is_authenticated:
        return signed_out(request, pk)
    request = cast("SignedInRequest", request)
    answer = own_answer(request, pk, position)
    try:
        self_rating.tick_components(answer, set(request.POST.getlist("drawn")))
    except self_rating.StillRunning:
        return redirect(answer.interview)
    return _stored(request, answer)


def take_ticks(answer: Answer, sent: QueryDict, *, all_confirmed: bool = False) -> None:
    """Store the ticks of practice/_review_points.html. Raises self_rating.StillRunning."""
    named = {whole_number(name.removeprefix("evidence-"), digits=18): name for name in sent}
    evidence = {pk: str(sent[name]) for pk, name in named.items() if pk is not None}
    # The button says that all stand there rightly; a tick that acts at once speaks of itself.
    confirmed = None if all_confirmed or "all" in sent.getlist("confirmed") else _ids(sent, "confirmed")
    ticked, nudged = _ids(sent, "covered"), _ids(sent, "nudged")
    self_rating.tick(answer, ticked, confirmed=confirmed, nudged=nudged, evidence=evidence)


def _ids(sent: QueryDict, name: str) -> set[int]:
    numbers = (whole_number(key, digits=18) for key in sent.getlist(name))
    return {number for number in numbers if number is not None}


def signed_out(request: Request, pk: int) -> HttpResponse:
    """A script keeps what was chosen and sends it again; a form is led to the review, where it can be said again."""
    if request.accepts("text/html"):
        return redirect_to_login(reverse("practice:review", args=[pk]))
    return JsonResponse({"outcome": "signed_out"}, status=401)


def _stored(request: SignedInRequest, answer: Answer) -> HttpResponse:
    """Lead a form back; tell a script the words that are different now, by the ids of their places (actions.js)."""
    if request.accepts("text/html"):
        return redirect(f"{answer.interview.get_absolute_url()}review/#question-{answer.position}")
    answers = list(scored(request, answer.interview))
    current = next(each for each in answers if each.pk == answer.pk)
    context = _score_context(answers) | {
        "answer": current,
        "question": current.version.question,
        "today_ends": day_end(request.arrived_at),
    }
    words = {"score": render_to_string("practice/_score_words.html", context)} | {
        f"{name}-{answer.position}": render_to_string(f"practice/_{name}_words.html", context)
        for name in ("points", "again", "map", *["components"] * bool(current.version.components))
    }
    for point in current.coverage.all():
        if point.verdict == Verdict.PERHAPS:
            words[f"asks-{point.pk}"] = render_to_string("practice/_point_asks.html", {"point": point})
    return JsonResponse({"outcome": "stored", "words": words})
