"""People who write in a running interview without a pause, and a ledger of what they were told is saved."""

import json
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import urllib3

from .site import Server, manage

PEOPLE = """
import json, random, sys
from django.conf import settings
from django.test import Client
from accounts.models import User
from config import clock
from practice import interviews
from practice.models import Blueprint
blueprint = Blueprint.objects.filter(owner=None).order_by("-minutes").first()
people = []
for number in range(int(sys.argv[1])):
    user = User.objects.create(email=f"{sys.argv[2]}{number}@example.org")
    interview = interviews.start(user, blueprint, now=clock.now(), rng=random.Random(number))
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    people.append({"interview": interview.pk, "session": f"{settings.SESSION_COOKIE_NAME}={session}"})
print(json.dumps({"people": people, "csrf": settings.CSRF_COOKIE_NAME}))
"""

STORED = """
import json
from practice.models import Interview, Part
parts = Part.objects.filter(answer__position=1, position=1).values_list("answer__interview", "text")
open_ones = list(Interview.objects.open().values_list("pk", flat=True))
print(json.dumps({"texts": dict(parts), "open": open_ones}))
"""

TOKEN = "a" * 32

PAUSE = 0.5
"""Seconds between what a person has been told is saved and the next words."""


@dataclass
class Candidate:
    """One person at one box. Each text goes on from the one before, so the last one stored shows all of them."""

    interview: int
    cookie: str
    writer: str = field(default_factory=lambda: str(uuid4()))
    text: str = ""
    acknowledged: str = ""
    count: int = 0
    sequence: int = 0
    revision: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    def save(self, pool: urllib3.HTTPSConnectionPool | urllib3.HTTPConnectionPool, headers: dict[str, str]) -> bool:
        told = {
            "text": self.text,
            "based_on": str(self.revision),
            "writer": self.writer,
            "sequence": str(self.sequence),
        }
        try:
            answer = pool.request(
                "POST", f"/interviews/{self.interview}/1/save/", fields=told, headers=headers, retries=False, timeout=10
            )
            reply: dict[str, Any] = answer.json() if answer.status in {200, 409} else {}
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            return self._fail(type(error).__name__)
        if reply.get("outcome") != "applied":
            return self._fail(f"{answer.status} {reply.get('outcome', '')}".strip())
        self.acknowledged, self.revision = self.text, reply["revision"]
        self.count += 1
        self.times.append(time.monotonic())
        return True

    def _fail(self, why: str) -> bool:
        self.failures[why] = self.failures.get(why, 0) + 1
        return False


class Crowd:
    """So many candidates, each in a thread: writes, saves, and sends the same once more until it is acknowledged."""

    def __init__(
        self, server: Server, port: int, *, count: int, name: str, https: str = "", certificate: Path | None = None
    ) -> None:
        told = json.loads(manage(server, PEOPLE, str(count), name))
        self.server = server
        self.candidates = [Candidate(each["interview"], each["session"]) for each in told["people"]]
        self._stop = threading.Event()
        if https:
            self._pool: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
                "127.0.0.1",
                port,
                maxsize=count,
                ca_certs=str(certificate),
                server_hostname=https,
                assert_hostname=https,
            )
        else:
            self._pool = urllib3.HTTPConnectionPool("127.0.0.1", port, maxsize=count)
        host = https or f"127.0.0.1:{port}"
        scheme = "https" if https else "http"
        self._headers = {
            "Accept": "application/json", "Host": host, "Referer": f"{scheme}://{host}/", "X-CSRFToken": TOKEN,
        }  # fmt: skip
        self._csrf = f"{told['csrf']}={TOKEN}"
        self._threads = [threading.Thread(target=self._write, args=[each]) for each in self.candidates]

    def _write(self, mine: Candidate) -> None:
        headers = self._headers | {"Cookie": f"{mine.cookie}; {self._csrf}"}
        while not self._stop.is_set():
            mine.sequence += 1
            mine.text += f" word{mine.sequence}"
            while not mine.save(self._pool, headers) and not self._stop.is_set():
                time.sleep(0.5)
            self._stop.wait(PAUSE)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> dict[str, Any]:
        """End, and hold the ledger against the database: what was acknowledged and is not there is lost."""
        ended = time.monotonic()
        self._stop.set()
        for thread in self._threads:
            thread.join()
        stored = json.loads(manage(self.server, STORED))
        lost = [
            each for each in self.candidates if not stored["texts"][str(each.interview)].startswith(each.acknowledged)
        ]
        moments = sorted(moment for each in self.candidates for moment in each.times)
        moments = [*(moment for moment in moments if moment < ended), ended]
        failures: dict[str, int] = {}
        for each in self.candidates:
            for why, number in each.failures.items():
                failures[why] = failures.get(why, 0) + number
        return {
            "acknowledged": sum(each.count for each in self.candidates),
            "lost": len(lost),
            "failed": failures,
            "gap": max((later - earlier for earlier, later in pairwise(moments)), default=float("inf")),
            "closed": sum(each.interview not in stored["open"] for each in self.candidates),
        }
