"""A service elsewhere that is asked over HTTP: speech to text, and the judge of second opinions.

Each is asked once. Whoever is asked once more may take the money twice, and a redirect would carry the key elsewhere.
"""

from enum import StrEnum
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import urllib3

LARGEST_REPLY = 10_000_000  # bytes: half an hour of speech with the times of its words takes a twentieth
CONNECT_SECONDS = 10


class Trouble(StrEnum):
    """Why there is no reply. Models that store one have a choice of the same value, with the words for its owner."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    NOT_LET_IN = "not_let_in"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    UNREADABLE = "unreadable"
    BROKEN = "broken"
    NO_ANSWER = "no_answer"


_BY_STATUS = {
    **dict.fromkeys((401, 403), Trouble.NOT_LET_IN),
    **dict.fromkeys((408, 504), Trouble.TOO_SLOW),
    **dict.fromkeys((400, 415, 422), Trouble.UNREADABLE),
    413: Trouble.TOO_LARGE,
    **dict.fromkeys((429, 503), Trouble.BUSY),
}


class NoReply(Exception):
    """`trouble` says why; `detail` is for the log and holds nothing of what was sent or got."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail


def host(url: str) -> str:
    """Where a service is, as a person is told."""
    return urlsplit(url).netloc.rpartition("@")[2]


def ask(url: str, *, key: str, seconds: float, **body: Any) -> bytes:
    """The body of the reply to a POST of `json=…` or of `fields=…`, as urllib3 takes them, which may take `seconds` to
    begin and as many to end. Raises NoReply."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds)
    with urllib3.PoolManager(headers=headers, timeout=timeout, retries=False) as pool:
        try:
            with pool.request("POST", url, redirect=False, preload_content=False, **body) as response:
                reply = _read(response, until=monotonic() + seconds)
        except urllib3.exceptions.ReadTimeoutError as error:
            raise NoReply(Trouble.TOO_SLOW, type(error).__name__) from error
        except urllib3.exceptions.HTTPError as error:
            raise NoReply(Trouble.UNREACHABLE, type(error).__name__) from error
    if response.status != 200:
        raise NoReply(_BY_STATUS.get(response.status, Trouble.BROKEN), f"HTTP {response.status}")
    return reply


def _read(response: urllib3.BaseHTTPResponse, *, until: float) -> bytes:
    """All of it, though it come drop by drop. Raises NoReply."""
    reply = bytearray()
    while piece := response.read1(65_536):
        reply += piece
        if len(reply) > LARGEST_REPLY:
            raise NoReply(Trouble.NO_ANSWER, "the reply is too large")
        if monotonic() > until:
            raise NoReply(Trouble.TOO_SLOW, "it comes drop by drop")
    return bytes(reply)
