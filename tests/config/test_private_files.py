import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.private_files import make_database_private, make_private
from tests.config.test_settings import start


@pytest.fixture(autouse=True)
def _usual_umask() -> None:
    os.umask(0o022)


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def test_a_new_database_and_its_side_files_are_its_owners_alone(tmp_path: Path) -> None:
    database = tmp_path / "dryrun.sqlite3"
    make_database_private(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (x)")
        assert {file.name: mode(file) for file in tmp_path.iterdir()} == {
            "dryrun.sqlite3": "0o600",
            "dryrun.sqlite3-wal": "0o600",
            "dryrun.sqlite3-shm": "0o600",
        }


def test_an_old_database_becomes_private(tmp_path: Path) -> None:
    database = tmp_path / "dryrun.sqlite3"
    for file in (database, tmp_path / "dryrun.sqlite3-wal"):
        file.write_bytes(b"")
        file.chmod(0o644)
    make_database_private(database)
    assert {mode(file) for file in tmp_path.iterdir()} == {"0o600"}


@pytest.mark.parametrize("name", [":memory:", "file:memorydb?mode=memory", "/nowhere/at/all.sqlite3"])
def test_what_is_no_file_is_left_alone(name: str) -> None:
    make_database_private(Path(name))
    assert not Path(name).exists()


def test_what_is_not_there_has_no_mode(tmp_path: Path) -> None:
    make_private(tmp_path / "none", 0o600)
    assert list(tmp_path.iterdir()) == []


def test_the_settings_make_the_folder_and_the_database_private(tmp_path: Path) -> None:
    folder = tmp_path / "new/data"
    done = start("import config.settings", DATA_DIR=str(folder), DATABASE_URL=f"sqlite:///{folder}/dryrun.sqlite3")
    assert done.returncode == 0, done.stderr
    assert (mode(folder), mode(folder / "dryrun.sqlite3")) == ("0o700", "0o600")


def test_sqlite_overwrites_what_is_deleted(tmp_path: Path) -> None:
    code = """
import django
django.setup()
from django.db import connection
print(connection.cursor().execute("PRAGMA secure_delete").fetchone()[0])
"""
    assert start(code, DATABASE_URL=f"sqlite:///{tmp_path}/dryrun.sqlite3").stdout == "1\n"
