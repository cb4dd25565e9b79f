import zoneinfo
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from config.middleware import GetResponse


def time_zone(get_response: GetResponse) -> GetResponse:
    """Show times in the zone that the person chose (UTC until then, and where the name is no longer known)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        zone = _zone(getattr(request.user, "time_zone", ""))
        if not zone:
            return get_response(request)
        with timezone.override(zone):
            return get_response(request)

    return middleware


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    """A name that was good when it was stored can be gone after an upgrade: no reason to fail a page."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def staff_second_factor(get_response: GetResponse) -> GetResponse:
    """Where STAFF_SECOND_FACTOR is set, open the admin to nobody who signs in by a password alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.STAFF_SECOND_FACTOR or not match or match.app_name != "admin" or match.url_name == "logout":
            return None
        if not getattr(request.user, "is_staff", False) or has_second_factor(request.user):
            return None
        return render(request, "accounts/second_factor_needed.html", status=403)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


OPEN_WHILE_LEAVING = {
    "account_leaving",
    "account_keep",
    "account_data",
    "account_privacy",
    "account_logout",
    "csp_report",
}


def leaving(get_response: GetResponse) -> GetResponse:
    """An account that waits to be deleted opens to one question: whether it is to be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        here = request.resolver_match.view_name if request.resolver_match else ""
        if here in OPEN_WHILE_LEAVING or not getattr(request.user, "leaves_at", None):
            return None
        return redirect("account_leaving")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def has_second_factor(user: Any) -> bool:
    """Recovery codes alone are none: they stand in for one that is lost."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))
