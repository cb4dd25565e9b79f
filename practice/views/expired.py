"""What happens to a text that arrives without a session or with a form token that is no longer good.

A redirect to the sign-in page would drop it. It goes back to the person instead, in a form that can be sent again.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views import csrf

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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's page for a bad token, but for an answer of an interview that came from our own pages."""
    from_elsewhere = reason.startswith(("Origin", "Referer"))
    if from_elsewhere or request.method != "POST" or not _is_a_save(request.path_info):
        return csrf.csrf_failure(request, reason=reason)
    user = getattr(request, "user", None)
    return expired(request, signed_out=not (user and user.is_authenticated))


def _is_a_save(path: str) -> bool:
    try:
        return resolve(path).view_name == "practice:save"
    except Resolver404:
        return False
