"""What is done before a site starts is done by one process at a time, however many start at once."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

KEY = 0x64727972756E
"""The advisory lock of PostgreSQL that stands for preparing: the letters of the site's name as a number."""

TRIES, PAUSE = 20, 3.0
"""How often, and after how many seconds, a migration is tried again that had to wait for people's pages."""


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process prepares this database, and keep others waiting meanwhile."""
    if connection.vendor == "postgresql":
        with _advisory_lock():
            yield
    else:
        with (settings.DATA_DIR / "prepare.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    """In a transaction of a connection's own, which holds nothing else: so it works through a pooler, too."""
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            for limit in ("idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout"):
                cursor.execute(f"SET LOCAL {limit} = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        yield
        other.rollback()


def run(command: str, **options: Any) -> None:
    """Run a command of manage.py. A lock that a migration cannot have at once is given up, so that nobody's page waits
    behind it, and asked for again a little later."""
    for left in reversed(range(TRIES)):
        try:
            call_command(command, **options)
        except OperationalError as error:
            if not left or not isinstance(error.__cause__, LockNotAvailable):
                raise
            time.sleep(PAUSE)
        else:
            return
