"""Real threads, each with a connection of its own, as that many web processes would have."""

import os
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from practice import autosave, conversation, interviews
from practice.models import Blueprint, Interview, Part, ReceivedText
from questions.content import FollowUp
from questions.models import Question
from tests.factories import NOON, make_blueprint, make_content, make_interview, make_question, make_user, part_of

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40"))
SAVERS = 8
WRITERS = [f"{number:036d}" for number in range(SAVERS)]


def close_connection() -> None:
    connection.close()


type Together = Callable[..., list[Any]]


@pytest.fixture
def together() -> Iterator[Together]:
    """Run the given functions at the same moment and return what they returned; a deadlock or an error fails."""
    workers = SAVERS + 2
    with ThreadPoolExecutor(max_workers=workers) as pool:

        def together(*functions: Callable[[], Any]) -> list[Any]:
            barrier = threading.Barrier(len(functions))

            def run(function: Callable[[], Any]) -> Any:
                barrier.wait(timeout=60)
                return function()

            futures = [pool.submit(run, function) for function in functions]
            return [future.result(timeout=60) for future in futures]

        yield together
        together(*[close_connection] * workers)


def fresh(interview: Interview) -> Interview:
    return Interview.objects.get(pk=interview.pk)


def keep_saving(interview: Interview, writer: str) -> list[str]:
    """Three texts in a row, each beginning from what the reply told; returns what was acknowledged."""
    own, revision, acknowledged = fresh(interview), 0, []
    for sequence in (1, 2, 3):
        text = f"{writer[-1]} wrote {sequence}"
        saved = autosave.save(own, 1, text=text, based_on=revision, now=NOON, writer=writer, sequence=sequence)
        revision = saved.revision if saved.applied else saved.part.revision
        if saved.applied:
            acknowledged.append(text)
    return acknowledged


def test_savers_against_finishers(together: Together) -> None:
    user, questions, end = make_user(), [make_question()], NOON + timedelta(seconds=1)
    for _ in range(ROUNDS):
        interview = make_interview(user, questions=questions, now=NOON)
        savers = [partial(keep_saving, interview, writer) for writer in WRITERS]
        finishers = [partial(finish, interview, end) for _ in range(2)]
        results = together(*savers, *finishers)
        acknowledged, finished = results[:SAVERS], results[SAVERS:]
        assert sorted(finished) == [False, True]
        received_texts = list(ReceivedText.objects.filter(part__answer__interview=interview))
        texts = {received.text for received in received_texts}
        assert texts == {f"{writer[-1]} wrote {sequence}" for writer in WRITERS for sequence in (1, 2, 3)}
        applied = {received.revision: received.text for received in received_texts if received.revision}
        assert set(applied.values()) == {text for texts in acknowledged for text in texts}
        assert sorted(applied) == list(range(1, len(applied) + 1))
        part = part_of(interview)
        assert (part.revision, part.text) == max(applied.items())
        assert part.answer.coverage.count() == 2
        assert fresh(interview).finished_at == end


def finish(interview: Interview, now: datetime) -> bool:
    return interviews.finish(fresh(interview), now=now)


def say(interview: Interview, through: int) -> Part | None:
    return conversation.say(fresh(interview), 1, through=through, now=NOON)


def save_once(interview: Interview, writer: str, part: int) -> bool:
    text = f"{writer[-1]} in {part}"
    told: dict[str, Any] = {"text": text, "based_on": 0, "now": NOON, "writer": writer, "sequence": 1}
    return autosave.save(fresh(interview), 1, part=part, **told).applied


def test_savers_of_every_part_against_those_who_say(together: Together) -> None:
    """“That is my answer” in four tabs at once closes the answer and asks back once, and no text is lost."""
    follow_ups = (FollowUp(text="And with noise?"), FollowUp(text="And with more data?"))
    content = make_content(starter="def f(): ...", follow_ups=follow_ups)
    user, questions = make_user(), [make_question(content=content)]
    for _ in range(ROUNDS // 4):
        interview = make_interview(user, questions=questions, now=NOON, interviewer="on")
        savers = [partial(save_once, interview, writer, place % 3) for place, writer in enumerate(WRITERS)]
        together(*savers, *[partial(say, interview, 2)] * 2)
        parts = list(interview.answers.get().parts.all())
        assert [part.role for part in parts] == ["notes", "code", "text", *(["reply"] if len(parts) > 3 else [])]
        assert [part.said_at for part in parts[1:3]] == [NOON, NOON]
        received = list(ReceivedText.objects.filter(part__answer__interview=interview).values_list("part", "text"))
        wanted = [(parts[place % 3].pk, f"{writer[-1]} in {place % 3}") for place, writer in enumerate(WRITERS)]
        assert sorted(received) == sorted(wanted)
        interviews.finish(interview, now=NOON)


def start(user: User, blueprint: Blueprint) -> Interview:
    try:
        return interviews.start(user, blueprint, now=NOON, rng=random.Random(0))
    except interviews.AlreadyRunning as error:
        return error.interview


def test_two_tabs_that_start_at_once_meet_in_one_interview(together: Together) -> None:
    make_question()
    blueprint = make_blueprint(1)
    for _ in range(ROUNDS // 4):
        user = make_user()
        first, second = together(*[partial(start, user, blueprint)] * 2)
        assert first == second
        assert user.interviews.count() == 1


def test_closing_overdue_ones_twice_at_once(together: Together) -> None:
    question: Question = make_question()
    for _ in range(ROUNDS // 10):
        opened = [make_interview(questions=[question], now=NOON) for _ in range(3)]
        later = NOON + timedelta(hours=9)
        assert sum(together(*[partial(interviews.close_overdue, now=later)] * 3)) == len(opened)
        assert not Interview.objects.open().exists()
