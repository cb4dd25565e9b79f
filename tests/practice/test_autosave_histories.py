"""The save protocol under any history: several pages, lost, repeated, reordered and late requests, edges of time.

A model of pages and network plays against practice.autosave. It knows nothing of received texts: it remembers what was
sent, what each page has really seen, and what it was told. The question is answered in code, so that there are three
boxes, the code, the words beside it and the notes; a model's page is one box of one page.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import User
from practice import autosave, conversation, interviews, selection
from practice.models import GRACE, Blueprint, Interview, ReceivedText
from questions.content import FollowUp
from questions.models import Question
from tests.factories import NOON, make_blueprint, make_content, make_question, make_user, part_of

NOTES, CODE, WORDS = PARTS = range(3)
FOLLOW_UPS = (FollowUp(text="And with noise?", probes=(1,)), FollowUp(text="And then?", probes=(2,)))
INSTANT = timedelta(microseconds=1)
# Each as often as it stands here. What ends the interview is rare, for not much can go wrong after it.
ACTIONS = [
    *["write_and_save"] * 10,
    *["write_and_send"] * 8,
    *["deliver"] * 14,
    *["open_page"] * 2,
    *["die_and_be_recovered"] * 2,
    *["wait", "come_to_an_edge", "press_finish", "close_overdue", "say"],
]
EDGES = [timedelta(seconds=-1), timedelta(0), INSTANT, GRACE - INSTANT, GRACE, GRACE + INSTANT, timedelta(hours=1)]


@dataclass(kw_only=True)
class Page:
    """A box of an opened page; with no name it is that of a plain form."""

    part: int
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
        self.received: list[tuple[int, str]] = []
        self.origins: dict[tuple[int, int], Request] = {}
        self.texts = {(part, 0): "" for part in PARTS}
        self.closed: dict[int, datetime] = {}
        self.names = count(1)
        self.open_page()
        self.open_page()

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        """One rule that draws, because Hypothesis leaves whole rules out of most histories."""
        action = data.draw(st.sampled_from(ACTIONS))
        getattr(self, action)(data)

    # --- What people and their computers do

    def open_page(self, data: st.DataObject | None = None) -> None:
        part = self.part(1 if data is None else data.draw(st.sampled_from(self.places())))
        is_scripted = data is None or data.draw(st.integers(0, 3)) > 0
        writer = f"{next(self.names):036d}" if is_scripted else ""
        told: dict[str, Any] = {"box": part.text, "based_on": part.revision, "acknowledged": part.text}
        page = Page(part=part.position, writer=writer, **told)
        page.seen.add(part.revision)
        self.pages.append(page)

    def write_and_send(self, data: st.DataObject) -> None:
        page = data.draw(st.sampled_from(self.pages))
        page.box = "" if data.draw(st.integers(0, 9)) == 0 else page.box + data.draw(st.sampled_from("abc\n"))
        page.sequence += bool(page.writer)
        emptied = bool(page.writer and not page.box.strip() and page.acknowledged.strip())
        told: dict[str, Any] = {"text": page.box, "based_on": page.based_on}
        told |= {"emptied": emptied, "writer": page.writer, "sequence": page.sequence}
        self.network.append(Request(page=page, **told))

    def write_and_save(self, data: st.DataObject) -> None:
        self.write_and_send(data)
        request = self.network[-1]
        if data.draw(st.booleans()):
            self.network.remove(request)
        self.receive(request, reply_arrives=data.draw(st.booleans()))

    def die_and_be_recovered(self, data: st.DataObject) -> None:
        """A page goes; the next one takes over its unsent text under its name."""
        dead = data.draw(st.sampled_from(self.pages))
        if dead.writer:
            self.pages.remove(dead)
            self.pages.append(Page(**vars(dead) | {"seen": set(dead.seen)}))

    # --- What the network does with it

    def deliver(self, data: st.DataObject) -> None:
        """Any request under way arrives, perhaps to come once more; its reply may be lost."""
        if self.network:
            recent = self.network if data.draw(st.integers(0, 3)) == 0 else self.network[-2:]
            request = data.draw(st.sampled_from(recent))
            if data.draw(st.booleans()):
                self.network.remove(request)
            self.receive(request, reply_arrives=data.draw(st.booleans()))

    def receive(self, request: Request, *, reply_arrives: bool) -> None:
        part = request.page.part
        before = self.part(part)
        saved = autosave.save(
            self.interview,
            1,
            part=part,
            text=request.text,
            based_on=request.based_on,
            now=self.now,
            emptied=request.emptied,
            writer=request.writer,
            sequence=request.sequence,
        )
        self.received.append((part, request.text))
        after = self.part(part)
        if after.text != before.text:
            self.check_change(request, before.revision, after.text)
            self.origins[part, after.revision] = request
            self.texts[part, after.revision] = after.text
        if reply_arrives:
            self.answer_page(request, saved)

    def check_change(self, request: Request, replaced: int, text: str) -> None:
        assert text == request.text
        part = request.page.part
        assert part == NOTES or self.now <= self.counts_until(), "a late text counted"
        assert part not in self.closed or self.now <= self.closed[part], "what was said was changed"
        origin = self.origins.get((part, replaced))
        is_own = bool(origin and request.writer and origin.writer == request.writer)
        assert is_own or replaced in request.page.seen, "a text was overwritten that its writer had not seen"
        assert not (is_own and origin and origin.sequence > request.sequence), "an older text overtook a newer one"
        assert text.strip() or request.emptied or not self.texts[part, replaced].strip(), "a blank overwrote words"

    def answer_page(self, request: Request, saved: autosave.Saved) -> None:
        page = request.page
        if page.writer and request.sequence < page.sequence:
            return  # a page waits for the newest of its requests alone
        page.based_on = saved.revision
        if saved.applied:
            page.acknowledged = request.text
            if self.texts[page.part, saved.revision] == request.text:
                page.seen.add(saved.revision)
        else:  # the person sees both texts and keeps their own, or joins them
            page.acknowledged = saved.part.text
            page.seen.add(saved.part.revision)

    # --- What the clock and the server do

    def wait(self, data: st.DataObject) -> None:
        self.now += timedelta(seconds=data.draw(st.integers(0, 300)))

    def come_to_an_edge(self, data: st.DataObject) -> None:
        self.now = max(self.now, self.deadline + data.draw(st.sampled_from(EDGES)))

    def say(self, _data: st.DataObject) -> None:
        """“That is my answer”: the boxes that are open are closed, and the reply to a follow-up may be opened."""
        parts = self.interview.answers.get(position=1).said
        conversation.say(self.interview, 1, through=parts[-1].position, now=self.now)
        for part in self.interview.answers.get(position=1).parts.all():
            if part.said_at and part.position not in self.closed:
                self.closed[part.position] = part.said_at
            self.texts.setdefault((part.position, 0), "")

    def press_finish(self, _data: st.DataObject) -> None:
        interviews.finish(self.interview, now=self.now)

    def close_overdue(self, _data: st.DataObject) -> None:
        interviews.close_overdue(now=self.now)

    # --- What always holds

    @invariant()
    def every_text_is_in_the_database(self) -> None:
        """In the part that it was written in, and in no other."""
        received = ReceivedText.objects.filter(part__answer__interview=self.interview)
        stored = [*received.values_list("part__position", "text")]
        for part, text in self.received:
            assert not text.strip() or any(place == part and words.startswith(text) for place, words in stored)
        assert {(place, words) for place, words in stored} <= set(self.received)

    @invariant()
    def every_revision_is_known(self) -> None:
        for part in map(self.part, self.places()):
            assert self.texts[part.position, part.revision] == part.text

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        finished_at = Interview.objects.get(pk=self.interview.pk).finished_at
        if was := getattr(self, "finished_at", None):
            assert finished_at == was
        assert finished_at is None or finished_at <= self.deadline
        self.finished_at = finished_at

    # --- Looking things up

    def places(self) -> list[int]:
        return sorted({place for place, _ in self.texts})

    def part(self, place: int) -> Any:
        return part_of(self.interview, part=place)

    def counts_until(self) -> Any:
        return Interview.objects.get(pk=self.interview.pk).counts_until


@pytest.mark.django_db
def test_nothing_is_lost_in_any_history() -> None:
    asked_in_code = make_question(content=make_content(starter="def f(): ...", follow_ups=FOLLOW_UPS))
    Histories.questions = [asked_in_code, make_question()]
    Histories.blueprint = make_blueprint(interviewer="on")
    Histories.user = make_user()
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=50,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
