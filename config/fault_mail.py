"""Mail to ADMINS about pages that fail: never within a request, at most one in five minutes, and no word of anybody's.

A fault is counted under its request's method and route and the kind of its exception; the log has the rest, under the
number that stands beside it. A mail server that is slow or away costs the thread that waits for it and nobody else.
"""

import logging
import threading
from collections import Counter
from itertools import islice

from django.conf import settings
from django.core.mail import mail_admins

EVERY = 300.0
"""Seconds between two mails of a process."""

SORTS = 50
"""How many different faults are told apart in one mail."""

log = logging.getLogger("dryrun.fault_mail")


class FaultMail(logging.Handler):
    """Collects what fails. Its one thread begins with the first fault."""

    def __init__(self, level: int = logging.ERROR) -> None:
        super().__init__(level)
        self._counts: Counter[str] = Counter()
        self._wakes = threading.Event()
        self._thread: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Count a fault. `acquire` is held by whoever calls this, as for every handler."""
        if record.name == log.name:
            return
        what = _named(record)
        if what in self._counts or len(self._counts) < SORTS:
            self._counts[what] += 1
        if self._thread is None:
            self._thread = threading.Thread(target=self._send_now_and_then, name="fault mail", daemon=True)
            self._thread.start()
        self._wakes.set()

    def _send_now_and_then(self) -> None:
        pause = threading.Event()
        while self._wakes.wait():
            self._wakes.clear()
            pause.wait(1)  # so that what fails at once stands in one mail
            self.send()
            pause.wait(EVERY)

    def send(self) -> None:
        """Mail what was counted, if anything was. A mail that cannot be sent is logged and given up."""
        with self.lock or threading.RLock():
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        lines = [f"{count} × {what}" for what, count in islice(counts.most_common(), SORTS)]
        subject = f"{sum(counts.values())} faults at {settings.SITE_URL}"
        try:
            mail_admins(subject, "\n".join([*lines, "", "The log of the site has the rest.", ""]))
        except Exception as error:  # noqa: BLE001
            log.warning("The mail about faults could not be sent: %s", type(error).__name__)


def _named(record: logging.LogRecord) -> str:
    """The fault without anything that a person typed: the record's own words may hold some."""
    error = record.exc_info[0] if record.exc_info else None
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    where = f"{request.method} /{match.route if match else '(no route)'}" if request else record.name
    return f"{where}: {error.__name__}" if error else where
