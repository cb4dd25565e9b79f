import zoneinfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from config.middleware import GetResponse


def time_zone(get_response: GetResponse) -> GetResponse:
    """Show times in the zone that the person chose (UTC until then)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = getattr(request.user, "time_zone", "")
        if not name:
            return get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return get_response(request)

    return middleware
