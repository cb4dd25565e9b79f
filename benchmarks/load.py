"""A visitor's end of HTTP, as cheap as can be: bytes out, bytes in, over connections that stay open."""

import heapq
import selectors
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlencode

type Ask = Callable[[], bytes | None]
"""The next request of one visitor; None when there is nothing left to ask."""

PATIENCE = 30
"""Seconds after which a request without an answer has failed."""


def get(path: str, cookie: str = "") -> bytes:
    return _head("GET", path, cookie) + b"\r\n"


def post(path: str, cookie: str, fields: dict[str, object], *, accept: str = "application/json") -> bytes:
    """A form, with the token that fits the cookie of `cookies`."""
    body = urlencode({"csrfmiddlewaretoken": TOKEN} | fields).encode()
    told = f"Accept: {accept}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", path, cookie) + told.encode() + body


TOKEN = "a" * 32


def cookies(session: str) -> str:
    return f"session={session}; csrftoken={TOKEN}"


def _head(method: str, path: str, cookie: str) -> bytes:
    told = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"{method} {path} HTTP/1.1\r\nHost: localhost:8000\r\n{told}".encode()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    location: str = ""


@dataclass
class Slice:
    """What came of some seconds of asking."""

    seconds: float = 0
    took: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    failed: int = 0

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def percentile(self, percent: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.took) or [0.0]
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Connection:
    """One that stays open, with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None
        self.received = bytearray()
        self.began = 0.0

    def send(self, request: bytes, watch: selectors.BaseSelector) -> None:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            watch.register(self.socket, selectors.EVENT_READ, self)
        self.received.clear()
        self.socket.sendall(request)

    def receive(self, watch: selectors.BaseSelector) -> Answer | None:
        """The whole answer, once it is there. Raises ConnectionError."""
        assert self.socket
        piece = self.socket.recv(262_144)
        if not piece:
            self.close(watch)
            raise ConnectionError
        self.received += piece
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self.received[:end]).lower()
        place = head.find(b"content-length:")
        length = int(head[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
        if len(self.received) < end + 4 + length:
            return None
        place = head.find(b"location:")
        location = head[place + 9 :].split(b"\r\n", 1)[0].strip().decode() if place >= 0 else ""
        return Answer(int(head[9:12]), bytes(self.received[end + 4 : end + 4 + length]), location)

    def close(self, watch: selectors.BaseSelector) -> None:
        if self.socket:
            watch.unregister(self.socket)
            self.socket.close()
            self.socket = None


def closed(port: int, asks: Sequence[Ask], seconds: float) -> Slice:
    """Each visitor asks again as soon as it was answered."""
    watch, result, began = selectors.DefaultSelector(), Slice(), perf_counter()
    until, under_way = began + seconds, 0
    visitors: dict[Connection, Ask] = {Connection(port): ask for ask in asks}

    def go(connection: Connection) -> int:
        request = visitors[connection]() if perf_counter() < until else None
        if request is None:
            return 0
        connection.began = perf_counter()
        connection.send(request, watch)
        return 1

    under_way = sum(map(go, visitors))
    while under_way:
        for key, _ in watch.select(PATIENCE):
            connection: Connection = key.data
            if answer := connection.receive(watch):
                result.took.append(perf_counter() - connection.began)
                result.statuses.add(answer.status)
                under_way += go(connection) - 1
    result.seconds = perf_counter() - began
    for connection in visitors:
        connection.close(watch)
    return result


@dataclass(order=True)
class Due:
    """A request of an open loop: sent `at` seconds, whether those before were answered or not; `part` of what it is.

    `request` is asked for when it is sent; `answered` is told what came, None where nothing did.
    """

    at: float
    number: int
    who: int = field(compare=False)
    request: Callable[[], bytes] = field(compare=False)
    answered: Callable[[Answer | None], None] = field(compare=False)
    part: str = field(compare=False, default="")


class OpenLoop:
    """Sends each request when it is due and times it from then on. One person's requests wait for one another."""

    def __init__(self, port: int, dues: Sequence[Due]) -> None:
        self.waiting = list(dues)
        heapq.heapify(self.waiting)
        self.left = len(self.waiting)
        self.end = max(due.at for due in dues) + PATIENCE
        self.watch = selectors.DefaultSelector()
        self.connections = {due.who: Connection(port) for due in dues}
        self.names = {id(connection): who for who, connection in self.connections.items()}
        self.queues: dict[int, list[Due]] = {who: [] for who in self.connections}
        self.result = Slice()
        self.parts = {due.part: Slice() for due in dues}

    def run(self) -> Slice:
        self.began = perf_counter()
        while self.left and self._now() < self.end:
            while self.waiting and self.waiting[0].at <= self._now():
                due = heapq.heappop(self.waiting)
                self.queues[due.who].append(due)
                if len(self.queues[due.who]) == 1:
                    self._send(due.who)
            wait = self.waiting[0].at - self._now() if self.waiting else 0.5
            for key, _ in self.watch.select(max(0.0, min(wait, 0.5))):
                self._receive(self.names[id(key.data)])
        self.result.failed += self.left
        self.result.seconds = self._now()
        for connection in self.connections.values():
            connection.close(self.watch)
        return self.result

    def _now(self) -> float:
        return perf_counter() - self.began

    def _send(self, who: int) -> None:
        try:
            self.connections[who].send(self.queues[who][0].request(), self.watch)
        except OSError:
            self._done(who, None)

    def _receive(self, who: int) -> None:
        try:
            answer = self.connections[who].receive(self.watch)
        except OSError:
            if self.queues[who]:
                self._done(who, None)
            else:  # the server has ended a connection that nobody used
                self.connections[who].close(self.watch)
        else:
            if answer:
                self._done(who, answer)

    def _done(self, who: int, answer: Answer | None) -> None:
        due = self.queues[who].pop(0)
        self.left -= 1
        for told in (self.result, self.parts[due.part]):
            told.took.append(self._now() - due.at)
        if answer is None or answer.status >= 400:
            self.result.failed += 1
            self.connections[who].close(self.watch)
        if answer:
            self.result.statuses.add(answer.status)
        due.answered(answer)
        if self.queues[who]:
            self._send(who)
