"""The one clock of the site: its database's.

Every few seconds a process looks at it, and between two looks carries it forward by the machine's steady clock, which
nobody can set. So a machine whose own clock is wrong by an hour still closes an interview when it ends, and what such
a machine says of itself (config.health) is that its clock is wrong. docs/decisions has the record.
"""

import time
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import DatabaseError, connection

STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # Linux has one that counts a machine's sleep, too

EVERY = 10.0
"""Seconds after which a process looks anew."""

STEPPED = 1.0
"""Seconds by which a machine's two clocks may have parted since a look. More, and one was set, or stood still."""

SLOW = 1.0
"""Seconds that a look may take. One that took longer says too little of when the database answered."""

AHEAD = 2.0
"""Seconds by which a machine's own clock may differ before the process calls itself unwell."""


class Look(NamedTuple):
    """What the database's clock said (`theirs`), and this machine's two clocks at the same moment, in seconds."""

    theirs: float
    ours: float
    steady: float

    @property
    def difference(self) -> float:
        """The seconds by which this machine is ahead."""
        return self.ours - self.theirs

    def now(self) -> float:
        return self.theirs + steady() - self.steady

    def carried(self) -> "Look":
        """The same, told for this moment."""
        return Look(self.now(), time.time(), steady())

    def is_fresh(self) -> bool:
        passed = steady() - self.steady
        return passed < EVERY and abs(time.time() - self.ours - passed) < STEPPED


_last: Look | None = None  # replaced whole, never changed: threads may look at the same moment and disturb nobody


def now() -> datetime:
    """What the database's clock says. Raises DatabaseError before the first look; later the last one is good enough."""
    seen = look() if connection.vendor == "postgresql" else None
    return datetime.fromtimestamp(seen.now() if seen else time.time(), UTC)


def aware(moment: datetime) -> datetime:
    """A moment as a statement by hand brings it: SQLite keeps UTC, and does not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def difference() -> float:
    """The seconds by which this machine's clock is ahead of the database's; SQLite's is the machine's own."""
    return look().difference if connection.vendor == "postgresql" else 0.0


def look() -> Look:
    """The last look at the database's clock, or a new one when it is time for that."""
    global _last  # noqa: PLW0603
    last = _last
    if last is None or not last.is_fresh():
        try:
            last = _last = _ask(last)
        except DatabaseError:
            if last is None:
                raise
            last = _last = last.carried()  # asked again later: a database that is away is asked by each page anyway
    return last


def steady() -> float:
    return time.clock_gettime(STEADY)


def _ask(last: Look | None) -> Look:
    """Straight to the driver: this is no statement of the page that happens to be asked for."""
    connection.ensure_connection()
    began = steady()
    with connection.wrap_database_errors:
        row = connection.connection.execute("SELECT extract(epoch FROM clock_timestamp())::double precision").fetchone()
    took = steady() - began
    if last and took > SLOW:
        return last.carried()
    return Look(theirs=row[0], ours=time.time() - took / 2, steady=steady() - took / 2)
