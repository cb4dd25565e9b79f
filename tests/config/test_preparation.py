"""Several processes prepare one database at once."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from config import preparation
from tests.paths import ROOT

IN_TURN = """
import os, sys, time, django
django.setup()
from config import preparation
print("ready", flush=True)
sys.stdin.readline()
with preparation.alone():
    with open(sys.argv[1], "a") as file:
        file.write("in ")
        file.flush()
        time.sleep(0.2)
        file.write("out ")
"""


@pytest.mark.django_db
def test_one_waits_for_the_other(tmp_path: Path) -> None:
    settings = {"DATABASE_URL": address(), "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", IN_TURN, tmp_path / "ledger"],
            cwd=ROOT,
            env=os.environ | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.communicate("go\n", timeout=30)
    assert [process.returncode for process in processes] == [0, 0]
    assert (tmp_path / "ledger").read_text() == "in out in out "


def address() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def held() -> OperationalError:
    error = OperationalError("canceling statement due to lock timeout")
    error.__cause__ = LockNotAvailable()
    return error


def test_a_lock_that_cannot_be_had_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "PAUSE", 0)
    with patch.object(preparation, "call_command", side_effect=[held(), held(), None]) as called:
        preparation.run("migrate", verbosity=0)
    assert [call.args for call in called.call_args_list] == [("migrate",)] * 3


@pytest.mark.parametrize("error", [OperationalError("gone"), held()])
def test_what_does_not_pass_is_told(monkeypatch: pytest.MonkeyPatch, error: OperationalError) -> None:
    monkeypatch.setattr(preparation, "PAUSE", 0)
    with patch.object(preparation, "call_command", side_effect=error) as called, pytest.raises(OperationalError):
        preparation.run("migrate")
    assert called.call_count == (1 if error.__cause__ is None else preparation.TRIES)
