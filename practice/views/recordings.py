"""Recordings of spoken answers: to their owner alone."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest
from practice import recordings
from practice.forms import RecordingForm
from practice.models import Answer, Recording

from .access import own_answer

_REFUSALS: dict[type[Exception], str] = {
    recordings.NotSpoken: "Answers of this interview are written.",
    recordings.TooLarge: f"A recording may have {recordings.MAX_BYTES // 1_000_000} MB at most.",
    recordings.NotARecording: "This is no recording that browsers can play (WebM, Ogg or MP4).",
    recordings.QuotaReached: "Your recordings take all the room there is. Delete some in your reviews first.",
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
            sound = form.cleaned_data["sound"].read(recordings.MAX_BYTES + 1)
            seconds = form.cleaned_data["seconds"] or 0
            recording = recordings.store(answer, sound, seconds=seconds, now=request.arrived_at)
        except tuple(_REFUSALS) as error:
            refusal = _REFUSALS[type(error)]
    if request.accepts("text/html"):
        messages.error(request, refusal) if refusal else messages.success(request, "Your recording is kept.")
        return redirect(answer if answer.interview.is_open else answer.interview)
    if recording is None:
        return JsonResponse({"outcome": "invalid", "errors": {"sound": [refusal]}}, status=422)
    return JsonResponse({"outcome": "kept", "url": reverse("practice:recording", args=[recording.pk])})


def _own(request: SignedInRequest, pk: int) -> Recording:
    mine = Recording.objects.filter(answer__interview__user=request.user)
    return get_object_or_404(mine.select_related("answer__interview"), pk=pk)


@require_safe
@cache_control(private=True, no_store=True)
def recording(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sound itself."""
    found = _own(request, pk)
    return HttpResponse(bytes(found.sound), content_type=found.mime_type)


@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    answer: Answer = found.answer
    found.delete()
    messages.success(request, "The recording is deleted.")
    if answer.interview.is_open:
        return redirect(answer)
    return redirect(f"{reverse('practice:review', args=[answer.interview_id])}#question-{answer.position}")
