"""Practice without a clock, and what one puts beside a question for oneself: bookmarks and notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest
from practice import bookmarks, interviews
from practice.forms import NotesForm
from questions.models import Question


def _published(slug: str) -> Question:
    return get_object_or_404(Question.objects.published().select_related("current"), slug=slug)


@require_POST
@limits.limited(limits.STARTING)
def practise(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin, or go on with, practice of one question."""
    question = get_object_or_404(Question.objects.offered().select_related("current"), slug=slug)
    return redirect(interviews.practise(request.user, question, now=request.arrived_at))


@require_POST
@limits.limited(limits.WRITING)
def bookmark(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put a question on one's list, or take it off."""
    question = _published(slug)
    if "remove" in request.POST:
        bookmarks.remove_bookmark(request.user, question)
    else:
        try:
            bookmarks.bookmark(request.user, question, now=request.arrived_at)
        except bookmarks.TooManyBookmarks:
            most = bookmarks.MOST_BOOKMARKS
            messages.error(request, f"You have {most} bookmarks. Take one off your list, then add this.")
    return redirect(question)


@require_POST
@limits.limited(limits.WRITING)
def notes(request: SignedInRequest, slug: str) -> HttpResponse:
    """Store private notes about a question; those that cannot be stored are given back with the reason."""
    question = _published(slug)
    form = NotesForm(request.POST)
    if not form.is_valid():
        return _give_back(request, question, form)
    try:
        bookmarks.write_notes(request.user, question, now=request.arrived_at, **form.cleaned_data)
    except bookmarks.NotesTooLong as error:
        form = NotesForm({"text": error.together, "based_on": error.standing})
        form.add_error("text", "You wrote here elsewhere meanwhile; this is both.")
        return _give_back(request, question, form)
    messages.success(request, "Your notes are saved.")
    return redirect(question)


def _give_back(request: SignedInRequest, question: Question, form: NotesForm) -> HttpResponse:
    return render(request, "practice/notes.html", {"question": question, "form": form}, status=422)


@require_safe
def bookmark_list(request: SignedInRequest) -> HttpResponse:
    """The questions that one has bookmarked or written notes about."""
    shown = ("question__category", "question__current")
    context = {
        "bookmarks": request.user.bookmarks.select_related(*shown),
        "notes": request.user.notes.select_related(*shown),
    }
    return render(request, "practice/bookmarks.html", context)
