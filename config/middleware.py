import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

type GetResponse = Callable[[HttpRequest], HttpResponse]

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

log = logging.getLogger("dryrun.requests")


def arrival(get_response: GetResponse) -> GetResponse:
    """Set `request.arrived_at` once, first thing: every decision about time in a request uses this one value."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = timezone.now()  # type: ignore[attr-defined]  # accounts.http.Request declares it
        return get_response(request)

    return middleware


def request_log(get_response: GetResponse) -> GetResponse:
    """Log one line a request: method, route, status, milliseconds, user id.

    The route (the URL's pattern) stands for the path, because a path can hold a secret, such as a reset key.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        milliseconds = (perf_counter() - began) * 1000
        route = request.resolver_match.route if request.resolver_match else "(no route)"
        user = getattr(request, "user", None)
        log.info(
            "%s /%s %s %.0fms user=%s", request.method, route, response.status_code, milliseconds, user and user.pk
        )
        return response

    return middleware


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
