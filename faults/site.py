"""A site as docs/operating.md builds it, on one machine: PostgreSQL, two servers of two workers, nginx with TLS.

What is started is what `deploy/` says: the commands and the environment of its systemd units, its nginx.conf and its
pgbouncer.ini, with other ports and folders.
"""

import os
import pwd
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.postgresql import programs

ROOT = Path(__file__).resolve().parent.parent
NAME = "dryrun.test"
NOBODY = pwd.getpwnam("nobody").pw_uid


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(happens: Callable[[], object], *, seconds: float = 60, what: str = "") -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError):
            if happens():
                return
        time.sleep(0.1)
    raise TimeoutError(what or repr(happens))


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def as_user(name: str) -> dict[str, Any]:
    """What makes root run a program as somebody else; whoever is not root stays themselves."""
    if os.getuid():
        return {}
    found = pwd.getpwnam(name)
    return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def site_user() -> dict[str, Any]:
    """The user of the site's own, where that one can reach this Python at all: not when it lies in somebody's home."""
    python = Path(sys.executable).resolve()
    reachable = all(each.stat().st_mode & 0o005 == 0o005 for each in [python, *python.parents])
    return as_user("nobody") if reachable else {}


@dataclass
class PostgreSQL:
    """One server of PostgreSQL with its data in `folder`."""

    folder: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, object] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        self._own()
        self.run("initdb", "--auth=trust", "--username=dryrun", "--encoding=UTF8", "--locale=C.UTF-8", "-D", self.data)

    def copy_from(self, other: "PostgreSQL") -> None:
        """Become a streaming replica of another server."""
        self._own()
        source = f"host=127.0.0.1 port={other.port} user=dryrun application_name=replica"
        self.run("pg_basebackup", "-d", source, "-D", self.data, "--write-recovery-conf", "--checkpoint=fast")

    def start(self) -> None:
        told = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", **self.settings}
        options = " ".join(f"-c {name}={value!s}" for name, value in told.items())
        self.run("pg_ctl", "start", "--wait", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "--wait", f"--mode={mode}", "-D", self.data)

    def promote(self) -> None:
        self.run("pg_ctl", "promote", "--wait", "-D", self.data)

    def sql(self, statement: str, database: str = "dryrun") -> str:
        """Run one statement, and return the first value that it tells."""
        address = f"host=127.0.0.1 port={self.port} user=dryrun dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            found = connection.execute(statement)
            row = found.fetchone() if found.description else None
        return str(row[0]) if row else ""

    def run(self, program: str, *arguments: object) -> None:
        folder = programs()
        assert folder, "PostgreSQL's server programs are missing"
        found = shutil.which(program, path=f"{folder}:/usr/lib/postgresql/15/bin:{os.defpath}")
        assert found, f"{program} is missing"
        with (self.folder / "said").open("a+") as said:
            command = [found, *map(str, arguments)]
            done = subprocess.run(command, cwd="/", check=False, stdout=said, stderr=said, **as_user("postgres"))
            said.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{said.read()[-2000:]}"

    def _own(self) -> None:
        self.folder.mkdir(exist_ok=True)
        if not os.getuid():
            shutil.chown(self.folder, "postgres")


def unit(name: str, key: str) -> str:
    """What a systemd unit of deploy/ says under `key`; lines that go on are joined."""
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return " ".join(re.findall(rf"^{key}=(.*)$", text, re.MULTILINE)).replace("/srv/dryrun", str(ROOT))


@dataclass
class Server:
    """One machine's web processes, by deploy/dryrun.service, as a user of their own."""

    folder: Path
    environment: dict[str, str]
    faked_clock: str = ""
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        for each in (self.folder, self.folder / "data", self.folder / "counts"):
            each.mkdir(exist_ok=True)
            if not os.getuid():
                shutil.chown(each, NOBODY)

    def told(self) -> dict[str, str]:
        """The environment of the unit, and the file that it names; nothing of who starts it."""
        stated = dict(each.split("=", 1) for each in unit("dryrun.service", "Environment").split())
        stated |= {"DATA_DIR": str(self.folder / "data"), "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "counts")}
        return {"PATH": os.defpath, **stated, **self.environment}

    def prepare(self) -> "subprocess.Popen[bytes]":
        return self._popen(shlex.split(unit("dryrun.service", "ExecStartPre")), self.told())

    def start(self) -> None:
        command = unit("dryrun.service", "ExecStart").replace("--port 8000", f"--port {self.port}")
        environment = self.told()
        if self.faked_clock:
            library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
            environment |= {
                "LD_PRELOAD": str(library),
                "FAKETIME": self.faked_clock,
            }
        self.process = self._popen(shlex.split(command), environment)
        wait_for(lambda: answers(self.port), what=f"{self.folder.name} does not answer")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self.process:
            workers = self.workers()
            self.process.send_signal(sign)
            if sign == signal.SIGKILL:
                for worker in workers:
                    with suppress(ProcessLookupError):
                        os.kill(worker, sign)
            self.process.wait(30)
            self.process = None

    def workers(self) -> list[int]:
        assert self.process
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in told.split()]

    def _popen(self, command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True, **site_user()
            )


def environment(database: str, site: str, **more: str) -> dict[str, str]:
    """What would stand in /etc/dryrun/env."""
    return {"DATABASE_URL": database, "SITE_URL": site, "SECRET_KEY": "only-for-faults", "TRUSTED_PROXIES": "1", **more}


def prepared(*servers: Server) -> None:
    """Prepare on each machine at the same time, as two that start at once do."""
    started = [server.prepare() for server in servers]
    codes = [each.wait(300) for each in started]
    assert codes == [0] * len(servers), [(server.folder / "log").read_text()[-2000:] for server in servers]


@contextmanager
def nginx(folder: Path, servers: list[Server]) -> Iterator[int]:
    """deploy/nginx.conf in front of the servers; yields the port of its TLS.

    Everybody has one address here, so what one address may ask for is raised.
    """
    folder.mkdir(mode=0o755)
    plain, port = free_port(), free_port()
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    wanted = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    wanted += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", "-x509", *wanted], check=True, capture_output=True)
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    several = "\n".join(f"    server 127.0.0.1:{server.port} max_fails=0;" for server in servers)
    site = re.sub(r"^ *listen \[::\].*\n", "", site, flags=re.MULTILINE)
    for old, new in {
        "    server web:8000 max_fails=0;": several,
        "dryrun.example.org": NAME,
        "/etc/nginx/certificates": str(folder),
        "rate=20r/s": "rate=5000r/s",
        "dryrun_connections 40": "dryrun_connections 4000",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{port}",
    }.items():
        assert old in site, f"deploy/nginx.conf has no {old!r} any more"
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    temporary = " ".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ {temporary} include site.conf; }}",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx", "-c", folder / "nginx.conf"]
    )
    try:
        wait_for(lambda: answers(port), what="nginx does not answer")
        yield port
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def pgbouncer(folder: Path, database: PostgreSQL) -> Iterator[int]:
    """deploy/pgbouncer.ini in front of a database; yields its port."""
    folder.mkdir()
    port = free_port()
    (folder / "userlist.txt").write_text('"dryrun" ""\n', encoding="ascii")
    told = (ROOT / "deploy/pgbouncer.ini").read_text(encoding="utf-8")
    for old, new in {
        "port=5432": f"port={database.port}",
        "listen_port = 6432": f"listen_port = {port}",
        "auth_type = scram-sha-256": "auth_type = trust",
        "/etc/pgbouncer/userlist.txt": str(folder / "userlist.txt"),
    }.items():
        assert old in told, f"deploy/pgbouncer.ini has no {old!r} any more"
        told = told.replace(old, new)
    (folder / "pgbouncer.ini").write_text(f"{told}\nunix_socket_dir =\nlogfile = {folder}/log\n", encoding="utf-8")
    if not os.getuid():
        shutil.chown(folder, "postgres")
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin") or "pgbouncer"
    process = subprocess.Popen([program, "-q", folder / "pgbouncer.ini"], **as_user("postgres"))
    try:
        wait_for(lambda: answers(port), what="pgbouncer does not answer")
        yield port
    finally:
        process.terminate()
        process.wait(10)


def manage(server: Server, code: str, *arguments: str) -> str:
    """Run Python with the site's settings, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}", *arguments],
        cwd=ROOT, env=server.told() | {"DJANGO_SETTINGS_MODULE": "config.settings"}, capture_output=True, text=True,
        check=False, **site_user(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return str(done.stdout)
