"""Faults to Sentry, where a site names one. What leaves is written here word by word; everything else stays.

An exception's own words, a request's address, its query and its body, the values of variables and what was logged
before may all hold what somebody typed. So a report is made anew of what cannot.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

_OF_THE_EVENT = ("event_id", "timestamp", "platform", "level", "logger", "sdk", "release", "environment")
_OF_A_FRAME = ("filename", "module", "function", "lineno", "in_app")


def start(dsn: str) -> None:
    """Begin to report. Raises ImproperlyConfigured where sentry-sdk is not installed."""
    try:
        import sentry_sdk  # noqa: PLC0415 - only where it is wanted
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set: pip install --require-hashes -r requirements-sentry.txt"
        ) from error
    sentry_sdk.init(
        dsn=dsn,
        before_send=only_what_is_nobodys,  # type: ignore[arg-type]
        before_breadcrumb=lambda *_: None,
        max_breadcrumbs=0,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        server_name="",
        auto_session_tracking=False,
        send_client_reports=False,
    )


def only_what_is_nobodys(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """The report of a fault: the kinds of its exceptions, their lines of code, the route."""
    exceptions = event.get("exception", {}).get("values", [])
    reported = {name: event[name] for name in _OF_THE_EVENT if name in event}
    if event.get("transaction_info", {}).get("source") == "route":  # else it may be an address
        reported["transaction"] = event["transaction"]
    reported["exception"] = {"values": [_exception(each) for each in exceptions]}
    return reported


def _exception(told: dict[str, Any]) -> dict[str, Any]:
    frames = (told.get("stacktrace") or {}).get("frames", [])
    lines = [{name: frame[name] for name in _OF_A_FRAME if name in frame} for frame in frames]
    return {"type": told.get("type"), "module": told.get("module"), "stacktrace": {"frames": lines}}
