"""A throw-away PostgreSQL server for one run of the tests."""

import atexit
import os
import pwd
import shutil
import socket
import subprocess
from functools import cache
from pathlib import Path

# Nothing in it outlives the run, so it need not survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
}


@cache
def programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them off the PATH, where pg_config tells."""
    folders = [Path(found).parent] if (found := shutil.which("pg_ctl")) else []
    if pg_config := shutil.which("pg_config"):
        told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True)
        folders.append(Path(told.stdout.strip()))
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def start(folder: Path, *, durable: bool = False) -> str:
    """Start a server that keeps its data in `folder`, stop it when this process ends, and return its DATABASE_URL.

    A `durable` one commits as in production.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir()
    if os.getuid() == 0:
        folder.parent.chmod(0o755)
        shutil.chown(folder, "postgres")
    data = folder / "data"
    told = {name: value for name, value in SETTINGS.items() if not (durable and value == "off")} | {"port": str(port)}
    options = " ".join(f"-c {name}={value!r}" for name, value in told.items())
    _run("initdb", "--auth=trust", "--username=dryrun", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", data)
    _run("pg_ctl", "start", "--wait", "-D", data, "-l", folder / "log", "-o", options)
    atexit.register(_run, "pg_ctl", "stop", "--mode=immediate", "-D", data)
    return f"postgresql://dryrun@127.0.0.1:{port}/dryrun"


def _run(program: str, *arguments: str | Path) -> None:
    """PostgreSQL refuses to run as root, so root runs it as its own user."""
    found = programs()
    assert found, "PostgreSQL's server programs are missing"
    user = {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid, "extra_groups": []}
    done = subprocess.run(
        [found / program, *arguments],
        check=False,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **(user if os.getuid() == 0 else {}),  # type: ignore[call-overload]
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed:\n{done.stdout}")
