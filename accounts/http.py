"""What the views of this project get: Django's request with what our middleware adds, and the numbers in it."""

import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User


class Request(HttpRequest):
    """A request. `arrived_at` is the moment that every decision about time in it goes by."""

    arrived_at: datetime


class SignedInRequest(Request):
    """A request that `LoginRequiredMiddleware` has let through: its user is a person."""

    user: User


def whole_number(text: str, *, digits: int) -> int | None:
    """The number that a request names; None for anything else, and for more digits than a database would take."""
    return int(text) if text.isdecimal() and len(text) <= digits else None


def acknowledge_copy[Response: HttpResponse](request: HttpRequest, response: Response, *, path: str) -> Response:
    """Tell the browser which of its local copies of forms is stored now (static/js/parts/form-copy.js)."""
    token = request.POST.get("_copy", "")
    if re.fullmatch(r"[0-9a-f-]{36}", token):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("stored_form", token, max_age=86_400, path=path, samesite="Lax", secure=secure)
    return response
