"""How large a request's body may be, by its address and by who sends it: decided before any of it is read."""

import re
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse, parse_cookie
from django.template.loader import render_to_string

from .middleware import GetResponse

UNREADABLE = 10**12
"""The size that stands for a length which cannot be read, or is not told: more than any body has."""


def bounded(get_response: GetResponse) -> GetResponse:
    """Refuse a body that is too large, unread. Scripts are told in the JSON that forms with errors are answered in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        size = told_size(request.META.get("CONTENT_LENGTH"))
        if size > most(request.path_info, request.META.get("HTTP_COOKIE", ""), at_least=size):
            return _refusal(request, size)
        return get_response(request)

    return middleware


def told_size(header: str | None) -> int:
    """The bytes that a `Content-Length` tells, or UNREADABLE."""
    header = header or "0"
    return int(header) if header.isdecimal() and len(header) <= 12 else UNREADABLE


def most(path: str, cookies: str, *, at_least: int = 0) -> int:
    """The bytes that are taken at an address. Who it is is asked only where that matters for `at_least` so many."""
    is_an_answer = re.fullmatch(settings.GIVEN_BACK_WITHOUT_A_SESSION, path)
    stranger = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if is_an_answer else settings.LARGEST_BODY_OF_A_STRANGER
    if at_least <= stranger or not is_signed_in(cookies):
        return stranger
    uploads = (size for address, size in settings.UPLOADS.items() if re.fullmatch(address, path))
    return next(uploads, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def is_signed_in(cookies: str) -> bool:
    """Whether a `Cookie` header names the session of somebody who has signed in."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return key is not None and SESSION_KEY in import_module(settings.SESSION_ENGINE).SessionStore(key)


def _refusal(request: HttpRequest, size: int) -> HttpResponse:
    megabytes = max(1, size // 1_000_000)
    if not request.accepts("text/html"):
        words = f"This is too much for one request: about {megabytes} MB. It was not read, and nothing was stored."
        return JsonResponse({"outcome": "invalid", "errors": {"size": [words]}}, status=413)
    return HttpResponse(render_to_string("413.html", {"megabytes": megabytes}), status=413)
