"""Recordings of spoken answers and their transcripts: to their owner alone."""

from math import ceil

from django.contrib import messages
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest
from practice import byte_ranges, recordings, transcripts
from practice.forms import RecordingForm
from practice.models import Answer, Part, Recording

from .access import own_answer, review_of

_REFUSALS: dict[type[Exception], str] = {
    recordings.NotSpoken: "Answers of this interview are written.",
    recordings.TooLarge: f"A recording may have {recordings.MAX_BYTES // 1_000_000} MB at most.",
    recordings.NotARecording: "This is no recording that browsers can play (WebM, Ogg or MP4).",
    transcripts.NotSetUp: "Transcripts are no longer set up on this site.",
    transcripts.EnoughForToday: "That is more sound than you may have transcribed on one day. Try it tomorrow.",
}


@require_POST
@limits.limited(limits.WRITING)
def add(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Take in a recording, from the page's script or from a plain file field."""
    answer = own_answer(request, pk, position)
    form = RecordingForm(request.POST, request.FILES)
    refusal = (
        "" if form.is_valid() else " ".join(map(str, form.errors.get("sound", ["The recording did not arrive whole."])))
    )
    recording = None
    if not refusal:
        try:
            recording = _store(request, answer, form)
        except recordings.QuotaReached as error:
            refusal = _no_room(error)
        except tuple(_REFUSALS) as error:
            refusal = _REFUSALS[type(error)]
    if request.accepts("text/html"):
        messages.error(request, refusal) if refusal else messages.success(request, "Your recording is kept.")
        return redirect(answer if answer.interview.is_open else answer.interview)
    if recording is None:
        return JsonResponse({"outcome": "invalid", "errors": {"sound": [refusal]}}, status=422)
    return JsonResponse({"outcome": "kept", "url": reverse("practice:recording", args=[recording.pk])})


def _store(request: SignedInRequest, answer: Answer, form: RecordingForm) -> Recording:
    told = form.cleaned_data
    sound = told["sound"].read(recordings.MAX_BYTES + 1)
    try:
        return recordings.store(answer, sound, seconds=told["seconds"] or 0, part=told["part"], now=request.arrived_at)
    except Part.DoesNotExist as error:
        raise Http404 from error


def _no_room(error: recordings.QuotaReached) -> str:
    most, missing = recordings.QUOTA_BYTES // 1_000_000, ceil(error.missing / 1_000_000)
    return f"Your recordings may take {most} MB in all: delete {missing} MB of them in your reviews, then try again."


def _own(request: SignedInRequest, pk: int) -> Recording:
    mine = Recording.objects.filter(answer__interview__user=request.user)
    return get_object_or_404(mine.select_related("answer__interview__user", "transcript"), pk=pk)


def _back_to(request: SignedInRequest, answer: Answer) -> HttpResponse:
    return redirect(answer if answer.interview.is_open else review_of(request, answer))


@require_safe
@cache_control(private=True, no_store=True)
def recording(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sound itself, or the range of its bytes that a player asks for."""
    return sound_of(request, _own(request, pk))


def sound_of(request: HttpRequest, found: Recording) -> HttpResponse:
    """The bytes of a recording that whoever asks may hear: all, or those that `Range` names."""
    try:
        wanted = byte_ranges.asked_for(request.headers.get("Range", ""), found.size)
    except byte_ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    headers = {"Accept-Ranges": "bytes"}
    if not wanted:
        return HttpResponse(bytes(found.sound), content_type=found.mime_type, headers=headers)
    first, last = wanted
    piece = Substr("sound", first + 1, last - first + 1)
    sound = Recording.objects.filter(pk=found.pk).values_list(piece, flat=True).get()
    headers["Content-Range"] = f"bytes {first}-{last}/{found.size}"
    return HttpResponse(bytes(sound), status=206, content_type=found.mime_type, headers=headers)


@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    recordings.delete(found)
    messages.success(request, "The recording is deleted.")
    return _back_to(request, found.answer)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@limits.limited(limits.WRITING)
def transcript(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a transcript by POST; a page that waits for it asks how it stands, and says what it has shown."""
    found = _own(request, pk)
    if request.method == "POST":
        try:
            transcripts.ask(found, now=request.arrived_at)
        except tuple(_REFUSALS) as error:
            messages.error(request, _REFUSALS[type(error)])
        return _back_to(request, found.answer)
    shown, stands = request.GET.get("shown"), getattr(found, "transcript", None)
    if shown is None:
        return _back_to(request, found.answer)
    if stands and stands.status == shown:
        return HttpResponse(status=204)  # nothing to announce
    return render(request, "practice/_transcript_state.html", {"recording": found})
