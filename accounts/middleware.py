import zoneinfo

from django.http import HttpRequest, HttpResponse
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
