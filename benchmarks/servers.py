"""The servers that a benchmark asks: the site's, the floor's, and PostgreSQL, each with the time that it computed."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import scratch

sys.path.insert(0, str(scratch.ROOT))

WORKERS = 2
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running one; its processes are `pid` and all that came of it."""

    port: int
    pid: int
    log: Path | None = None

    def last_lines(self) -> str:
        """What it wrote last, for when it answers what it should not."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-40:]) if self.log else ""

    def cpu_seconds(self) -> float:
        """What it has computed so far, with what it started."""
        return sum(_cpu_seconds(pid) for pid in _family(self.pid))


@contextmanager
def granian(settings: dict[str, str], log: Path, *, workers: int = WORKERS) -> Iterator[Server]:
    """The site as deploy/ runs it, or whatever else DJANGO_SETTINGS_MODULE names."""
    port = free_port()
    paths = os.pathsep.join([str(scratch.ROOT), str(scratch.ROOT / "benchmarks")])
    command = [str(Path(sys.executable).with_name("granian")), "config.rsgi:application", "--interface", "rsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers), "--no-ws"]
    command += ["--backpressure", "4096", "--log-level", "warning", "--workers-kill-timeout", "2"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=os.environ | settings | {"PYTHONPATH": paths}, cwd=scratch.ROOT, stdout=out, stderr=out
        )
        try:
            _wait_for(port, process, log)
            yield Server(port, process.pid, log)
        finally:
            process.terminate()
            process.wait(20)


def database(kind: str) -> tuple[str, Server | None]:
    """The URL of an empty database, and the server behind it until this process ends: "sqlite" has none."""
    from tests import postgresql

    if kind == "sqlite":
        return "", None
    folder = Path(tempfile.mkdtemp(prefix="dryrun-bench-postgresql-"))
    atexit.register(shutil.rmtree, folder)
    url = postgresql.start(folder / "server", durable=True)
    another(url.removesuffix("dryrun") + "postgres", "dryrun")
    return url, Server(0, int((folder / "server/data/postmaster.pid").read_text().split()[0]))


def another(url: str, name: str) -> str:
    """The URL of one more empty database on the same server."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url.rpartition('/')[0]}/{name}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"The server ended:\n{log.read_text()}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"The server does not answer:\n{log.read_text()}")


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text()
        except FileNotFoundError:
            continue
        found += map(int, children.split())
    return found


def _cpu_seconds(pid: int) -> float:
    """A process's own time, with that of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICK
