"""A service on this machine that speaks OpenAI's `/audio/transcriptions`: it takes multipart forms apart, checks what
it is sent as the real ones do, and answers with what a test has laid out for it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-for-tests"

VERBOSE: dict[str, Any] = {
    "task": "transcribe",
    "language": "english",
    "duration": 9.0,
    "text": " A model too simple, um, underfits. The fit changes.",
    "segments": [
        {"id": 0, "start": 0.0, "end": 4.5, "text": " A model too simple, um, underfits.", "avg_logprob": -0.2},
        {"id": 1, "start": 6.5, "end": 9.0, "text": " The fit changes.", "avg_logprob": -0.1},
    ],
    "words": [
        {"word": "A", "start": 0.0, "end": 0.5},
        {"word": "model", "start": 0.5, "end": 1.0},
        {"word": "too", "start": 1.0, "end": 1.5},
        {"word": "simple", "start": 1.5, "end": 2.0},
        {"word": "um", "start": 2.0, "end": 2.5},
        {"word": "underfits", "start": 4.0, "end": 4.5},
        {"word": "The", "start": 6.5, "end": 7.0},
        {"word": "fit", "start": 7.0, "end": 8.0},
        {"word": "changes", "start": 8.0, "end": 9.0},
    ],
}
"""A reply of whisper-1's sort: its words stand beside the segments. There are pauses of 1.5 and 2 seconds."""


@dataclass
class Request:
    path: str
    authorization: str
    fields: list[tuple[str, str]]
    file_name: str
    mime_type: str
    sound: bytes


@dataclass
class Service:
    """`status` and `body` are what it answers from now on, once `ready` is set; `received` is what it was sent."""

    url: str
    status: int = 200
    body: bytes = json.dumps(VERBOSE).encode()
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Request] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def answer(self, status: int, body: Any, **headers: str) -> None:
        self.status, self.headers = status, headers
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()


@contextmanager
def transcription_service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            service.received.append(taken_apart(self.path, dict(self.headers.items()), self.rfile.read(length)))
            service.ready.wait(timeout=20)
            status, body = service.status, service.body
            if status == 200 and (problem := wrong(service.received[-1])):
                status, body = 400, json.dumps({"error": {"message": problem}}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in service.headers.items():
                self.send_header(name, value)
            with suppress(ConnectionError):  # whoever asked may have lost patience
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Service(url=f"http://127.0.0.1:{server.server_port}/v1")
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


def taken_apart(path: str, headers: dict[str, str], body: bytes) -> Request:
    head = f"Content-Type: {headers['Content-Type']}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    form = message_from_bytes(head + body, policy=policy.HTTP)
    fields, file = [], None
    for part in form.iter_parts():
        if part.get_filename():
            file = part
        else:
            name = part.get_param("name", header="content-disposition")
            fields.append((str(name), str(part.get_payload(decode=True), "utf-8")))  # type: ignore[arg-type]
    assert file is not None
    return Request(
        path=path,
        authorization=headers.get("Authorization", ""),
        fields=fields,
        file_name=str(file.get_filename()),
        mime_type=file.get_content_type(),
        sound=bytes(file.get_payload(decode=True)),
    )


def wrong(request: Request) -> str:
    """What a real service would refuse."""
    told = dict(request.fields)
    if not request.path.endswith("/audio/transcriptions"):
        return "no such address"
    if not told.get("model"):
        return "you must provide a model parameter"
    if request.file_name.rpartition(".")[2] not in {"webm", "ogg", "mp4"}:
        return "invalid file format"
    return ""
