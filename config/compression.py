"""Pages are sent compressed: by nginx where one stands in front (deploy/nginx.conf), else by this.

Compression tells by its length whether something guessed stands in the same page (BREACH). docs/decisions/0039 says why
that finds nothing here: another site's requests come without the session, and a form's token is masked anew each time.
"""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from .middleware import GetResponse


class PageCompression(GZipMiddleware):
    """Django's, for pages alone: recordings and downloads are compressed as they are, and are asked for in pieces."""

    def __init__(self, get_response: GetResponse) -> None:
        if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            raise MiddlewareNotUsed
        super().__init__(get_response)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
