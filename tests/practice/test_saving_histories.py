"""The save protocol under any history: several pages, lost, repeated, reordered and late requests, edges of time.

A model of pages and network plays against practice.saving. It knows nothing of drafts: it remembers what was sent,
what each page has really seen, and what it was told.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import User
from practice import interviews, saving, selection
from practice.models import GRACE, Blueprint, Draft, Interview
from questions.models import Question
from tests.factories import NOON, make_blueprint, make_question, make_user

INSTANT = timedelta(microseconds=1)
EDGES = [timedelta(seconds=-1), timedelta(0), INSTANT, GRACE - INSTANT, GRACE, GRACE + INSTANT, timedelta(hours=1)]


@dataclass(kw_only=True)
class Page:
    """An opened page; with no name it is a plain form."""

    writer: str
    box: str
    based_on: int
    acknowledged: str
    sequence: int = 0
    seen: set[int] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Request:
    page: Page
    text: str
    based_on: int
    emptied: bool
    writer: str
    sequence: int


class Histories(RuleBasedStateMachine):
    questions: list[Question]
    blueprint: Blueprint
    user: User

    def __init__(self) -> None:
        super().__init__()
        self.user.interviews.all().delete()
        with mock.patch.object(selection, "choose", return_value=self.questions):
            self.interview = interviews.start(self.user, self.blueprint, now=NOON, rng=mock.Mock())
        assert self.interview.deadline
        self.deadline = self.interview.deadline
        self.now = NOON
        self.pages: list[Page] = []
        self.network: list[Request] = []
        self.received: list[str] = []
        self.authors: dict[int, Page | None] = {0: None}
        self.names = count(1)
        self.open_page(scripted=True)

    # --- What people and their computers do

    @rule(scripted=st.booleans())
    def open_page(self, scripted: bool) -> None:
        answer = self.answer()
        writer = f"{next(self.names):036d}" if scripted else ""
        page = Page(writer=writer, box=answer.text, based_on=answer.revision, acknowledged=answer.text)
        page.seen.add(answer.revision)
        self.pages.append(page)

    @rule(data=st.data(), words=st.sampled_from(["a", " b", "\n", "ä"]))
    def type(self, data: st.DataObject, words: str) -> None:
        self.one_of(data, self.pages).box += words

    @rule(data=st.data())
    def delete_all(self, data: st.DataObject) -> None:
        self.one_of(data, self.pages).box = ""

    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        page = self.one_of(data, self.pages)
        if page.writer:
            page.sequence += 1
        emptied = bool(page.writer and not page.box.strip() and page.acknowledged.strip())
        told = {"text": page.box, "based_on": page.based_on, "writer": page.writer, "sequence": page.sequence}
        self.network.append(Request(page=page, emptied=emptied, **told))

    @precondition(lambda self: any(page.writer for page in self.pages))
    @rule(data=st.data())
    def die_and_be_recovered(self, data: st.DataObject) -> None:
        """A page goes; the next one takes over its unsent text under its name."""
        dead = self.one_of(data, [page for page in self.pages if page.writer])
        self.pages.remove(dead)
        self.pages.append(Page(**vars(dead) | {"seen": set(dead.seen)}))

    # --- What the network does with it

    @precondition(lambda self: self.network)
    @rule(data=st.data(), is_lost=st.booleans(), stays=st.booleans())
    def deliver(self, data: st.DataObject, is_lost: bool, stays: bool) -> None:
        """Any request under way arrives, perhaps to come once more; its reply may be lost."""
        request = self.one_of(data, self.network)
        if not stays:
            self.network.remove(request)
        before = self.answer()
        saved = saving.save_answer(
            self.interview,
            1,
            text=request.text,
            based_on=request.based_on,
            now=self.now,
            emptied=request.emptied,
            writer=request.writer,
            sequence=request.sequence,
        )
        self.received.append(request.text)
        after = self.answer()
        if after.text != before.text:
            self.check_change(request, before.revision, after.text)
            self.authors[after.revision] = request.page
        if not is_lost:
            self.answer_page(request, saved)

    def check_change(self, request: Request, replaced: int, text: str) -> None:
        assert text == request.text
        assert self.now <= self.counts_until(), "a late text counted"
        author = self.authors[replaced]
        is_own = author is not None and request.writer and author.writer == request.writer
        assert is_own or replaced in request.page.seen, "a text was overwritten that its writer had not seen"
        assert text.strip() or request.emptied or not self.texts[replaced].strip(), "a blank overwrote words"

    def answer_page(self, request: Request, saved: saving.Saved) -> None:
        page = request.page
        if page.writer and request.sequence < page.sequence:
            return  # a page waits for the newest of its requests alone
        page.seen.add(saved.revision)
        page.based_on = saved.revision
        if saved.applied:
            page.acknowledged = request.text
        else:  # the person sees both texts and keeps their own, or joins them
            page.acknowledged = saved.answer.text
            page.seen.add(saved.answer.revision)

    # --- What the clock and the server do

    @rule(seconds=st.integers(0, 900))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(edge=st.sampled_from(EDGES))
    def come_to_an_edge(self, edge: timedelta) -> None:
        self.now = max(self.now, self.deadline + edge)

    @rule()
    def press_finish(self) -> None:
        interviews.finish(self.interview, now=self.now)

    @rule()
    def close_overdue(self) -> None:
        interviews.close_overdue(now=self.now)

    # --- What always holds

    @invariant()
    def every_text_is_in_the_database(self) -> None:
        texts = [*Draft.objects.filter(answer__interview=self.interview).values_list("text", flat=True)]
        assert all(any(stored.startswith(text) for stored in texts) for text in self.received if text.strip())

    @invariant()
    def every_revision_is_known(self) -> None:
        answer = self.answer()
        assert answer.revision in self.authors
        self.texts[answer.revision] = answer.text

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        finished_at = Interview.objects.get(pk=self.interview.pk).finished_at
        if was := getattr(self, "finished_at", None):
            assert finished_at == was
        assert finished_at is None or finished_at <= self.deadline
        self.finished_at = finished_at

    # --- Looking things up

    @property
    def texts(self) -> dict[int, str]:
        return self.__dict__.setdefault("_texts", {0: ""})

    def answer(self) -> Any:
        return self.interview.answers.get(position=1)

    def counts_until(self) -> Any:
        return Interview.objects.get(pk=self.interview.pk).counts_until

    def one_of[T](self, data: st.DataObject, things: list[T]) -> T:
        return things[data.draw(st.integers(0, len(things) - 1))]


@pytest.mark.django_db
def test_nothing_is_lost_in_any_history() -> None:
    Histories.questions = [make_question(), make_question()]
    Histories.blueprint = make_blueprint()
    Histories.user = make_user()
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=50,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
