import json
import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .runner import isolated

MAX_REPORT = 10_000
"""Bytes of a report; browsers send about five hundred."""

REPORTS = {"csp_report": "10/m/ip,1000/d/key"}
"""How many reports are logged: of one address, and of everybody in a day. More are thrown away."""

log = logging.getLogger("dryrun.csp")


@login_not_required
@require_safe
def diagram_worker(request: HttpRequest) -> HttpResponse:
    """What a page starts to draw diagrams: a line of its own, so that it has a policy of its own (config/csp.py).

    A page on which code runs can start it, too.
    """
    address = static("dist/diagram-worker.js")
    return isolated(HttpResponse(f"import {json.dumps(address)};\n", content_type="text/javascript"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For a request that cannot be read. Django's own view looks for the form's token, so it reads it once more."""
    return HttpResponse(render_to_string("400.html"), status=400)


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Log what a browser says that a page's policy (SECURE_CSP) has stopped: a fault of ours, or an attack."""
    size = request.META.get("CONTENT_LENGTH", "")
    is_one = request.content_type == "application/csp-report" and size.isdecimal() and int(size) <= MAX_REPORT
    if is_one and (report := _report(request.body)) and _is_within_limits(request):
        log.warning("%s stopped %s at /%s", _word(report, "effective-directive"), _blocked(report), _page(report))
    return HttpResponse(status=204)


def _is_within_limits(request: HttpRequest) -> bool:
    return bool(ratelimit.consume(request, app="config", action="csp_report", config=REPORTS, key="everybody"))


def _report(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    report = data.get("csp-report") if isinstance(data, dict) else None
    return report if isinstance(report, dict) else {}


def _word(report: dict[str, Any], name: str) -> str:
    """A word of a stranger's, fit for one line of a log."""
    return "".join(letter for letter in str(report.get(name, ""))[:60] if letter.isalnum() or letter in "-.:/'")


def _blocked(report: dict[str, Any]) -> str:
    """The origin, or a word such as inline: the rest of an address may hold a secret."""
    scheme, _, rest = _word(report, "blocked-uri").partition("://")
    return f"{scheme}://{rest.split('/')[0]}" if rest else scheme.split("/")[0]


def _page(report: dict[str, Any]) -> str:
    """The route, as in the log of requests."""
    try:
        return resolve(urlsplit(str(report.get("document-uri", ""))[:500]).path).route
    except (Resolver404, ValueError):
        return "(no route)"
