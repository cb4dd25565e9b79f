"""A site with a little of everything in it, and visitors who knock at its doors without leaving a trace."""

import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.utils import timezone

from accounts.models import User
from practice import autosave, blueprints, bookmarks, interviews
from practice.models import Interview
from questions.authoring import reports
from questions.models import Question, Resource, Tip
from tests.factories import (
    make_blueprint,
    make_category,
    make_content,
    make_interview,
    make_question,
    make_recording,
    make_writer,
)
from tests.hostile.inputs import MARK
from tests.hostile.pages import Page

ELSEWHERE = re.compile(r"https://(accounts\.google\.com|github\.com/login)/o")
"""Where somebody is led who signs in by another site, when that is configured."""

ROLES = ["stranger", "learner", "other", "curator", "reviewer", "superuser"]
PLANTED = "planted"
"""Stands in front of what belongs to one person: "planted-learner-answer"."""


@dataclass(frozen=True)
class Answer:
    """What a visitor was answered."""

    method: str
    address: str
    status: int
    headers: dict[str, str]
    body: bytes
    error: str = ""

    @property
    def is_page(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def leads_to(self) -> str:
        return self.headers.get("location", "")

    def faults(self) -> list[str]:
        """What is wrong with an answer, whatever was asked."""
        found = []
        if self.status >= 500:
            found.append(f"{self.status}: {self.error}")
        if 400 <= self.status < 500 and self.status != 405 and not self._says_something():
            found.append(f"{self.status} without a sentence: {self.body[:80]!r}")
        if self.is_page and MARK.encode() in self.body:
            found += [f"would run: {danger}" for danger in Page(self.address, self.text).dangers]
        if "\n" in self.leads_to or not (ELSEWHERE.match(self.leads_to) or self._stays_here()):
            found.append(f"leads away: {self.leads_to}")
        return [f"{self.method} {self.address[:120]}: {fault}" for fault in found]

    def _stays_here(self) -> bool:
        return urlsplit(self.leads_to).netloc in {"", "testserver"}

    def _says_something(self) -> bool:
        return (
            b"<main" in self.body or b'id="main"' in self.body or self.headers.get("content-type") == "application/json"
        )


class Visitor(RequestFactory):
    """Asks the site in this process. Each request is rolled back, so that the next one finds the site as it was."""

    def __init__(self, user: User | None = None) -> None:
        super().__init__()
        self.user = user
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.raised: list[str] = []
        if user:
            client = Client()
            client.force_login(user)
            self.cookies = client.cookies

    def ask(self, method: str, address: str, data: Any = None, **extra: Any) -> Answer:
        with rolled_back(), self._watching():
            response = self._send(method, address, data, **extra)
            if response.status_code < 400 and connection.vendor == "postgresql":
                connection.check_constraints()
            return self._answer(method, address, response)

    def follow(self, method: str, address: str, data: Any = None, **extra: Any) -> list[Answer]:
        """The answer, and the page that it leads to before all is rolled back."""
        with rolled_back(), self._watching():
            response = self._send(method, address, data, **extra)
            answers = [self._answer(method, address, response)]
            if response.status_code == 302 and not answers[0].faults():
                target = answers[0].leads_to
                answers.append(self._answer("get", target, self._send("get", target)))
        return answers

    def _send(self, method: str, address: str, data: Any = None, **extra: Any) -> HttpResponseBase:
        self.raised.clear()
        if isinstance(data, bytes):  # as it is: `post` would write it anew in the charset that it claims to have
            return cast("HttpResponseBase", self.generic(method.upper(), address, data, **extra))
        sent = {} if data is None else {"data": data}
        response: HttpResponseBase = getattr(self, method)(address, **sent, **extra)
        return response

    def request(self, **extra: Any) -> Any:
        return self.handler(self._base_environ(**extra))  # type: ignore[attr-defined]  # which the stubs leave out

    @contextmanager
    def _watching(self) -> Iterator[None]:
        def note(**_: Any) -> None:
            kind, error, trace = sys.exc_info()
            places = [frame for frame in traceback.extract_tb(trace) if "site-packages" not in frame.filename]
            where = f"{places[-1].filename.rpartition('/')[2]}:{places[-1].lineno}" if places else "django"
            self.raised.append(f"{kind and kind.__name__}: {str(error)[:200]} ({where})")

        got_request_exception.connect(note, weak=False, dispatch_uid="hostile")
        try:
            yield
        finally:
            got_request_exception.disconnect(dispatch_uid="hostile")

    def _answer(self, method: str, address: str, response: Any) -> Answer:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(method, address, response.status_code, headers, body, " ".join(self.raised))


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Site:
    people: dict[str, User | None] = field(default_factory=dict)
    question: Question = field(init=False)
    interviews: dict[str, Interview] = field(default_factory=dict)

    def visitor(self, role: str) -> Visitor:
        return Visitor(self.people[role])


def make_site() -> Site:
    """One of each thing for each person, with words of that person's in it."""
    site = Site(people=_people())
    category = make_category(name="Trees", slug="trees")
    content = make_content(hints=("a hint",), sources=("https://example.org/",))
    questions = [make_question(category, slug=f"tree-{number}", content=content) for number in range(3)]
    questions.append(make_question(category, slug="in-code", content=make_content(starter="def f(): ...")))
    site.question = questions[0]
    make_question(category, slug="not-published", publish=False)
    make_blueprint(2, title="Shared round", slug="shared")
    Resource.objects.create(title="A book", url="https://example.org/book")
    Tip.objects.create(text="Say it aloud.")
    for role, user in site.people.items():
        if user:
            _fill(site, role, user, questions)
    return site


def _people() -> dict[str, User | None]:
    made: dict[str, User | None] = {"stranger": None}
    for role in ROLES[1:]:
        fields: dict[str, Any] = {"email": f"{PLANTED}-{role}-address@example.org", "name": f"{PLANTED}-{role}-name"}
        groups = {"curator": ["Curators"], "reviewer": ["Curators", "Reviewers"]}.get(role, [])
        if role in {"learner", "other"}:
            made[role] = User.objects.create_user(password="correct horse battery", **fields)
        else:
            made[role] = make_writer(*groups, is_superuser=role == "superuser", **fields)
    return made


def _fill(site: Site, role: str, user: User, questions: Sequence[Question]) -> None:
    now = timezone.now()
    past = make_interview(user, questions=questions[:2], now=now - timedelta(days=1), speak_first=True)
    autosave.save(past, 1, text=f"{PLANTED}-{role}-answer", based_on=0, now=past.started_at)
    autosave.save(past, 1, part=0, text=f"{PLANTED}-{role}-notes", based_on=0, now=past.started_at)
    autosave.save(past, 1, text=f"{PLANTED}-{role}-stale", based_on=0, now=past.started_at)
    make_recording(past)
    interviews.finish(past, now=past.started_at)
    running = make_interview(user, questions=questions[2:], now=now - timedelta(minutes=1))
    autosave.save(running, 1, text=f"{PLANTED}-{role}-draft", based_on=0, now=now)
    site.interviews[role] = running
    bookmarks.bookmark(user, site.question, now=now)
    bookmarks.write_notes(user, site.question, text=f"{PLANTED}-{role}-own", based_on="", now=now)
    reports.report(site.question.latest, user, problem="unclear", text=f"{PLANTED}-{role}-report", now=now)
    interviews.practise(user, site.question, now=now)
    told: dict[str, Any] = {"categories": [], "kind": "", "difficulty": "", "pool": "any", "count": 1, "minutes": 30}
    blueprints.build(user, **told, title=f"{PLANTED}-{role}-blueprint", now=now)
