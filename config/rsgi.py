"""What stands between the web server and Django: each body is there in full before one of the few threads is taken.

A WSGI server gives a request to a thread as soon as its headers are there, so eight bodies that come a byte a second
hold them all and the site stands still. Here an event loop does the waiting, for any number of them; what is too large
is refused unread, and what is too slow is given up. docs/decisions has the measurements. RSGI is granian's interface.
"""

import asyncio
import gc
import sys
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.urls import get_resolver

from . import bodies
from .wsgi import application as django

type Headers = list[tuple[str, str]]

PATIENCE = 120
"""Seconds in which a body has to be there."""

IN_MEMORY = 65_536  # bytes; what is longer waits in a file

PIECE = 1_000_000
"""Bytes of an answer that are sent at once."""

THREADS = 4
"""In which Django runs: a process has one interpreter lock, so more of them only wait for one another."""

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="django")


class TooLarge(Exception):
    """A body has more bytes, `size` at least, than are taken at its address."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


async def application(scope: Any, protocol: Any) -> None:
    """Answer one request. A websocket is none."""
    if scope.proto != "http":
        protocol.close(403)
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
        try:
            size = await asyncio.wait_for(_receive(scope, protocol, body), PATIENCE)
        except TooLarge as error:
            size = error.size  # which Django refuses by itself (config.bodies), in the words that fit
        except TimeoutError:
            protocol.response_str(408, [("content-type", "text/plain")], "This took too long. Please send it again.\n")
            return
        body.seek(0)
        await _send(protocol, *await _in_a_thread(_respond, _environment(scope, body, size)))


async def _receive(scope: Any, protocol: Any, body: IO[bytes]) -> int:
    """Read the body into a file and return its size. Raises TooLarge, and where a length is told before it reads."""
    told = bodies.told_size(scope.headers.get("content-length"))
    is_open_ended = "transfer-encoding" in scope.headers
    at_least = bodies.UNREADABLE if is_open_ended else told
    ask = partial(bodies.most, scope.path, scope.headers.get("cookie") or "", at_least=at_least)
    most = await _in_a_thread(ask) if at_least > settings.LARGEST_BODY_OF_A_STRANGER else ask()
    if told > most:
        raise TooLarge(told)
    received = 0
    async for chunk in protocol:
        received += len(chunk)
        if received > most:
            raise TooLarge(received)
        body.write(chunk)
    return received


async def _in_a_thread(function: Any, *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, function, *arguments)


def _environment(scope: Any, body: IO[bytes], size: int) -> dict[str, Any]:
    """The request as PEP 3333 has it."""
    host, _, port = scope.server.rpartition(":")
    return {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **_headers(scope),
        "CONTENT_LENGTH": str(size),
    }


def _headers(scope: Any) -> dict[str, str]:
    """As WSGI names them. One with an underscore could pass for another, such as X_Forwarded_For, and is left out."""
    headers = {"HTTP_HOST": scope.authority} if scope.authority else {}
    for name in {name for name, _ in scope.headers.items()}:
        if "_" not in name:
            separator = "; " if name == "cookie" else ","
            headers[f"HTTP_{name.upper().replace('-', '_')}"] = separator.join(scope.headers.get_all(name))
    return headers | {"CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", "")}


def _respond(environment: dict[str, Any]) -> tuple[int, Headers, bytes, Generator[bytes] | None]:
    """Run Django in this thread: its answer up to the first piece, and what brings the others, None where it is all.

    A page is all there then, and the thread has been asked once.
    """
    answer: list[Any] = []

    def start_response(status: str, headers: Headers, _: Any = None) -> None:
        answer[:] = [int(status.split(" ", 1)[0]), headers]

    pieces = _pieces(django(environment, start_response))  # type: ignore[arg-type]
    first = next(pieces)
    is_all = len(first) < PIECE
    if is_all:
        pieces.close()
    return answer[0], answer[1], first, None if is_all else pieces


async def _send(protocol: Any, status: int, headers: Headers, first: bytes, others: Generator[bytes] | None) -> None:
    """Hand an answer to the server: a page whole, a long file piece by piece. While one is sent, no thread is held."""
    if others is None:
        protocol.response_bytes(status, headers, first)
        return
    try:
        transport = protocol.response_stream(status, headers)
        piece = first
        while piece:
            await transport.send_bytes(piece)
            piece = await _in_a_thread(next, others, b"")
    finally:
        with suppress(ValueError):  # a piece is being read: what brings it ends with that
            await _in_a_thread(others.close)


def _pieces(chunks: Iterable[bytes]) -> Generator[bytes]:
    """An answer in pieces of PIECE bytes or a little more, the last one shorter, if need be empty; closed with it."""
    collected: list[bytes] = []
    size = 0
    try:
        for chunk in chunks:
            collected.append(chunk)
            size += len(chunk)
            if size >= PIECE:
                yield b"".join(collected)
                collected, size = [], 0
        yield b"".join(collected)
    finally:
        getattr(chunks, "close", bool)()


def _settle() -> None:
    """Load what requests need, and let the garbage collector never look at it again.

    It would each few hundred requests, for a quarter of a second, and find nothing: modules, models and views stay.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


_settle()
