import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import clock, statements

type GetResponse = Callable[[HttpRequest], HttpResponse]

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

LINE = "%(method)s %(route)s %(status)s %(ms)sms db=%(statements)s/%(database_ms)sms user=%(user)s"

log = logging.getLogger("dryrun.requests")


def arrival(get_response: GetResponse) -> GetResponse:
    """Set `request.arrived_at` once, first thing: every decision about time in a request uses this one value.

    What stands in WITHOUT_DATABASE decides nothing by it, and is answered while the database is away.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        needs_database = not request.path_info.startswith(settings.WITHOUT_DATABASE)
        request.arrived_at = clock.now() if needs_database else timezone.now()  # type: ignore[attr-defined]  # accounts.http.Request declares it
        return get_response(request)

    return middleware


def request_log(get_response: GetResponse) -> GetResponse:
    """Log one line a request: method, route, status, milliseconds, statements, user id.

    The route (the URL's pattern) stands for the path, because a path can hold a secret, such as a reset key.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with statements.timed() as database:
            response = get_response(request)
        told = {
            "method": request.method,
            "route": f"/{route(request)}",
            "status": response.status_code,
            "ms": round((perf_counter() - began) * 1000),
            "statements": database.count,
            "database_ms": round(database.seconds * 1000),
            # Whoever was looked up for the page, if anybody: this asks for nothing.
            "user": getattr(getattr(request, "_cached_user", None), "pk", None),
        }
        log.info(
            "%(method)s %(route)s %(status)s %(ms)sms db=%(statements)s/%(database_ms)sms user=%(user)s",
            told,
            extra=told,
        )
        return response

    return middleware


def route(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "(no route)"


def permissions_policy(get_response: GetResponse) -> GetResponse:
    """Tell browsers which of a device's powers the site uses (Django sets every other security header itself)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    return middleware


def personal_pages(get_response: GetResponse) -> GetResponse:
    """Let no cache keep a page of somebody who is signed in, and the browser forget all of them at sign-out.

    A view that says itself how long its answer may be kept is believed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def readable_forms(get_response: GetResponse) -> GetResponse:
    """Read a form before anything else does: one that cannot be read is refused here (config.views.bad_request).

    Read later, by the page that tells of another fault, it would make that page fail.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type in FORMS:
            _ = request.POST
        return get_response(request)

    return middleware
