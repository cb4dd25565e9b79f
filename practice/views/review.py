"""The review of a finished interview, and what one says of one's own answers there."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.http import Request, SignedInRequest, whole_number
from practice import acts, bookmarks, mentors, progress, self_rating
from practice.acts import Control
from practice.forms import ActForm, NotesForm, RateForm
from practice.models import Answer, day_end
from practice.reviewed import ReviewedAnswer
from questions import markdown
from questions.models import Kind

from . import code_review, opinions, review_items, review_page
from .access import check_numbers, own_answer, own_asked, own_interview, review_of


@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each question with one's own answer; the reference beside it is fetched when it is asked for."""
    return _of_all(request, pk, whole=False)


@require_safe
def whole(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of it on one page, the references too: to print, or to keep."""
    return _of_all(request, pk, whole=True)


def _of_all(request: SignedInRequest, pk: int, *, whole: bool) -> HttpResponse:
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    context = review_page.context(request, interview, None, whole=whole)
    mentors.take_note(context["in_full"], now=request.arrived_at)
    answers = context["answers"]
    return _page(request, context | _score_context(answers) | opinions.context(request, interview, context["rows"]))


@require_safe
def review_question(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """One question by itself, with one's notes on it and one's earlier answers."""
    check_numbers(position)
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    context = review_page.context(request, interview, position)
    if context["total"] == 1:
        return redirect("practice:review", pk)  # where it stands by itself, too
    mentors.take_note(context["in_full"], now=request.arrived_at)
    return _page(request, context)


@require_safe
def reference(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """The reference to one question, for the page of all of them (static/js/parts/references.js)."""
    answer = own_asked(request, pk, position)
    if not answer.is_revealed:
        return redirect(answer)
    version = answer.version
    in_stages = Kind(version.question.kind).traits.in_stages
    is_drawn = in_stages and markdown.has_diagram(version.answer_html)  # then its first diagram stands above
    context = {"version": version, "is_drawn": is_drawn, "compared": code_review.compared(answer)}
    return render(request, "practice/_review_reference_text.html", context)


def _page(request: SignedInRequest, context: dict[str, object]) -> HttpResponse:
    return code_review.isolated_if(render(request, "practice/review.html", context), bool(context["has_code"]))


def _score_context(answers: list[ReviewedAnswer]) -> dict[str, object]:
    """The score. Until somebody has ticked, it is the word check's, which compares no stories."""
    score = progress.score(answers)
    if not score.is_own_word:
        compared = progress.score([answer for answer in answers if not answer.is_story])
        score = replace(score, covered=compared.covered, total=compared.total)
    return {"score": score, "has_stories": any(answer.is_story for answer in answers)}


type Acting = Callable[[SignedInRequest, Answer, acts.Act], HttpResponse | None]


def _acts_on(control: Control) -> Callable[[Acting], Callable[..., HttpResponse]]:
    """A view that does one act on an answer of a review, and answers a form by the page, a script by JSON."""

    def decorator(view: Acting) -> Callable[..., HttpResponse]:
        @login_not_required
        @require_POST
        @limits.limited(limits.WRITING)
        @wraps(view)
        def acting(request: Request, pk: int, position: int) -> HttpResponse:
            if not request.user.is_authenticated:
                return signed_out(request, pk)
            request = cast("SignedInRequest", request)
            answer = own_answer(request, pk, position)
            try:
                return view(request, answer, ActForm(request.POST).act) or _stored(request, answer, control)
            except self_rating.StillRunning:
                return redirect(answer.interview)
            except acts.Superseded:
                return JsonResponse({"outcome": "superseded"})

        return acting

    return decorator


@_acts_on(Control.RATING)
def rate(request: SignedInRequest, answer: Answer, act: acts.Act) -> None:
    """Say how well one knew it; the schedule follows."""
    form = RateForm(request.POST)
    if form.is_valid():
        self_rating.rate(answer, form.cleaned_data["rating"], act=act)


@_acts_on(Control.POINTS)
def tick(request: SignedInRequest, answer: Answer, act: acts.Act) -> None:
    """Correct which key points the answer covers."""
    take_ticks(answer, request.POST, act=act)


@_acts_on(Control.COMPONENTS)
def tick_components(request: SignedInRequest, answer: Answer, act: acts.Act) -> None:
    """Say which components of the reference diagram one had, too."""
    touched = set(request.POST.getlist("touched")) if "touched" in request.POST else None
    self_rating.tick_components(answer, set(request.POST.getlist("drawn")), touched=touched, act=act)


@_acts_on(Control.NOTES)
def write_notes(request: SignedInRequest, answer: Answer, act: acts.Act) -> HttpResponse:
    """Store one's notes on the question; those that cannot be stored are given back with the reason."""
    form, stands = NotesForm(request.POST), ""
    if form.is_valid():
        try:
            stands = self_rating.write_notes(answer, now=request.arrived_at, act=act, **form.cleaned_data)
        except bookmarks.NotesTooLong as error:
            form = NotesForm({"text": error.together, "based_on": error.standing})
            form.add_error("text", "You wrote here elsewhere meanwhile; this is both.")
    if request.accepts("text/html"):
        if form.is_valid():
            return redirect(f"{review_of(request, answer)}#notes")
        return _notes_again(request, answer, form)
    if form.is_valid():
        return JsonResponse({"outcome": "stored", "known": _known(answer, Control.NOTES), "text": stands})
    return JsonResponse({"outcome": "invalid", "errors": form.errors}, status=422)


def _notes_again(request: SignedInRequest, answer: Answer, form: NotesForm) -> HttpResponse:
    context = {"question": answer.version.question, "form": form, "back": review_of(request, answer)}
    return render(request, "practice/notes.html", context, status=422)


def take_ticks(answer: Answer, sent: QueryDict, *, all_confirmed: bool = False, act: acts.Act = acts.PLAIN) -> None:
    """Store the ticks of practice/_review_points.html. Raises self_rating.StillRunning and acts.Superseded."""
    named = {whole_number(name.removeprefix("evidence-"), digits=18): name for name in sent}
    evidence = {pk: str(sent[name]) for pk, name in named.items() if pk is not None}
    # The button says that all stand there rightly; a tick that acts at once speaks of itself.
    confirmed = None if all_confirmed or "all" in sent.getlist("confirmed") else _ids(sent, "confirmed")
    touched = _ids(sent, "touched") if "touched" in sent else None
    covered, nudged = _ids(sent, "covered"), _ids(sent, "nudged")
    self_rating.tick(answer, covered, confirmed=confirmed, nudged=nudged, evidence=evidence, touched=touched, act=act)


def _ids(sent: QueryDict, name: str) -> set[int]:
    numbers = (whole_number(key, digits=18) for key in sent.getlist(name))
    return {number for number in numbers if number is not None}


def signed_out(request: Request, pk: int) -> HttpResponse:
    """A script keeps what was chosen and sends it again; a form is led to the review, where it can be said again."""
    if request.accepts("text/html"):
        return redirect_to_login(reverse("practice:review", args=[pk]))
    return JsonResponse({"outcome": "signed_out"}, status=401)


def _stored(request: SignedInRequest, answer: Answer, control: Control) -> HttpResponse:
    """Lead a form back; tell a script the words that are different now, by the ids of their places (actions.js).

    Forms of a page are sent side by side, so replies may come in another order than they were made in: `as_of` counts
    the acts on the interview that their words know of.
    """
    if request.accepts("text/html"):
        return redirect(review_of(request, answer))
    rows = review_page.rows_of(answer.interview)
    current = next(row for row in rows if row.told.pk == answer.pk)
    told = current.told
    words = {
        "score": render_to_string("practice/_score_words.html", _score_context([row.told for row in rows])),
        f"points-{told.position}": review_items.points_words(told),
        f"again-{told.position}": review_items.again(told, day_end(request.arrived_at)),
        f"map-{told.position}": review_items.map_words(current),
    }
    if control == Control.COMPONENTS:
        context = {"answer": answer, "version": answer.version}
        words[f"components-{told.position}"] = render_to_string("practice/_components_words.html", context)
    words |= {f"evidence-of-{point.pk}": review_items.evidence(point) for point in current.points if point.evidence}
    as_of = sum(row.told.acted_in_all for row in rows)
    return JsonResponse({"outcome": "stored", "words": words, "known": told.acted(control), "as_of": as_of})


def _known(answer: Answer, control: Control) -> int:
    """How many acts on a control of an answer the page knows of now."""
    return int(answer.acts.get(control, {}).get("count", 0))
