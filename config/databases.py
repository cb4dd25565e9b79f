"""How the site meets its database: what each connection is told when it is made, and how many a process may have."""

from pathlib import Path
from typing import Any

from config.private_files import make_database_private

FIRST_CONNECTION = 2
"""Seconds for which a request waits for a connection before it is answered that the database is away."""


def sqlite(database: dict[str, Any]) -> dict[str, Any]:
    """Django's settings for SQLite, and its file readable by nobody else."""
    make_database_private(Path(database["NAME"]))
    # FULL: an answer that was acknowledged as saved survives a power cut, too.
    # IMMEDIATE takes the write lock at BEGIN: reading and then writing in one transaction cannot fail half-way.
    return database | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # secure_delete overwrites what is deleted: a person's words are then gone from the file, too.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
    }


def postgresql(
    database: dict[str, Any], *, connections: int, statement_seconds: int, lock_seconds: int, behind_pooler: bool
) -> dict[str, Any]:
    """Django's settings for PostgreSQL.

    `connections`: how many a process may have at most; its threads share them. 0 leaves one to each thread.
    `behind_pooler`: pgbouncer gives each transaction whatever connection is free, so nothing may be kept in one, and
    the time limits are its own to set (deploy/pgbouncer.ini).
    """
    options: dict[str, Any] = {
        # A machine that is gone says nothing: without these a thread waits for it for minutes.
        "connect_timeout": 3,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
    if not behind_pooler:
        options["options"] = (
            f"-c statement_timeout={statement_seconds}s -c lock_timeout={lock_seconds}s"
            f" -c idle_in_transaction_session_timeout={2 * statement_seconds}s"
        )
    configured = database | {
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": behind_pooler,
        "OPTIONS": options | database.get("OPTIONS", {}),
    }
    if not connections:
        return configured | {"CONN_MAX_AGE": 600}
    configured["OPTIONS"]["pool"] = {
        "min_size": 0,
        "max_size": connections,
        "timeout": FIRST_CONNECTION,
        "max_idle": 60,
        # A connection that cannot be made is given up soon, so that the next request tries again.
        "reconnect_timeout": 1,
    }
    return configured
