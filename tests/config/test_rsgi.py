"""The site behind a web server of its own, as people reach it without a proxy in front."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest

from config import rsgi
from tests.paths import ROOT


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server of the site answers, with an empty database."""
    data: Path = tmp_path_factory.mktemp("data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    environment = os.environ | {"DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data / 'empty.sqlite3'}"}
    environment |= {"PORT": str(free), "HOST": "127.0.0.1", "SITE_URL": f"http://127.0.0.1:{free}"}
    process = subprocess.Popen(
        [ROOT / "bin/serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", free)):
                    break
            threading.Event().wait(0.1)
        yield free
    finally:
        process.terminate()
        process.wait(10)


def connected(port: int, sent: str = "") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(sent.encode())
    return connection


def head(port: int, length: str, path: str = "/accounts/login/", more: str = "") -> str:
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}Content-Type: text/plain\r\n{length}\r\n\r\n"


def answers(port: int) -> float:
    """The seconds that a page takes."""
    began = time.perf_counter()
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as response:
        assert response.status == 200
    return time.perf_counter() - began


def test_slow_bodies_and_idle_connections_do_not_stop_the_site(port: int) -> None:
    answers(port)
    with ExitStack() as stack:
        for _ in range(505):
            stack.enter_context(connected(port))
        slow = [stack.enter_context(connected(port, head(port, "Content-Length: 90000"))) for _ in range(60)]
        for _ in range(3):
            for connection in slow:
                connection.sendall(b"x")
            assert answers(port) < 2


@pytest.mark.parametrize("length", ["Content-Length: 400000000", "Content-Length: -1", "Content-Length: 100001"])
def test_what_is_too_large_is_refused_before_it_is_sent(port: int, length: str) -> None:
    with connected(port, head(port, length)) as connection:
        status = connection.recv(1000).split(b"\r\n")[0]
    assert status in {b"HTTP/1.1 413 Payload Too Large", b"HTTP/1.1 400 Bad Request"}


def test_a_body_without_an_end_is_refused_when_it_is_too_large(port: int) -> None:
    with connected(port, head(port, "Transfer-Encoding: chunked")) as connection:
        for _ in range(20):
            connection.sendall(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        assert b"413" in connection.recv(1000).split(b"\r\n")[0]


def scope_of(path: str = "/", **headers: list[str]) -> Any:
    names = {name.replace("__", "-").lower(): values for name, values in headers.items()}
    return SimpleNamespace(
        proto="http",
        http_version="1.1",
        server="127.0.0.1:8000",
        client="[2001:db8::1]:40000",
        scheme="http",
        method="POST",
        path=path,
        query_string="q=a%20b",
        authority=None,
        headers=SimpleNamespace(
            items=lambda: [(name, values[0]) for name, values in names.items()],
            get_all=lambda name: names[name],
            get=lambda name: names.get(name, [None])[0],
            __contains__=names.__contains__,
        ),
    )


def test_a_request_becomes_what_wsgi_calls_it() -> None:
    scope = scope_of(
        "/questions/na%C3%AFve/", cookie=["a=1", "b=2"], accept=["text/html", "*/*"], content__type=["x/y"]
    )
    environment = rsgi._environment(scope, sys.stdin.buffer, 7)
    told = {name: environment[name] for name in environment if not name.startswith("wsgi.")}
    assert told == {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/questions/naïve/".encode().decode("latin-1"),
        "QUERY_STRING": "q=a%20b",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "2001:db8::1",
        "HTTP_COOKIE": "a=1; b=2",
        "HTTP_ACCEPT": "text/html,*/*",
        "HTTP_CONTENT_TYPE": "x/y",
        "CONTENT_TYPE": "x/y",
        "CONTENT_LENGTH": "7",
    }


def test_a_header_that_could_pass_for_another_is_left_out() -> None:
    headers = rsgi._headers(scope_of(x_forwarded_for=["192.0.2.1"], x__forwarded__for=["198.51.100.1"]))
    assert headers == {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "CONTENT_TYPE": ""}


class Connection:
    """A protocol whose body never ends, and what it was answered."""

    def __init__(self) -> None:
        self.answered: list[Any] = []

    def __aiter__(self) -> "Connection":
        return self

    async def __anext__(self) -> bytes:
        await asyncio.sleep(0.01)
        return b"x"

    def response_str(self, *answer: Any) -> None:
        self.answered += answer


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rsgi, "PATIENCE", 0.1)
    connection = Connection()
    scope = scope_of()
    scope.headers = type("Headers", (), {"get": lambda *_: None, "__contains__": lambda *_: False})()
    with ThreadPoolExecutor(1) as pool:  # a test with a browser leaves a running loop in this thread
        pool.submit(asyncio.run, rsgi.application(scope, connection)).result()
    assert connection.answered[0] == 408
    assert "send it again" in connection.answered[2]


class Chunks:
    """What Django gives back: chunks, and to be closed once, whatever became of them."""

    def __init__(self, *sizes: int, fails: bool = False) -> None:
        self.sizes, self.fails, self.closed = sizes, fails, 0

    def __iter__(self) -> Iterator[bytes]:
        for size in self.sizes:
            yield b"x" * size
        if self.fails:
            raise OSError("gone")

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize(
    ("sizes", "pieces"),
    [((), [0]), ((1, 2), [3]), ((rsgi.PIECE,), [rsgi.PIECE, 0]), ((600_000, 600_000, 5), [1_200_000, 5])],
)
def test_an_answer_comes_in_pieces_and_is_closed_at_its_end(sizes: tuple[int, ...], pieces: list[int]) -> None:
    chunks = Chunks(*sizes)
    assert [len(piece) for piece in rsgi._pieces(chunks)] == pieces
    assert chunks.closed == 1


def test_a_page_is_all_there_and_closed_when_its_thread_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = Chunks(7, 8)
    monkeypatch.setattr(rsgi, "django", lambda _, start: (start("200 OK", [("a", "b")]), chunks)[1])
    assert rsgi._respond({}) == (200, [("a", "b")], b"x" * 15, None)
    assert chunks.closed == 1


def test_a_long_answer_that_nobody_waits_for_and_one_that_fails_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    long, failing = Chunks(rsgi.PIECE, 5), Chunks(5, fails=True)
    monkeypatch.setattr(rsgi, "django", lambda answer, start: (start("200 OK", []), answer["chunks"])[1])
    _, _, first, others = rsgi._respond({"chunks": long})
    assert others is not None
    assert (len(first), long.closed) == (rsgi.PIECE, 0)
    others.close()
    assert long.closed == 1
    with pytest.raises(OSError, match="gone"):
        rsgi._respond({"chunks": failing})
    assert failing.closed == 1
