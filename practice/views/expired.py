"""What happens to a text that arrives without a session or with a form token that is no longer good.

A redirect to the sign-in page would drop it. It goes back to the person instead, in a form that can be sent again.
A script is told which of the two it was, gets a new token and sends again whatever it was. Both hold for every page of
GIVES_BACK, those of the bank too, which know nothing of it.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views import csrf

from config.middleware import GetResponse
from practice.forms import PreparationForm, StoryForm

from .mentor_page import expired_comment

# Bounded, so that a form of somebody else's making is not shown back. Names without a place, and notes by a name of
# their own, come from pages that were open before answers had parts.
_OURS = re.compile(
    r"(([0-9]{1,2}-)?(text|based_on|emptied|writer|sequence)|notes|notes_based_on|notes_seen|story|story_was|problem|go|alone)"
)
_WRITTEN = re.compile(r"(([0-9]{1,2}-)?text|notes)")
_LABELS = {"text": "Your text", "1-text": "Your answer", "notes": "Notes", "0-text": "Notes"}


def expired(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """Show the text again, with the way to send it. 401 without a session, 403 with one."""
    status = 401 if signed_out else 403
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "signed_out" if signed_out else "token"}, status=status)
    context = {
        "texts": [
            (name, _LABELS.get(name, "The rest of your answer"), value)
            for name, value in request.POST.items()
            if _WRITTEN.fullmatch(name)
        ],
        "carried": [
            (name, value)
            for name, value in request.POST.items()
            if _OURS.fullmatch(name) and not _WRITTEN.fullmatch(name)
        ],
        "signed_out": signed_out,
        "is_answer": _name_of(request.path_info) == "practice:save",
    }
    return render(request, "practice/expired.html", context, status=status)


def expired_story(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """The same for a story: its whole form comes back."""
    context = {"form": StoryForm(request.POST), "signed_out": signed_out, "is_expired": True}
    return render(request, "practice/story.html", context, status=401 if signed_out else 403)


def expired_preparation(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """The same for the day that one prepares for; who it is nobody knows, so the rounds are the shared ones."""
    form = PreparationForm(request.POST, user=None, today=timezone.localdate())
    status = 401 if signed_out else 403
    return render(request, "practice/prepare.html", {"form": form, "is_expired": True}, status=status)


GIVES_BACK = {
    "practice:save": expired,
    "practice:notes": expired,
    "practice:earlier_notes": expired,
    "practice:review_notes": expired,
    "practice:new_story": expired_story,
    "practice:story": expired_story,
    "practice:prepare": expired_preparation,
    "questions:report": expired,
}
"""The pages whose words would be lost otherwise, and what gives them back."""

GIVES_BACK_TO_STRANGERS = {"practice:mentor_comment": expired_comment}
"""Those that nobody signs in for: there it is the form's token alone that can be too old."""


def without_a_session(get_response: GetResponse) -> GetResponse:
    """Middleware in front of the one that leads strangers to the sign-in page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        give_back = GIVES_BACK.get(request.resolver_match.view_name if request.resolver_match else "")
        if request.method != "POST" or request.user.is_authenticated or give_back is None:
            return None
        return give_back(request, signed_out=True)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a bad token, but for our own scripts and for words that came from our own pages."""
    from_elsewhere = reason.startswith(("Origin", "Referer"))
    # A script is told by the status and the word, whatever it sent.
    pages = GIVES_BACK | GIVES_BACK_TO_STRANGERS
    give_back = pages.get(_name_of(request.path_info), None if request.accepts("text/html") else expired)
    if from_elsewhere or request.method != "POST" or give_back is None:
        return csrf.csrf_failure(request, reason=reason)
    user = getattr(request, "user", None)
    return give_back(request, signed_out=not (user and user.is_authenticated))


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
