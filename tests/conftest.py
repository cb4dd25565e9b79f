import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from pytest_django import Settings

from tests import env

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup", "live_server"}
LEFT_TO_SQLITE = pytest.StashKey[int]()


def pytest_configure() -> None:
    # The real hashers are slow on purpose, and most tests sign somebody in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)  # after -k and -m
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    fresh = pytest.mark.skip(reason="Installs everything anew: runs in CI, on SQLite's turn, or with `-m fresh`.")
    fresh_is_wanted = config.getoption("-m") == "fresh" or (os.environ.get("CI") and env.DATABASE == "sqlite")
    for item in items:
        if env.DATABASE_MISSING:
            item.add_marker(pytest.mark.skip(reason=f"{env.DATABASE_MISSING}."))
        elif item.get_closest_marker("fresh") and not fresh_is_wanted:
            item.add_marker(fresh)
    if env.DATABASE == "postgresql":
        _leave_to_sqlite(config, [item for item in items if not _uses_a_database(item)], items)


def _uses_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


def _leave_to_sqlite(config: pytest.Config, left: list[pytest.Item], items: list[pytest.Item]) -> None:
    """Another database changes nothing about a test that uses none: SQLite's turn runs it, PostgreSQL's does not."""
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]
    config.stash[LEFT_TO_SQLITE] = len(left)
    if hasattr(config, "workeroutput"):  # a worker of pytest-xdist: its controller collects nothing itself
        config.workeroutput["left_to_sqlite"] = len(left)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    if "left_to_sqlite" in getattr(node, "workeroutput", {}):  # a worker that crashed has none
        node.config.stash[LEFT_TO_SQLITE] = node.workeroutput["left_to_sqlite"]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and session.config.stash.get(LEFT_TO_SQLITE, 0):
        session.exitstatus = pytest.ExitCode.OK


def pytest_report_header() -> str:
    return f"database: {env.DATABASE}{', for the tests that use one' * (env.DATABASE == 'postgresql')}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left := config.stash.get(LEFT_TO_SQLITE, 0):
        terminalreporter.write_line(f"{left} tests use no database: they run on SQLite's turn alone.")


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Passwords here protect nobody, and a strong hash takes longer than most tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    """What a process counts for itself outlives the database of a test."""
    caches["process"].clear()
    caches["content"].clear()


@pytest.fixture(autouse=True, scope="session")
def _no_connections_elsewhere() -> Iterator[None]:
    """Tests talk to this machine alone: a connection to anywhere else fails, and so does the test."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            raise AssertionError(f"A test tried to connect to {address!r}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, not in memory: threads and the live server then meet the locks that production has."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
