"""A copy of everything that people wrote, made while the site runs, and the way back from it."""

import contextlib
import os
import sqlite3
import subprocess
import tarfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

KEPT = timedelta(days=30)


class Damaged(Exception):
    """A copy is not whole: do not rely on it."""


def write(folder: Path, *, now: datetime) -> Path:
    """Write the database, and what people uploaded, into `folder`; return the database's file.

    A copy has its name only when it is complete, and takes no other's place. Those older than KEPT go.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"dryrun-{now:%Y-%m-%dT%H%M%SZ}"
    is_postgresql = connection.vendor == "postgresql"
    file = folder / f"{name}.{'dump' if is_postgresql else 'sqlite3'}"
    with _under_way(file) as part:
        if is_postgresql:
            _run("pg_dump", "--format=custom", "--no-owner", "--file", str(part))
        else:
            _copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), part)
    if settings.MEDIA_ROOT.is_dir():
        with _under_way(folder / f"{name}-media.tar.gz") as part, tarfile.open(part, "w:gz") as archive:
            archive.add(settings.MEDIA_ROOT, "media")
    for old in folder.glob("dryrun-*"):
        if old.stat().st_mtime < (now - KEPT).timestamp():
            old.unlink()
    return file


def restore(file: Path) -> None:
    """Make the database what it was, and nothing of what it is now stays. The uploads come back, too."""
    if connection.vendor == "postgresql":
        _run("pg_restore", "--list", str(file))  # a file that is none changes nothing
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()
        database = _environment()["PGDATABASE"]
        _run("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", "--dbname", database, str(file))
    else:
        connection.close()
        _copy_sqlite(file, Path(settings.DATABASES["default"]["NAME"]))
    media = file.with_name(f"{file.stem}-media.tar.gz")
    if media.exists():
        with tarfile.open(media) as archive:
            archive.extractall(settings.MEDIA_ROOT.parent, filter="data")


@contextlib.contextmanager
def _under_way(file: Path) -> Any:
    part = file.with_name(f"{file.name}.part")
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        yield part
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    """By SQLite's own backup: a plain copy of the file could catch it half-way through a write."""
    with contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as original:
        if original.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged(f"{source} is damaged.")
        with contextlib.closing(sqlite3.connect(target)) as copy:
            original.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Damaged(f"The copy {target} is damaged.")


def _run(program: str, *arguments: str) -> None:
    """Programs of PostgreSQL. The password stands in the environment, where other users do not see it."""
    done = subprocess.run(  # noqa: S603
        [program, *arguments], env=os.environ | _environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Damaged(f"{program} failed: {done.stderr.strip()[-1000:]}")


def _environment() -> dict[str, str]:
    """Where the database itself is, past any pooler, as PostgreSQL's own programs read it."""
    told = settings.DIRECT_DATABASE or settings.DATABASES["default"]
    options = told.get("OPTIONS", {})
    values = {
        "PGHOST": options.get("host") or told["HOST"],
        "PGPORT": options.get("port") or told["PORT"],
        "PGUSER": told["USER"],
        "PGPASSWORD": told["PASSWORD"],
        # The name that is in use: tests have one of their own.
        "PGDATABASE": told["NAME"] if settings.DIRECT_DATABASE else connection.settings_dict["NAME"],
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
        "PGTARGETSESSIONATTRS": options.get("target_session_attrs"),
    }
    return {name: str(value) for name, value in values.items() if value}
