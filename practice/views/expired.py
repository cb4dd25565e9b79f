"""What happens to a text that arrives without a session or with a form token that is no longer good.

A redirect to the sign-in page would drop it. It goes back to the person instead, in a form that can be sent again.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views import csrf

from practice.forms import StoryForm

# notes_seen is what pages opened before an upgrade call notes_based_on.
CARRIED = ["based_on", "emptied", "writer", "sequence", "notes", "notes_based_on", "notes_seen", "go"]


def expired(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """Show the text again, with the way to send it. 401 without a session, 403 with one."""
    status = 401 if signed_out else 403
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "signed_out" if signed_out else "token"}, status=status)
    context = {
        "text": request.POST.get("text", ""),
        "carried": [(name, request.POST[name]) for name in CARRIED if name in request.POST],
        "signed_out": signed_out,
    }
    return render(request, "practice/expired.html", context, status=status)


def expired_story(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """The same for a story: its whole form comes back."""
    context = {"form": StoryForm(request.POST), "signed_out": signed_out, "is_expired": True}
    return render(request, "practice/story.html", context, status=401 if signed_out else 403)


GIVES_BACK = {"practice:save": expired, "practice:new_story": expired_story, "practice:story": expired_story}
"""The pages whose words would be lost otherwise, and what gives them back."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a bad token, but for words that came from our own pages."""
    from_elsewhere = reason.startswith(("Origin", "Referer"))
    give_back = GIVES_BACK.get(_name_of(request.path_info))
    if from_elsewhere or request.method != "POST" or give_back is None:
        return csrf.csrf_failure(request, reason=reason)
    user = getattr(request, "user", None)
    return give_back(request, signed_out=not (user and user.is_authenticated))


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
