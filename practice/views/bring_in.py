"""Bringing one's own answers in from an archive: choose it, look at what would come, say so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.http import SignedInRequest
from practice.forms import ArchiveForm
from practice.interchange import importer, pending, reader
from practice.interchange.checked import Refused
from questions.text import LARGEST_FILE


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.BRINGING_IN)
def choose(request: SignedInRequest) -> HttpResponse:
    """Take in a file that can be brought in; any other is refused with what is wrong with it."""
    if request.method != "POST":
        return render(request, "practice/bring_in.html", {"form": ArchiveForm()})
    form = ArchiveForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["archive"].read(LARGEST_FILE + 1)
        try:
            importer.plan(request.user, reader.read(data), now=request.arrived_at)
        except Refused as error:
            form.add_error("archive", str(error))
        else:
            pending.store(request.user, data)
            return redirect("practice:check_archive")
    form.focus_first_error()
    return render(request, "practice/bring_in.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.BRINGING_IN)
def check(request: SignedInRequest) -> HttpResponse:
    """What would come, and bringing it in, or not."""
    data = pending.find(request.user)
    if data is None:
        messages.info(request, "No archive waits to be brought in. Choose one.")
        return redirect("practice:bring_in")
    if request.method == "POST" and "give_up" in request.POST:
        pending.forget(request.user)
        messages.success(request, "Nothing was brought in, and the archive is forgotten.")
        return redirect("practice:bring_in")
    do = importer.bring_in if request.method == "POST" else importer.plan
    try:
        plan = do(request.user, reader.read(data), now=request.arrived_at)
    except Refused as error:  # what was stored meanwhile does not go with it
        messages.error(request, str(error))
        return redirect("practice:bring_in")
    if request.method != "POST":
        return render(request, "practice/bring_in_check.html", {"plan": plan})
    pending.forget(request.user)
    messages.success(request, _told(plan))
    return redirect("practice:history")


def _told(plan: importer.Plan) -> str:
    if plan.is_empty:
        return "Everything in this archive was here already."
    counts = {
        "attempt": plan.new,
        "recording": plan.recordings,
        "bookmark": plan.bookmarks,
        "note": plan.notes,
        "story": plan.stories,
    }
    told = [f"{count} {word if count == 1 else _MANY.get(word, f'{word}s')}" for word, count in counts.items() if count]
    return f"Brought in: {', '.join(told) or 'your schedule'}."


_MANY = {"story": "stories"}
