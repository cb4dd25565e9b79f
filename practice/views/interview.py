"""The pages of a running interview, and what its scripts talk to."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.http import Request, SignedInRequest, whole_number
from config import metrics
from practice import autosave, conversation, interviews, pace, question_map, repetition, scenes, stage_clock
from practice.forms import EarlierNotesForm, PartForm, sent_parts
from practice.models import Confidence, Interview, Part, ReceivedText

from . import question_page, revealed
from .access import (
    answer_with_content,
    check_numbers,
    close_if_overdue,
    own_answer,
    own_interview,
    own_question,
    unread_interview,
)
from .stories import attach_chosen


@require_safe
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead to where the interview stands: the question last on the screen, or the review."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect("practice:question", pk, interview.current_position)
    return redirect("practice:review", pk)


@require_safe
@never_cache
def question(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    answer, marks = own_question(request, pk, position)
    interview = answer.interview
    if not interview.is_open:
        return redirect("practice:review", pk)
    if interview.is_repetition and (found := interview.answers.filter(position=position).revealed().first()):
        interviews.visit(interview, position, now=request.arrived_at)
        return revealed.show(request, interview, found)
    try:
        interviews.visit(interview, position, now=request.arrived_at)
    except interviews.OneWay:
        messages.info(request, "This interview is one way: it goes from each question to the next.")
        return redirect("practice:question", pk, interview.current_position)
    return question_page.show(request, question_page.context(request, interview, answer, marks))


@require_safe
@never_cache
def curveball(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """For a page that is open when the time comes: the curveball, or nothing yet. It is no visit."""
    interview = own_interview(request, pk)
    answer = answer_with_content(interview, position)
    found = pace.pace(interview, answer, question_map.marks(interview), now=request.arrived_at)
    return render(request, "practice/_curveball.html", question_page.curveball(request, interview, answer, found))


def _thousands(request: HttpRequest) -> int:
    """What a save costs of its limit: itself, and each thousand characters."""
    return 1 + sum(len(str(value)) for value in request.POST.values()) // 1000


@require_POST
@limits.limited(limits.SAVING, cost=_thousands)
def save(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Take in a text. Scripts get JSON back; a form is led on to where its button said, or shown a conflict."""
    check_numbers(pk, position)
    forms = sent_parts(request.POST)
    valid = [form for form in forms if form.is_valid()]
    interview = unread_interview(request, pk) if valid else own_interview(request, pk)
    saved = [one for form in valid if (one := _save(request, interview, position, form))]
    close_if_overdue(request, interview)
    stage_clock.book(interview, [one.part for one in saved if one.is_news], now=request.arrived_at)
    _save_earlier_notes(request, interview, position, forms[0])
    if "story" in request.POST:
        attach_chosen(request, own_answer(request, pk, position))
    if (go := request.POST.get("go")) in {"flag", "unflag"}:
        interviews.flag(interview, position, flagged=go == "flag")
    if refused := [form for form in forms if not form.is_valid()]:
        return _refuse(request, interview, position, refused)
    if request.accepts("text/html"):
        return _after_form(request, interview, position, saved)
    return JsonResponse(_receipt(request, interview, saved[0]), status=200 if saved[0].applied else 409)


_NO_ROOM = (
    f"This box was rewritten so often that its {autosave.ROOM // 1_000_000} MB for earlier texts are full. What was "
    "saved stays saved; this text is not. Copy it to somewhere safe."
)


def _save(request: SignedInRequest, interview: Interview, position: int, form: PartForm) -> autosave.Saved | None:
    """Store a text; None where that cannot be, which the form then says."""
    try:
        saved = autosave.save(interview, position, part=form.part, now=request.arrived_at, **form.cleaned_data)
    except autosave.NoRoom:
        form.add_error("text", _NO_ROOM)
        return None
    except scenes.NotAScene as error:
        form.add_error("text", str(error))
        return None
    except (Part.DoesNotExist, Interview.DoesNotExist) as error:  # the person may be deleting their account
        raise Http404 from error
    metrics.SAVES.labels(saved.received.outcome).inc()
    return saved


def _save_earlier_notes(request: SignedInRequest, interview: Interview, position: int, sent_with: PartForm) -> None:
    if not request.POST.keys() & {"notes", "notes_based_on", "notes_seen"}:
        return
    form = EarlierNotesForm(request.POST)
    if form.is_valid():
        notes, based_on = form.cleaned_data["notes"], form.cleaned_data["notes_based_on"]
        try:
            autosave.save_notes_of_an_earlier_page(
                interview, position, notes=notes, based_on=based_on, now=request.arrived_at
            )
        except autosave.NoRoom:
            sent_with.add_error(None, _NO_ROOM)


def _refuse(request: SignedInRequest, interview: Interview, position: int, refused: Sequence[PartForm]) -> HttpResponse:
    """Give texts back that cannot be stored, with the reason."""
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "invalid", "errors": refused[0].errors}, status=422)
    answer, marks = answer_with_content(interview, position), question_map.marks(interview)
    context = question_page.context(request, interview, answer, marks, refused)
    return question_page.show(request, context, status=422)


def _receipt(request: SignedInRequest, interview: Interview, saved: autosave.Saved) -> dict[str, object]:
    at = saved.part.saved_at
    return {
        "outcome": saved.received.outcome,
        "revision": saved.revision,
        "saved_at": at and timezone.localtime(at).strftime("%H:%M:%S"),
        "text": None if saved.applied else saved.part.text,
        "open": interview.is_open,
        "seconds_left": interview.seconds_left(request.arrived_at),
        "seconds": saved.part.seconds,
    }


def _after_form(
    request: SignedInRequest, interview: Interview, position: int, saved: Sequence[autosave.Saved]
) -> HttpResponse:
    go = request.POST.get("go", "")
    outcomes = {one.received.outcome for one in saved}
    if stale := [one for one in saved if one.received.outcome == ReceivedText.Outcome.STALE]:
        answer, marks = answer_with_content(interview, position), question_map.marks(interview)
        context = question_page.context(request, interview, answer, marks)
        return render(request, "practice/conflict.html", context | {"conflicts": stale, "go": go}, status=409)
    if ReceivedText.Outcome.LATE in outcomes:
        messages.warning(request, "Time was up when this arrived. It is kept with your answer, marked as after time.")
        return redirect("practice:review", interview.pk)
    if ReceivedText.Outcome.SAID in outcomes:
        messages.warning(request, "You had said this already. What you wrote since is kept beside it for the review.")
        return redirect("practice:question", interview.pk, position)
    if ReceivedText.Outcome.AWAY in outcomes:
        messages.warning(request, "You had gone on from this question. Your words are kept beside it for the review.")
        return redirect(interview)
    return _go(request, interview, position, go)


def _converse(request: SignedInRequest, interview: Interview, position: int, go: str) -> HttpResponse:
    """Say or ask, and lead to the box that comes of it."""
    if go == "say":
        through = whole_number(request.POST.get("through", ""), digits=3)
        part = conversation.say(interview, position, through=through or 0, now=request.arrived_at)
    else:
        part = conversation.ask(interview, position, now=request.arrived_at)
    address = reverse("practice:question", args=[interview.pk, position])
    return redirect(f"{address}#part-{part.position}" if part else address)


SURE = {f"sure-{confidence.value}": confidence for confidence in Confidence}
"""What the buttons send that say how sure one is, and show the reference with it."""


def _go(request: SignedInRequest, interview: Interview, position: int, go: str) -> HttpResponse:
    """Where the button that was pressed leads, everything being saved."""
    if go in {"say", "ask"}:
        return _converse(request, interview, position, go)
    if go in {"one_box", "by_stage"}:
        request.user.designs_in_one_box = go == "one_box"
        request.user.save(update_fields=["designs_in_one_box"])
    if go == "hint":
        interviews.show_hint(interview)
    if not interview.is_timed and (go == "reveal" or go in SURE):
        repetition.reveal(interview, position, confidence=SURE.get(go), now=request.arrived_at)
        return redirect(interview) if interview.is_open else redirect("practice:review", interview.pk)
    if go == "skip":
        repetition.skip(interview, now=request.arrived_at)
        return redirect(interview) if interview.pk and interview.is_open else redirect("practice:due")
    if go == "stop":
        repetition.stop(interview, now=request.arrived_at)
        return redirect("practice:due")
    if go == "finish":
        return redirect("practice:finish", interview.pk)
    asked_for = whole_number(go, digits=3)
    return redirect("practice:question", interview.pk, position if asked_for is None else asked_for)


@login_not_required
@require_safe
@never_cache
def state(request: Request, pk: int) -> JsonResponse:
    """For a page that was away: how things stand, and a form token that is good for the session of now."""
    if not request.user.is_authenticated:
        return JsonResponse({"outcome": "signed_out"}, status=401)
    interview = own_interview(cast("SignedInRequest", request), pk)
    left = interview.seconds_left(request.arrived_at)
    return JsonResponse({"open": interview.is_open, "seconds_left": left, "token": get_token(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what is unanswered, and end the interview on POST."""
    interview = own_interview(request, pk)
    # A script posts "time_up" when its countdown ends; its clock may be fast, so ours decides.
    if request.method == "POST" and (interview.is_time_up(request.arrived_at) or "because" not in request.POST):
        interviews.finish(interview, now=request.arrived_at)
    left = interview.seconds_left(request.arrived_at)
    if not request.accepts("text/html"):
        return JsonResponse({"open": interview.is_open, "seconds_left": left})
    if request.method == "POST" or not interview.is_open:
        return redirect(interview)
    answers = list(interview.answers.select_related("version").annotate_answered())
    context = {
        "interview": interview,
        "answers": answers,
        "blank": [answer for answer in answers if not answer.answered],  # type: ignore[attr-defined]
        "spoken": [answer.position for answer in answers if answer.how == "spoken"],  # type: ignore[attr-defined]
        "flagged": [answer for answer in answers if answer.flagged],
        "seconds_left": left,
    }
    return render(request, "practice/finish.html", context)


@require_safe
def signed_in(request: SignedInRequest) -> HttpResponse:
    """Where a sign-in during an interview ends: its window says so to the interview and closes."""
    return render(request, "practice/signed_in.html")
