import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from config import bodies
from config.bodies import BoundedBodies
from tests.paths import ROOT


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


class Slow(io.RawIOBase):
    """A body whose sender takes as long as it likes."""

    def __init__(self) -> None:
        self.arrives = Event()

    def read(self, size: int = -1) -> bytes:
        self.arrives.wait(10)
        return b"x" * size


def send(site: BoundedBodies, body: Any, size: int, **environ: str) -> tuple[str, bytes]:
    told: list[str] = []
    answer = site(
        {"wsgi.input": body, "CONTENT_LENGTH": str(size), "REMOTE_ADDR": "192.0.2.1"} | environ,
        lambda status, headers: told.append(status),
    )
    return told[0], b"".join(answer)


def test_a_body_arrives_in_whole() -> None:
    for text in (b"short", b"long" * bodies.IN_MEMORY):
        assert send(BoundedBodies(application), io.BytesIO(text + b"not mine"), len(text), HTTP_COOKIE="session=x") == (
            "200 OK",
            text,
        )


def test_a_body_that_is_cut_off_is_what_there_is() -> None:
    assert send(BoundedBodies(application), io.BytesIO(b"half"), 8) == ("200 OK", b"half")


@pytest.mark.parametrize(
    ("size", "cookie", "status"),
    [
        (bodies.MAX_BYTES_OF_STRANGERS + 1, "", "413 Content Too Large"),
        (bodies.MAX_BYTES_OF_STRANGERS + 1, "session=x", "200 OK"),
        (bodies.MAX_BYTES + 1, "session=x", "413 Content Too Large"),
        (400_000_000, "", "413 Content Too Large"),
    ],
)
def test_what_is_too_large_is_refused_before_a_byte_of_it_is_read(size: int, cookie: str, status: str) -> None:
    body = io.BytesIO(b"x")
    assert send(BoundedBodies(application), body, size, HTTP_COOKIE=cookie)[0] == status
    assert body.tell() == (1 if status == "200 OK" else 0)


@pytest.mark.parametrize("length", ["", "-1", "nonsense", "9" * 5000])
def test_a_length_that_is_none_means_no_body(length: str) -> None:
    assert send(BoundedBodies(application), io.BytesIO(b"all"), 0, CONTENT_LENGTH=length) == ("200 OK", b"all")


@pytest.fixture
def waiting() -> Iterator[Any]:
    """Starts requests of addresses whose bodies do not come, until the test is over."""
    slow, threads = Slow(), []

    def wait(site: BoundedBodies, *addresses: str) -> Slow:
        for address in addresses:
            thread = Thread(target=send, args=(site, slow, 10), kwargs={"REMOTE_ADDR": address})
            thread.start()
            threads.append(thread)
        until = time.monotonic() + 5
        while site.readers.total() < len(addresses) and time.monotonic() < until:
            time.sleep(0.01)
        return slow

    yield wait
    slow.arrives.set()
    for thread in threads:
        thread.join()


def test_slow_bodies_leave_a_thread_for_everybody_else(waiting: Any) -> None:
    site = BoundedBodies(application)
    slow = waiting(site, "192.0.2.1", "192.0.2.2", "192.0.2.3")
    assert send(site, io.BytesIO(b"late"), 4, REMOTE_ADDR="192.0.2.4") == (
        "503 Service Unavailable",
        b"The site is busy. Send it again in a moment.\n",
    )
    assert send(site, io.BytesIO(b""), 0)[0] == "200 OK"

    slow.arrives.set()
    until = time.monotonic() + 5
    while site.readers and time.monotonic() < until:
        time.sleep(0.01)
    assert send(site, io.BytesIO(b"late"), 4) == ("200 OK", b"late")


def test_one_address_cannot_take_every_place(waiting: Any) -> None:
    site = BoundedBodies(application)
    waiting(site, "192.0.2.1", "192.0.2.1")
    assert send(site, io.BytesIO(b"more"), 4, REMOTE_ADDR="192.0.2.1")[0] == "503 Service Unavailable"
    assert send(site, io.BytesIO(b"else"), 4, REMOTE_ADDR="192.0.2.2")[0] == "200 OK"


def test_behind_a_proxy_all_come_from_its_address(waiting: Any, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    site = BoundedBodies(application)
    waiting(site, "192.0.2.1", "192.0.2.1")
    assert send(site, io.BytesIO(b"more"), 4, REMOTE_ADDR="192.0.2.1")[0] == "200 OK"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """The port of the real server in front of the real site, started as bin/serve does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    granian = [sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--port", str(port)]
    options = ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--workers-kill-timeout", "1s"]
    prepare = [sys.executable, "bin/prepare.py", "migrate", "createcachetable"]
    subprocess.run(prepare, cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen([*granian, *options], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not start.")


def status_of(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body=body, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_eight_slow_bodies_do_not_stop_the_server(server: int) -> None:
    begun = b"POST /csp-reports/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"
    slow = []
    for _ in range(8):
        client = socket.create_connection(("127.0.0.1", server))
        client.sendall(begun)
        slow.append(client)
    time.sleep(0.5)
    assert status_of(server, "GET", "/healthz") == 200
    for client in slow:
        client.close()
