"""What a request is told that meets a database which is away, full or overloaded: come again, and nothing is lost."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from psycopg.errors import ReadOnlySqlTransaction

from .middleware import FORMS
from .request_ids import request_id

RETRY_AFTER = 5
"""Seconds after which it is worth trying again."""

NEVER_SHOWN = {"password", "password1", "password2", "oldpassword", "code"}
"""Fields of forms that no page gives back, nor the form that they stand in."""


def is_outage(error: BaseException | None) -> bool:
    """Whether the database could not be had or would not write, through no fault of the request."""
    if isinstance(error, InternalError):  # after a fail-over, an old connection leads to what only reads now
        return isinstance(error.__cause__, ReadOnlySqlTransaction)
    return isinstance(error, OperationalError | InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500. What failed is the exception that is being handled."""
    if is_outage(sys.exception()):
        return away(request)
    return HttpResponse(render_to_string("500.html", {"number": request_id()}), status=500)


def away(request: HttpRequest) -> HttpResponse:
    """503, with what was sent in a form that sends it again. Asks the database for nothing."""
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "away", "seconds": RETRY_AFTER}, status=503, headers=headers)
    posted = request.POST if request.method == "POST" and request.content_type in FORMS else None
    gives_back = posted is not None and not request.FILES and not NEVER_SHOWN & posted.keys()
    context = {
        "number": request_id(),
        "was_sent": request.method == "POST",
        "gives_back": gives_back,
        "sent": _sent(posted) if posted and gives_back else [],
        "csrf_token": get_token(request) if gives_back else None,
    }
    return HttpResponse(render_to_string("503.html", context), status=503, headers=headers)


def _sent(posted: QueryDict) -> list[tuple[str, str]]:
    every = ((name, str(value)) for name, values in posted.lists() for value in values)
    return [(name, value) for name, value in every if name != "csrfmiddlewaretoken"]
