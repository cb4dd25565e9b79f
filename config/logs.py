"""What is logged, and how: one line each to standard error, for people to read or (LOG_FORMAT=json) for programs."""

import logging
from typing import Any

from .outages import is_outage
from .request_ids import request_id


def configured(*, as_json: bool, mails_faults: bool) -> dict[str, Any]:
    """Django's LOGGING."""
    faults = ["fault_mail"] if mails_faults else []
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "numbered": {"()": "config.logs.Numbered"},
            "discreet": {"()": "config.logs.Discreet"},
        },
        "formatters": {
            "line": {
                "format": "{asctime} {levelname} {name} {request_id} {message}",
                "style": "{",
                "datefmt": "%Y-%m-%d %H:%M:%S%z",
            },
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "{asctime}{levelname}{name}{request_id}{message}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "reserved_attrs": [*RESERVED, "request", "status_code", "discreet"],
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "line",
                "filters": ["numbered"],
            },
            "fault_mail": {"class": "config.fault_mail.FaultMail", "level": "ERROR"},
        },
        # After the console, so that a fault is written down before anything is tried with it.
        "root": {"handlers": ["console", *faults], "level": "WARNING"},
        "loggers": {
            "dryrun": {"level": "INFO"},
            "django": {"handlers": [], "level": "INFO"},  # not its own, which mail within the request
            "django.request": {"level": "ERROR", "filters": ["discreet"]},
            "django.server": {"handlers": [], "propagate": False},
            "psycopg.pool": {"level": "ERROR"},  # while the database is away, each request says so
        },
    }


RESERVED = [*vars(logging.makeLogRecord({})), "message", "asctime"]


class Numbered(logging.Filter):
    """Gives a line the number of its request; outside of one, a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id() or "-"
        return True


class Discreet(logging.Filter):
    """Says the route of a request that failed instead of its address, which can hold a secret.

    Of a database that is away it says one line, not how far the request had come.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "discreet"):  # configured twice, a logger has its filters twice
            return True
        record.discreet = True
        request = getattr(record, "request", None)
        error = record.exc_info[1] if record.exc_info else None
        match = getattr(request, "resolver_match", None)
        where = f"{getattr(request, 'method', '')} /{match.route if match else '(no route)'}"
        if is_outage(error):
            record.exc_info = record.exc_text = None
            record.msg, record.args = "%s: %s: %s", (where, type(error).__name__, " ".join(str(error).split())[:300])
        else:
            record.msg, record.args = "%s: %s", (where, type(error).__name__ if error else record.getMessage()[:40])
        return True
