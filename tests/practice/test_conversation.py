"""Saying, asking and the curveball: what the interviewer does to an interview."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from practice import autosave, conversation, interviews
from practice.interviewer import YOURS_TO_DECIDE
from practice.models import Interview, Part, ReceivedText
from questions.content import Curveball, Fact, FollowUp, Point
from tests.factories import (
    NOON,
    deadline_of,
    make_content,
    make_design,
    make_interview,
    make_question,
    make_recording,
    part_of,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
SLOPE, MOMENTUM = "gradient descent follows the slope", "momentum smooths the path"
DEEPER = FollowUp(text="And with *noise*?", answer="Smaller steps.")
PROBES = FollowUp(text="What keeps it from zigzagging?", answer="Momentum does.", probes=(2,))
FACTS = (Fact(asked_by=("how many users", "scale"), told="Ten million a day."),)


def started(*, interviewer: str = "on", kind: str = "theory", speak_first: bool = False, **content: Any) -> Interview:
    """An interview of one question; `content` is that of its version."""
    points = (Point(text=SLOPE, weight=3), Point(text=MOMENTUM, weight=2))
    told: dict[str, Any] = {"key_points": points, "follow_ups": (PROBES, DEEPER)} | content
    question = make_question(content=make_content(**told), kind=kind)
    return make_interview(questions=[question], now=NOON, minutes=60, interviewer=interviewer, speak_first=speak_first)


def say(interview: Interview, *, through: int = 1, now: datetime = NOON + SECOND) -> Part | None:
    return conversation.say(interview, 1, through=through, now=now)


def write(interview: Interview, text: str, *, part: int = 1, now: datetime = NOON) -> autosave.Saved:
    return autosave.save(interview, 1, part=part, text=text, based_on=0, now=now)


class TestSaying:
    def test_a_thin_answer_is_nudged(self) -> None:
        interview = started()
        write(interview, "I have forgotten it.")
        reply = say(interview)
        assert reply
        assert (reply.position, reply.role, reply.line, reply.place) == (2, "reply", PROBES.text, 0)
        assert part_of(interview).said_at == NOON + SECOND

    def test_an_answer_that_covers_much_is_asked_a_deeper_question(self) -> None:
        interview = started()
        write(interview, f"{SLOPE}; {MOMENTUM}")
        reply = say(interview)
        assert reply
        assert (reply.line, reply.line_html) == (DEEPER.text, "And with <em>noise</em>?")

    def test_after_two_follow_ups_nothing_more_is_asked(self) -> None:
        interview = started()
        write(interview, SLOPE)
        assert say(interview, through=1)
        assert say(interview, through=2)
        assert say(interview, through=3) is None
        assert [part.role for part in interview.answers.get().said] == ["text", "reply", "reply"]
        assert not Part.objects.said().filter(said_at=None).exists()

    def test_it_closes_all_stages_of_a_design(self) -> None:
        design = make_design(
            key_points=(Point(text=SLOPE, weight=3), Point(text=MOMENTUM)), follow_ups=(PROBES, DEEPER)
        )
        interview = make_interview(questions=[design], now=NOON, minutes=60, interviewer="on")
        write(interview, SLOPE, part=2)
        reply = say(interview, through=6)
        assert reply
        assert (reply.line, reply.position) == (DEEPER.text, 7)
        assert not interview.answers.get().parts.filter(said_at=None).exclude(role__in=["notes", "reply"]).exists()
        assert write(interview, "Later.", part=5, now=NOON + 2 * SECOND).received.outcome == "said"

    def test_pressed_twice_it_says_the_same_once(self) -> None:
        interview = started()
        first, again = say(interview), say(interview)
        assert first == again
        assert part_of(interview, part=2).said_at is None

    @pytest.mark.parametrize("fields", [{"interviewer": "off"}, {"follow_ups": ()}])
    def test_without_an_interviewer_or_follow_ups_nothing_is_asked_back(self, fields: dict[str, Any]) -> None:
        interview = started(**fields)
        assert say(interview) is None

    def test_none_is_asked_that_there_is_no_time_for(self) -> None:
        interview = started()
        assert say(interview, now=deadline_of(interview) - 30 * SECOND) is None

    def test_after_the_time_nothing_is_said(self) -> None:
        interview = started()
        say(interview, now=deadline_of(interview) + timedelta(minutes=1))
        assert part_of(interview).said_at is None

    def test_a_story_is_asked_about_its_gap(self) -> None:
        interview = started(kind="behavioral")
        write(interview, "We changed the ranking and it went well.")
        reply = say(interview)
        assert reply
        assert (reply.gap, reply.place) == ("own part", None)
        assert reply.line.startswith("Which part of this was yours")

    def test_what_was_only_spoken_is_asked_a_deeper_question_for_nobody_has_its_words(self) -> None:
        interview = started(speak_first=True)
        make_recording(interview)
        reply = say(interview)
        assert reply
        assert reply.line == DEEPER.text

    def test_code_and_the_words_beside_it_are_said_together(self) -> None:
        interview = started(starter="def f(): ...", kind="coding")
        reply = say(interview, through=2)
        assert reply
        assert reply.position == 3
        assert [part_of(interview, part=part).said_at for part in (1, 2)] == [NOON + SECOND] * 2


class TestAfterwards:
    def test_what_arrives_for_a_part_that_was_said_stands_beside_it(self) -> None:
        interview = started()
        write(interview, "said")
        say(interview)
        saved = autosave.save(interview, 1, text="said, and more", based_on=1, now=NOON + 2 * SECOND)
        assert saved.received.outcome == ReceivedText.Outcome.SAID
        assert part_of(interview).text == "said"

    def test_what_was_under_way_when_it_was_said_counts(self) -> None:
        interview = started()
        say(interview)
        assert autosave.save(interview, 1, text="on its way", based_on=0, now=NOON + SECOND).applied

    def test_a_point_that_took_a_nudge_counts_half(self) -> None:
        interview = started()
        write(interview, SLOPE)
        say(interview)
        write(interview, f"{MOMENTUM}, of course", part=2, now=NOON + 2 * SECOND)
        interviews.finish(interview, now=NOON + 3 * SECOND)
        answer = interview.answers.with_points().get()
        assert [(point.covered, point.nudged) for point in answer.coverage.all()] == [(True, False), (True, True)]
        assert (answer.points_covered, answer.points_total) == (3 + 2 / 2, 5)  # type: ignore[attr-defined]

    def test_of_a_story_nothing_is_suggested(self) -> None:
        interview = started(kind="behavioral")
        write(interview, f"{SLOPE}. {MOMENTUM}.")
        interviews.finish(interview, now=NOON + SECOND)
        assert not interview.answers.get().coverage.filter(suggested=True).exists()


class TestAsking:
    def ask(self, interview: Interview, question: str) -> Part | None:
        open_box = interview.answers.get().inquiries[-1]
        write(interview, question, part=open_box.position)
        return conversation.ask(interview, 1, now=NOON + SECOND)

    def test_the_fact_is_told_and_the_next_box_opens(self) -> None:
        interview = started(facts=FACTS, kind="design")
        inquiry = self.ask(interview, "What scale is it?")
        assert inquiry
        assert (inquiry.line, inquiry.place, inquiry.said_at) == ("Ten million a day.", 0, NOON + SECOND)
        assert [part.said_at is None for part in interview.answers.get().inquiries] == [False, True]

    def test_what_is_no_fact_is_ones_own_to_decide(self) -> None:
        inquiry = self.ask(started(facts=FACTS, kind="design"), "Which colour?")
        assert inquiry
        assert (inquiry.line, inquiry.place) == (YOURS_TO_DECIDE, None)

    def test_a_blank_asks_nothing(self) -> None:
        assert self.ask(started(facts=FACTS, kind="design"), "  ") is None

    def test_a_question_to_the_interviewer_is_no_answer(self) -> None:
        interview = started(facts=FACTS, kind="design")
        self.ask(interview, f"{SLOPE} at scale?")
        answer = interview.answers.annotate_answered().get()
        assert (answer.is_blank, answer.words, answer.answered) == (True, "", False)  # type: ignore[attr-defined]

    def test_without_facts_or_an_interviewer_there_is_no_box(self) -> None:
        for interview in (started(kind="design"), started(facts=FACTS, kind="design", interviewer="off")):
            assert interview.answers.get().inquiries == []

    def test_there_is_an_end_to_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(conversation, "MOST_INQUIRIES", 2)
        interview = started(facts=FACTS, kind="design")
        for question in ("Which scale?", "Which colour?"):
            assert self.ask(interview, question)
        told = [part.line for part in interview.answers.get().inquiries]
        assert told == ["Ten million a day.", YOURS_TO_DECIDE]


class TestCurveball:
    CURVEBALL = Curveball(share=0.5, text="Half of the *machines* go.")

    def throw(self, interview: Interview, share: float) -> bool:
        return conversation.throw_curveball(interview, interview.answers.get(), share=share, now=NOON + SECOND)

    def test_comes_at_its_share_of_the_time_and_stays(self) -> None:
        interview = started(curveball=self.CURVEBALL, kind="design")
        assert [self.throw(interview, share) for share in (0.0, 0.49, 0.5, 0.1)] == [False, False, True, True]
        assert interview.answers.get().curveball_at == NOON + SECOND

    def test_never_without_an_interviewer_or_after_the_end(self) -> None:
        alone = started(curveball=self.CURVEBALL, kind="design", interviewer="off")
        over = started(curveball=self.CURVEBALL, kind="design")
        interviews.finish(over, now=NOON)
        assert [self.throw(interview, 0.9) for interview in (alone, over)] == [False, False]
