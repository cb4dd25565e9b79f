"""`make run` as a newcomer meets it: in a new clone, with nothing installed but what the machine brings."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = [pytest.mark.fresh, pytest.mark.xdist_group("fresh")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "dry-run"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), folder], check=True)
    return folder


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """A newcomer's: without what the tests set for themselves."""
    ours = {
        "DATA_DIR",
        "DEBUG",
        "SECRET_KEY",
        "SITE_URL",
        "DATABASE_URL",
        "EMAIL_URL",
        "CI",
        "VIRTUAL_ENV",
        "MAKEFLAGS",
    }
    return {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("DJANGO_")}


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def make(clone: Path, environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", *arguments], cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def running(clone: Path, environment: dict[str, str], port: int, *, within: float) -> Iterator[Path]:
    """`make run` until it answers, then Ctrl-C; yields the file of what it printed."""
    output = clone.parent / "output"
    with output.open("w") as file:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + within
        while not answers(port):
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline, f"no answer within {within} seconds:\n{output.read_text()}"
            time.sleep(0.1)
        yield output
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise


def answers(port: int) -> bool:
    try:
        return get(port, "/healthz")[0] == 200
    except OSError:
        return False


def get(port: int, path: str) -> tuple[int, str]:
    with closing(HTTPConnection("localhost", port, timeout=20)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def test_make_alone_prints_the_commands(clone: Path, environment: dict[str, str]) -> None:
    done = make(clone, environment)
    assert done.returncode == 0
    assert {"run", "dev", "test", "check", "curator"} <= set(re.findall(r"make (\w+)", done.stdout))


def test_without_a_python_it_says_which_one_is_needed(clone: Path, environment: dict[str, str]) -> None:
    done = make(clone, environment | {"PYTHON": "python-that-is-not-there"}, "run")
    assert done.returncode != 0
    assert "Python 3.12 or newer is needed" in done.stderr
    assert not (clone / ".venv").exists()


def test_a_new_clone_runs_and_a_second_start_is_quick_and_loses_nothing(
    clone: Path, environment: dict[str, str], port: int
) -> None:
    with running(clone, environment, port, within=400) as output:
        assert f"http://localhost:{port}" in output.read_text()
        status, home = get(port, "/")
        assert status == 200
        styles = re.findall(r'href="(/static/[^"]+\.css)"', home)
        assert styles, home
        assert all(get(port, style)[0] == 200 for style in styles)

        second = make(clone, environment, "run", f"PORT={port}")
        assert second.returncode != 0
        assert f"Port {port} is in use." in second.stderr

    assert (clone / ".env").stat().st_mode & 0o777 == 0o600
    key, database = (clone / ".env").read_text(), (clone / "data/dryrun.sqlite3").stat().st_ino
    with running(clone, environment, port, within=30) as output:
        assert "Installing" not in output.read_text()
        assert "Building" not in output.read_text()
    assert ((clone / ".env").read_text(), (clone / "data/dryrun.sqlite3").stat().st_ino) == (key, database)
    assert not subprocess.run(
        ["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout


def test_without_a_network_it_says_so(clone: Path, environment: dict[str, str]) -> None:
    (clone / ".venv/.requirements").unlink(missing_ok=True)
    (clone / "requirements.txt").write_text("a-package-nobody-has==1.0 --hash=sha256:" + "0" * 64)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_INDEX": "1"}
    done = make(clone, environment | nowhere, "run")
    assert done.returncode != 0
    assert "Without a network connection this step cannot work." in done.stderr
