"""Some of `make faults` with each change: what people wrote outlives what breaks, and the site goes on by itself."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.__main__ import Site, kill_database, kill_worker, no_connections
from faults.candidates import Crowd
from faults.site import PostgreSQL, Server, environment, prepared, wait_for
from tests.postgresql import programs

pytestmark = pytest.mark.skipif(not programs(), reason="PostgreSQL's server programs are missing.")


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that PostgreSQL's user reaches, too."""
    with tempfile.TemporaryDirectory(prefix="dryrun-faults-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """Two servers that were started at the same moment on an empty database; the first one is asked."""
    database = PostgreSQL(folder / "postgresql", settings={"max_connections": 12, "fsync": "off"})
    database.make()
    database.start()
    server = Server(folder / "one", {})
    try:
        database.sql("CREATE DATABASE dryrun", database="postgres")
        url = f"postgresql://dryrun@127.0.0.1:{database.port}/dryrun"
        server.environment = environment(url, f"http://127.0.0.1:{server.port}", TRUSTED_PROXIES="0")
        prepared(server, Server(folder / "two", server.environment))
        server.start()
        yield Site(folder, database, [server], server.port)
    finally:
        server.stop()
        database.stop("immediate")


def test_what_is_acknowledged_is_there_whatever_breaks(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faults.__main__.AWAY", 0.5)
    crowd = Crowd(site.servers[0], site.port, count=6, name="ci")

    def all_save_again() -> None:
        before = [each.count for each in crowd.candidates]
        wait_for(lambda: all(each.count > was for each, was in zip(crowd.candidates, before, strict=True)))

    crowd.start()
    try:
        all_save_again()
        for fault in (kill_worker, kill_database, no_connections):
            fault(site)
            all_save_again()
    finally:
        told = crowd.stop()
    assert (told["lost"], told["closed"]) == (0, 0)
