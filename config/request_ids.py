"""A number for each request, which the proxy, the log, the page that tells of a fault and a report of it share."""

import re
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .middleware import GetResponse

HEADER = "X-Request-ID"

_IS_ONE = re.compile(r"[A-Za-z0-9-]{8,64}").fullmatch

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The number of the request that is being answered, or an empty text outside of one."""
    return _current.get()


def numbered(get_response: GetResponse) -> GetResponse:
    """Take the number that a proxy of ours gave the request, or give it one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
        token = _current.set(given if _IS_ONE(given) else uuid4().hex)
        try:
            response = get_response(request)
            response.headers[HEADER] = request_id()
            return response
        finally:
            _current.reset(token)

    return middleware
