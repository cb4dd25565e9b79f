"""Bodies of requests are bounded before anything reads them: in size, and in how many may be slow at once.

A proxy that takes a body in whole before it passes it on (nginx does) is the real answer to slow ones. Without one the
server's few threads each wait for a body as long as its sender likes; here some always stay free for everybody else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import Any

from django.conf import settings

MAX_BYTES = 25_000_000
"""Of somebody who is signed in: an archive of questions. deploy/nginx.conf says the same."""

MAX_BYTES_OF_STRANGERS = 3_000_000
"""More than any form of ours takes: an answer that comes back after its session has ended is no longer than that."""

IN_MEMORY = 1_000_000
CHUNK = 64 * 1024

SLOTS = 3
"""How many bodies are read at once: one less than the threads of a web process (bin/serve, deploy/)."""

SLOTS_OF_AN_ADDRESS = 2

type Answer = Callable[[str, list[tuple[str, str]]], Any]
type Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class BoundedBodies:
    """Reads a body into a file before the application starts, or refuses to."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.lock = Lock()
        self.readers: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
        size = _size(environ)
        if not size:
            return self.application(environ, start_response)
        if size > _most(environ):
            return _refuse(start_response, "413 Content Too Large", "This is more than the site takes. Send less.")
        address = "" if settings.ALLAUTH_TRUSTED_PROXY_COUNT else str(environ.get("REMOTE_ADDR", ""))
        if not self._enter(address):
            return _refuse(start_response, "503 Service Unavailable", "The site is busy. Send it again in a moment.")
        try:
            body = environ["wsgi.input"] = _read(environ["wsgi.input"], size)
        finally:
            self._leave(address)
        return _then_close(self.application(environ, start_response), body)

    def _enter(self, address: str) -> bool:
        """Behind a proxy every body comes from its address, and in whole."""
        with self.lock:
            full = self.readers.total() >= SLOTS or (address and self.readers[address] >= SLOTS_OF_AN_ADDRESS)
            if not full:
                self.readers[address] += 1
            return not full

    def _leave(self, address: str) -> None:
        with self.lock:
            self.readers[address] -= 1
            self.readers += Counter()  # drops what has come to nothing


def _size(environ: dict[str, Any]) -> int:
    """As Django reads it: a length that is none, or comes in pieces without one, is no body."""
    text = str(environ.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _most(environ: dict[str, Any]) -> int:
    is_signed_in = f"{settings.SESSION_COOKIE_NAME}=" in str(environ.get("HTTP_COOKIE", ""))
    return MAX_BYTES if is_signed_in else MAX_BYTES_OF_STRANGERS


def _read(source: Any, size: int) -> Any:
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (_then_close)
    while size > 0 and (piece := source.read(min(size, CHUNK))):
        body.write(piece)
        size -= len(piece)
    body.seek(0)
    return body


def _then_close(answer: Iterable[bytes], body: Any) -> Iterator[bytes]:
    """The answer, and when it is sent, or given up, the end of both."""
    try:
        yield from answer
    finally:
        getattr(answer, "close", bool)()
        body.close()


def _refuse(start_response: Answer, status: str, sentence: str) -> Iterable[bytes]:
    text = f"{sentence}\n".encode()
    start_response(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(text))),
            ("Retry-After", "5"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ],
    )
    return [text]
