"""A service on this machine that a test lays out the answers of: a real server, asked over a real connection."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any


@dataclass
class HttpService[Request]:
    """`status` and `body` are what it answers from now on, once `ready` is set, after `drip` seconds a byte; `received`
    is what it was sent."""

    url: str = ""
    status: int = 200
    body: bytes = b""
    drip: float = 0
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Request] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def answer(self, status: int, body: Any, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Request:
        """What it was sent, taken apart."""
        raise NotImplementedError

    def reply(self, request: Request) -> tuple[int, bytes]:
        return self.status, self.body


@contextmanager
def serving[Service: HttpService[Any]](service: Service) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            request = service.take(self.path, dict(self.headers.items()), sent)
            service.received.append(request)
            service.ready.wait(timeout=20)
            status, body = service.reply(request)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in service.headers.items():
                self.send_header(name, value)
            with suppress(ConnectionError):  # whoever asked may have lost patience
                self.end_headers()
                for byte in body if service.drip else ():
                    self.wfile.write(bytes([byte]))
                    sleep(service.drip)
                if not service.drip:
                    self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    service.ready.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        service.ready.set()
        server.shutdown()
        thread.join()
        server.server_close()
