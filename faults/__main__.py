"""`make faults`: break each part of a site while forty people write, and count what was acknowledged and is gone.

Prints a table for docs/benchmarks.md. Ends with 1 if anything was lost. ARGS='kill clock' for some of them.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from .candidates import Crowd
from .site import NAME, PostgreSQL, Server, environment, free_port, nginx, pgbouncer, prepared, wait_for

PEOPLE = 40
BEFORE, AFTER = 3.0, 5.0
"""Seconds of writing before a fault and after its end."""

AWAY = 8.0
"""Seconds for which something is gone, locked or full."""


@dataclass
class Site:
    """What a fault may break."""

    folder: Path
    database: PostgreSQL
    servers: list[Server]
    port: int

    def crowd(self, name: str) -> Crowd:
        return Crowd(
            self.servers[0],
            self.port,
            count=PEOPLE,
            name=name,
            https=NAME,
            certificate=self.folder / "nginx/fullchain.pem",
        )


def kill_worker(site: Site) -> None:
    os.kill(site.servers[0].workers()[0], signal.SIGKILL)


def kill_all(site: Site) -> None:
    for server in site.servers:
        server.stop(signal.SIGKILL)
    time.sleep(3)
    for server in site.servers:
        server.start()


def rolling_upgrade(site: Site) -> None:
    """One server after the other is told to stop and started again, after what its start does."""
    for server in site.servers:
        server.stop()
        prepared(server)
        server.start()


def restart_database(site: Site) -> None:
    site.database.stop()
    site.database.start()


def kill_database(site: Site) -> None:
    site.database.stop("immediate")
    site.database.start()


def database_away(site: Site) -> None:
    site.database.stop()
    time.sleep(AWAY)
    site.database.start()


def connect(site: Site) -> "psycopg.Connection[Any]":
    return psycopg.connect(f"host=127.0.0.1 port={site.database.port} user=dryrun dbname=dryrun", autocommit=True)


def no_connections(site: Site) -> None:
    """All that are left are taken, and those that the site has are cut: it cannot have as many again."""
    taken = []
    with connect(site) as mine:
        with suppress(psycopg.OperationalError):
            while True:
                taken.append(connect(site))
        kept = [mine.info.backend_pid, *(each.info.backend_pid for each in taken)]
        mine.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'dryrun' AND pid <> ALL(%s)", [kept]
        )
        with suppress(psycopg.OperationalError):
            while True:
                taken.append(connect(site))
    time.sleep(AWAY)
    for each in taken:
        each.close()


def table_locked(site: Site) -> None:
    with connect(site) as mine, mine.transaction():
        mine.execute("LOCK TABLE practice_part IN ACCESS EXCLUSIVE MODE")
        time.sleep(AWAY)


MIGRATION = """
import django
django.setup()
from unittest.mock import patch
from django.db import connection
from config import preparation

def migrate(*_, **__):
    connection.cursor().execute("ALTER TABLE practice_part ADD COLUMN a_new_one integer")

with patch.object(preparation, "call_command", migrate), preparation.alone():
    preparation.run("migrate")
"""


def migration_behind_a_dump(site: Site) -> None:
    """A migration that must wait for a long reader gives up after three seconds and tries again, so that saves pass."""
    done = threading.Event()

    def dump() -> None:
        with connect(site) as mine, mine.transaction():
            mine.execute("LOCK TABLE practice_part IN ACCESS SHARE MODE")
            done.wait(12)

    reader = threading.Thread(target=dump)
    reader.start()
    time.sleep(0.5)
    told = {"DATABASE_STATEMENT_SECONDS": "0", "DATABASE_LOCK_SECONDS": "3"}
    environment = site.servers[0].told() | told | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    process = subprocess.Popen([sys.executable, "-c", MIGRATION], env=environment)
    assert process.wait(60) == 0
    done.set()
    reader.join()
    site.database.sql("ALTER TABLE practice_part DROP COLUMN a_new_one")


def clock_stepped(site: Site) -> None:
    """One of two servers is an hour ahead."""
    server = site.servers[0]
    server.stop()
    server.faked_clock = "+1h"
    server.start()
    time.sleep(6)
    server.stop()
    server.faked_clock = ""
    server.start()


FAULTS: dict[str, tuple[str, Callable[[Site], None]]] = {
    "kill": ("a worker killed", kill_worker),
    "kill-all": ("both servers killed, started again after 3 s", kill_all),
    "upgrade": ("rolling upgrade", rolling_upgrade),
    "restart": ("PostgreSQL restarted", restart_database),
    "crash": ("PostgreSQL stopped at once and started", kill_database),
    "away": ("PostgreSQL away for 8 s", database_away),
    "connections": ("no connections left for 8 s", no_connections),
    "lock": ("the table of answers locked for 8 s", table_locked),
    "migration": ("a migration behind a dump of 12 s", migration_behind_a_dump),
    "clock": ("the clock of one server an hour ahead", clock_stepped),
}


@contextmanager
def two_servers(folder: Path) -> Iterator[Site]:
    database = PostgreSQL(folder / "primary", settings={"max_connections": 40})
    replica_port = free_port()
    database.make()
    database.start()
    try:
        yield from _two_servers(folder, database, replica_port)
    finally:
        with suppress(AssertionError):
            database.stop("immediate")


def _two_servers(folder: Path, database: PostgreSQL, replica_port: int) -> Iterator[Site]:
    database.sql("CREATE DATABASE dryrun", database="postgres")
    url = (
        f"postgresql://dryrun@/dryrun?host=127.0.0.1,127.0.0.1&port={database.port},{replica_port}"
        "&target_session_attrs=read-write&connect_timeout=3"
    )
    told = environment(url, f"https://{NAME}")
    servers = [Server(folder / name, told) for name in ("one", "two")]
    prepared(*servers)
    for server in servers:
        server.start()
    try:
        with nginx(folder / "nginx", servers) as port:
            yield Site(folder, database, servers, port)
    finally:
        for server in servers:
            server.stop()


def measured(crowd: Crowd, fault: Callable[[], None]) -> dict[str, Any]:
    crowd.start()
    time.sleep(BEFORE)
    fault()
    time.sleep(AFTER)
    return crowd.stop()


def fail_over(site: Site) -> dict[str, Any]:
    """A synchronous replica takes over. Its port is the second in DATABASE_URL, so nothing has to be told of it."""
    port = int(site.servers[0].environment["DATABASE_URL"].partition("port=")[2].partition(",")[2].partition("&")[0])
    replica = PostgreSQL(site.folder / "replica", port=port, settings={"max_connections": 40})
    replica.copy_from(site.database)
    replica.start()
    site.database.sql("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
    site.database.sql("SELECT pg_reload_conf()")
    wait_for(lambda: site.database.sql("SELECT sync_state FROM pg_stat_replication") == "sync", what="no replica")

    def fault() -> None:
        site.database.stop("immediate")
        replica.promote()

    try:
        return measured(site.crowd("failover"), fault)
    finally:
        replica.stop("immediate")


def behind_pgbouncer(site: Site) -> dict[str, Any]:
    with pgbouncer(site.folder / "pgbouncer", site.database) as port:
        told = environment(
            f"postgresql://dryrun@127.0.0.1:{port}/dryrun", f"https://{NAME}", DATABASE_BEHIND_POOLER="1",
            DATABASE_DIRECT_URL=f"postgresql://dryrun@127.0.0.1:{site.database.port}/dryrun",
        )  # fmt: skip
        before = [server.environment for server in site.servers]
        for server in site.servers:
            server.stop()
            server.environment = told
            server.start()
        try:
            return measured(site.crowd("pooler"), lambda: rolling_upgrade(site))
        finally:
            for server, former in zip(site.servers, before, strict=True):
                server.stop()
                server.environment = former
                server.start()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def filled(disk: Path) -> Callable[[], None]:
    def fault() -> None:
        filling = disk / "filling"
        with suppress(OSError), filling.open("wb") as file:
            while True:
                file.write(b"x" * 65_536)
                file.flush()
        time.sleep(AWAY)
        filling.unlink()

    return fault


def sqlite_disk_full(folder: Path) -> dict[str, Any]:
    with small_disk(folder / "disk", 120) as disk:
        server = Server(folder / "small", {})
        server.environment = environment(
            f"sqlite:///{disk}/dryrun.sqlite3", f"http://127.0.0.1:{server.port}", TRUSTED_PROXIES="0"
        )
        prepared(server)
        server.start()
        try:
            return measured(Crowd(server, server.port, count=8, name="sqlite"), filled(disk))
        finally:
            server.stop()


def postgresql_disk_full(folder: Path) -> dict[str, Any]:
    with small_disk(folder / "disk-of-postgresql", 300) as disk:
        database = PostgreSQL(disk / "server", settings={"max_wal_size": "64MB", "wal_recycle": "off"})
        database.make()
        database.start()
        database.sql("CREATE DATABASE dryrun", database="postgres")
        server = Server(folder / "of-full-disk", {})
        url = f"postgresql://dryrun@127.0.0.1:{database.port}/dryrun"
        server.environment = environment(url, f"http://127.0.0.1:{server.port}", TRUSTED_PROXIES="0")
        prepared(server)
        server.start()

        def fault() -> None:
            filled(disk)()
            with suppress(AssertionError):  # it stops itself when its log of writes cannot grow
                database.start()

        try:
            return measured(Crowd(server, server.port, count=8, name="full"), fault)
        finally:
            server.stop()
            with suppress(AssertionError):
                database.stop("immediate")


def main(wanted: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    folder = Path(tempfile.mkdtemp(prefix="dryrun-faults-"))
    folder.chmod(0o755)
    lost = 0

    def tell(name: str, told: dict[str, Any]) -> None:
        nonlocal lost
        lost += told["lost"] + told["closed"]
        failed = ", ".join(f"{number} × {why}" for why, number in sorted(told["failed"].items())) or "0"
        closed = f" **{told['closed']} closed**" if told["closed"] else ""
        print(
            f"| {name} | {told['acknowledged']} | {told['lost']}{closed} | {failed} | {told['gap']:.1f} s |", flush=True
        )

    print(
        "| fault | acknowledged | lost | failed tries | longest time without any save |\n|---|---|---|---|---|",
        flush=True,
    )
    try:
        with two_servers(folder) as site:
            for key, (name, fault) in FAULTS.items():
                if not wanted or key in wanted:
                    tell(name, measured(site.crowd(key), lambda fault=fault: fault(site)))  # type: ignore[misc]
            if not wanted or "pooler" in wanted:
                tell("pgbouncer in transaction mode, with a rolling upgrade", behind_pgbouncer(site))
            if not wanted or "failover" in wanted:
                tell("fail-over to a synchronous replica", fail_over(site))
        if not wanted or "disk" in wanted:
            tell("SQLite's disk full for 8 s", sqlite_disk_full(folder))
            tell("PostgreSQL's disk full for 8 s", postgresql_disk_full(folder))
    except BaseException:
        print(f"The logs are in {folder}.", file=sys.stderr)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
