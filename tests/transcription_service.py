"""A service on this machine that speaks OpenAI's `/audio/transcriptions`: it takes multipart forms apart, checks what
it is sent as the real ones do, and answers with what a test has laid out for it."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

from tests.http_service import HttpService, serving

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
class Service(HttpService[Request]):
    body: bytes = json.dumps(VERBOSE).encode()

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Request:
        return taken_apart(path, headers, body)

    def reply(self, request: Request) -> tuple[int, bytes]:
        if self.status == 200 and (problem := wrong(request)):
            return 400, json.dumps({"error": {"message": problem}}).encode()
        return self.status, self.body


def transcription_service() -> AbstractContextManager[Service]:
    return serving(Service())


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
