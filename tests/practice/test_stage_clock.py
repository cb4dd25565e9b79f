"""Time is booked to the stage that was written in, by what the server knows alone."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice import autosave, interviews, stage_clock
from practice.models import Interview
from tests.factories import NOON, deadline_of, make_design, make_interview, make_question, part_of

pytestmark = pytest.mark.django_db

SCOPE, DIAGRAM, BLOCKS, TRADE_OFFS = 2, 3, 4, 5  # places
SECOND = timedelta(seconds=1)


def started() -> Interview:
    return make_interview(questions=[make_design(), make_question()], now=NOON, minutes=60)


def write(interview: Interview, *places: int, at: datetime, text: str = "") -> None:
    saved = [
        autosave.save(
            interview,
            1,
            part=place,
            text=text or f"{place} at {at}",
            based_on=part_of(interview, part=place).revision,
            now=at,
        )
        for place in places
    ]
    stage_clock.book(interview, [one.part for one in saved if one.is_news], now=at)


def seconds(interview: Interview) -> dict[int, int]:
    return {place: part_of(interview, part=place).seconds for place in range(6)}


def test_the_time_before_a_text_is_the_stages_that_it_is_of() -> None:
    interview = started()
    write(interview, SCOPE, at=NOON + 60 * SECOND)
    write(interview, SCOPE, at=NOON + 65 * SECOND)
    write(interview, TRADE_OFFS, at=NOON + 165 * SECOND)
    write(interview, BLOCKS, at=NOON + 175 * SECOND)
    assert seconds(interview) == {0: 0, 1: 0, SCOPE: 65, DIAGRAM: 0, BLOCKS: 10, TRADE_OFFS: 100}


def test_what_comes_in_one_request_shares_the_time() -> None:
    interview = started()
    write(interview, SCOPE, DIAGRAM, at=NOON + 61 * SECOND)
    write(interview, SCOPE, DIAGRAM, at=NOON + 61 * SECOND)
    assert (seconds(interview)[SCOPE], seconds(interview)[DIAGRAM]) == (31, 30)


def test_words_of_no_stage_and_repeated_words_book_nothing() -> None:
    interview = started()
    write(interview, 0, 1, at=NOON + 60 * SECOND)
    write(interview, SCOPE, at=NOON + 60 * SECOND, text="Once.")
    write(interview, SCOPE, at=NOON + 90 * SECOND, text="Once.")
    assert seconds(interview) == {0: 0, 1: 0, SCOPE: 60, DIAGRAM: 0, BLOCKS: 0, TRADE_OFFS: 0}


def test_another_question_has_its_own_time() -> None:
    interview = started()
    write(interview, SCOPE, at=NOON + 60 * SECOND)
    interviews.visit(interview, 2, now=NOON + 100 * SECOND)
    write(interview, TRADE_OFFS, at=NOON + 200 * SECOND)  # an unsent text of the question that was left
    interviews.visit(interview, 1, now=NOON + 300 * SECOND)
    write(interview, DIAGRAM, at=NOON + 310 * SECOND)
    assert seconds(interview) == {0: 0, 1: 0, SCOPE: 60, DIAGRAM: 10, BLOCKS: 0, TRADE_OFFS: 0}


def test_nothing_is_booked_beyond_the_deadline_or_without_a_clock() -> None:
    interview = started()
    write(interview, SCOPE, at=deadline_of(interview) + 10 * SECOND)
    write(interview, DIAGRAM, at=deadline_of(interview) + 12 * SECOND)
    assert (seconds(interview)[SCOPE], seconds(interview)[DIAGRAM]) == (3600, 0)
    practice = interviews.practise(interview.user, make_design(title="Another", prompt="Design a map."), now=NOON)
    write(practice, SCOPE, at=NOON + 60 * SECOND)
    assert seconds(practice)[SCOPE] == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 4000), st.sampled_from(["visit 1", "visit 2", 0, 1, 2, 3, 4, 5])), max_size=12))
def test_together_the_stages_never_have_more_than_the_question_had(events: list[tuple[float, str | int]]) -> None:
    interview = started()
    for at, what in sorted(events, key=lambda event: event[0]):
        now = NOON + timedelta(seconds=at)
        if isinstance(what, str):
            interviews.visit(interview, int(what[-1]), now=now)
        else:
            write(interview, what, at=now)
    interviews.finish(interview, now=NOON + timedelta(seconds=4000))
    had = interview.answers.get(position=1).seconds
    booked = seconds(interview)
    assert sum(booked.values()) <= had + 1 + len(list(pairwise(events)))  # each visit rounds by half a second
    assert all(booked[place] == 0 for place in (0, 1))
