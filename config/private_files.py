"""What holds people's words is readable by the site's own user alone, whatever the umask says."""

import os
from pathlib import Path


def make_private(path: Path, mode: int) -> None:
    """Set the mode of a file or folder, if it is there and ours: what another user owns is theirs to decide."""
    if path.exists() and path.stat().st_uid == os.geteuid():
        path.chmod(mode)


def make_database_private(database: Path) -> None:
    """Give an SQLite database and its two side files mode 0600. A new one is made so: SQLite gives the side files the
    mode that the database has when they are made."""
    if not database.is_absolute() or not os.access(database.parent, os.W_OK):  # :memory:, file:…, or not ours
        return
    if not database.exists():
        os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))
    for file in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        make_private(file, 0o600)
