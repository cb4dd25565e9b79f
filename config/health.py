"""Whether a process is alive, and whether it is fit to be asked: two questions, for whoever starts it again and whoever
sends it people."""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from . import clock

ROOM = 100_000_000
"""Bytes that have to be free where answers and recordings are written."""


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all: nothing that a new start would not mend makes it fail."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when a page can be answered and a word be kept; else 503 and what is wrong, a line each."""
    complaints = list(_complaints())
    status = 503 if complaints else 200
    return HttpResponse("".join(f"{line}\n" for line in complaints or ["ok"]), content_type="text/plain", status=status)


def _complaints() -> Iterator[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ahead = clock.difference()
    except DatabaseError:
        yield "The database is away."
    else:
        if abs(ahead) > clock.AHEAD:
            yield f"This machine's clock differs from the database's by {ahead:+.0f} seconds."
    if shutil.disk_usage(settings.DATA_DIR).free < ROOM:
        yield "The disk is nearly full."
