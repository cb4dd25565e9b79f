import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db.models import F
from django.forms.models import model_to_dict

from accounts.models import User
from practice import autosave, feedback, interviews, selection
from practice.models import GRACE, Blueprint, Interview, ReceivedText
from tests.factories import (
    NOON,
    deadline_of,
    make_blueprint,
    make_content,
    make_design,
    make_interview,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
started = partial(make_interview, now=NOON)


def begin(user: User, blueprint: Blueprint, now: datetime = NOON) -> Interview:
    return interviews.start(user, blueprint, now=now, rng=random.Random(0))


def test_what_is_still_open_is_what_the_orm_finds() -> None:
    user, questions = make_user(), [make_question() for _ in range(6)]
    practices = [interviews.practise(user, each, now=NOON + SECOND * n) for n, each in enumerate(questions[:5])]
    interviews.finish(practices[4], now=NOON + timedelta(minutes=1))
    timed = started(user, questions=questions[5:], minutes=20)
    interviews.practise(make_user(), questions[0], now=NOON)
    mine = user.interviews.open().order_by(F("deadline").asc(nulls_last=True), "-started_at", "-pk")
    found = interviews.still_open(user, now=NOON)
    assert [model_to_dict(each) for each in found] == [model_to_dict(each) for each in mine[:4]]
    assert [each.pk for each in found] == [timed.pk, *(practices[n].pk for n in (3, 2, 1))]
    assert {each.user for each in found} == {user}
    later = interviews.still_open(user, now=deadline_of(timed) + GRACE + SECOND)
    assert [each.pk for each in later] == [practices[n].pk for n in (3, 2, 1)]
    assert Interview.objects.get(pk=timed.pk).finished_at == deadline_of(timed)


class TestStart:
    def test_the_deadline_is_fixed_in_whole_seconds(self) -> None:
        make_question()
        interview = begin(make_user(), make_blueprint(1, minutes=20), now=NOON + timedelta(milliseconds=900))
        assert (interview.started_at, interview.deadline) == (NOON, NOON + timedelta(minutes=20))

    def test_a_later_edit_of_the_blueprint_moves_nothing(self) -> None:
        make_question()
        blueprint = make_blueprint(1, minutes=20)
        interview = begin(make_user(), blueprint)
        blueprint.minutes = 5
        blueprint.save()
        interview.refresh_from_db()
        assert interview.deadline == NOON + timedelta(minutes=20)

    @pytest.mark.parametrize(("allowance", "minutes"), [(0, 40), (25, 50), (50, 60), (100, 80)])
    def test_extra_time_moves_the_deadline_and_is_kept(self, allowance: int, minutes: int) -> None:
        make_question()
        interview = begin(make_user(extra_time=allowance), make_blueprint(1, minutes=40))
        assert interview.duration == timedelta(minutes=minutes)
        assert interview.extra_seconds == (minutes - 40) * 60

    def test_one_at_a_time(self) -> None:
        make_question()
        user = make_user()
        first = begin(user, make_blueprint(1))
        with pytest.raises(interviews.AlreadyRunning) as error:
            begin(user, make_blueprint(1))
        assert error.value.interview == first

    def test_an_overdue_one_is_closed_and_stands_in_nobodys_way(self) -> None:
        make_question()
        user = make_user()
        first = begin(user, make_blueprint(1))
        begin(user, make_blueprint(1), now=deadline_of(first) + GRACE + SECOND)
        first.refresh_from_db()
        assert (first.finished_at, first.ending) == (first.deadline, Interview.Ending.TIME_UP)

    def test_a_bank_that_is_too_small_starts_nothing(self) -> None:
        user = make_user()
        with pytest.raises(selection.NotEnoughQuestions):
            begin(user, make_blueprint(1))
        assert not user.interviews.exists()

    def test_a_blueprint_without_sections_starts_nothing(self) -> None:
        user, blueprint = make_user(), Blueprint.objects.create(slug="empty", title="Empty", minutes=30)
        with pytest.raises(selection.NoSections):
            begin(user, blueprint)
        assert not user.interviews.exists()

    def test_a_design_begins_with_a_box_for_each_of_its_stages(self) -> None:
        interview = make_interview(questions=[make_design(), make_question()], minutes=60, now=NOON)
        first, second = interview.answers.all()
        parts = [(part.position, part.role, part.place, part.label) for part in first.parts.all()]
        assert parts == [
            (0, "notes", None, "Notes"),
            (1, "text", None, "Your answer"),
            (2, "stage", 0, "Scope and sizing"),
            (3, "stage", 1, "Diagram"),
            (4, "blocks", 1, "Blocks and arrows"),
            (5, "stage", 2, "Trade-offs"),
            (6, "sketch", 1, "Sketch"),
        ]
        assert [part.role for part in second.parts.all()] == ["notes", "text"]


class TestFinish:
    def test_before_the_deadline(self) -> None:
        interview = started()
        at = NOON + timedelta(minutes=3)
        assert interviews.finish(interview, now=at)
        assert (interview.finished_at, interview.ending) == (at, Interview.Ending.FINISHED)

    @pytest.mark.parametrize("late", [timedelta(0), SECOND, timedelta(days=3)])
    def test_from_the_deadline_on_it_ended_at_the_deadline(self, late: timedelta) -> None:
        interview = started()
        interviews.finish(interview, now=deadline_of(interview) + late)
        assert (interview.finished_at, interview.ending) == (interview.deadline, Interview.Ending.TIME_UP)

    def test_a_closed_one_stays_as_it_is(self) -> None:
        interview = started()
        interviews.finish(interview, now=NOON + SECOND)
        assert not interviews.finish(interview, now=NOON + 2 * SECOND)
        interview.refresh_from_db()
        assert interview.finished_at == NOON + SECOND

    def test_suggests_a_mark_for_each_key_point(self) -> None:
        question = make_question(
            content=make_content(points=["gradient descent follows the slope", "momentum smooths the path"])
        )
        interview = started(questions=[question])
        autosave.save(interview, 1, text="Gradient descent follows the slope down.", based_on=0, now=NOON)
        interviews.finish(interview, now=NOON + SECOND)
        assert [point.covered for point in interview.answers.get().coverage.all()] == [True, False]


class TestOverdue:
    def test_within_the_grace_it_is_left_open(self) -> None:
        interview = started()
        assert interviews.close_overdue(now=deadline_of(interview) + GRACE) == 0
        assert interviews.close_overdue(now=deadline_of(interview) + GRACE + SECOND) == 1
        assert interviews.close_overdue(now=deadline_of(interview) + GRACE + SECOND) == 0

    def test_the_next_touch_closes_it(self) -> None:
        interview = started()
        assert interviews.running(interview.user, now=deadline_of(interview) + GRACE) == interview
        assert interviews.running(interview.user, now=deadline_of(interview) + GRACE + SECOND) is None
        interview.refresh_from_db()
        assert interview.finished_at == interview.deadline

    def test_one_without_questions_from_an_earlier_release_is_closed(self) -> None:
        interview = started(questions=[])
        assert interviews.close_overdue(now=deadline_of(interview) + GRACE + SECOND) == 1
        interview.refresh_from_db()
        assert interview.finished_at == interview.deadline

    def test_one_that_cannot_be_closed_stops_no_other(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        broken, sound = started(), started()
        autosave.save(broken, 1, text="unlucky", based_on=0, now=NOON)
        match = feedback.match

        def stumble(prompt: str, points: Sequence[str], text: str) -> list[feedback.Match]:
            return [] if text == "unlucky" and 1 / 0 else match(prompt, points, text)

        monkeypatch.setattr(feedback, "match", stumble)
        assert interviews.close_overdue(now=deadline_of(broken) + GRACE + SECOND) == 1
        assert [record.getMessage() for record in caplog.records] == [f"Interview {broken.pk} could not be closed."]
        for interview, is_open in ((broken, True), (sound, False)):
            interview.refresh_from_db()
            assert interview.is_open is is_open

    def test_the_command_says_how_many(self, capsys: pytest.CaptureFixture[str]) -> None:
        started()
        call_command("close_overdue_interviews")
        assert capsys.readouterr().out == "Closed 1 interviews.\n"


class TestVisit:
    def test_time_goes_to_the_question_on_the_screen(self) -> None:
        interview = started()
        interviews.visit(interview, 2, now=NOON + 40 * SECOND)
        interviews.visit(interview, 1, now=NOON + 100 * SECOND)
        interviews.finish(interview, now=NOON + 105 * SECOND)
        assert list(interview.answers.values_list("seconds", flat=True)) == [45, 60]

    def test_no_time_is_counted_after_the_deadline(self) -> None:
        interview = started(minutes=1)
        interviews.visit(interview, 2, now=NOON + 70 * SECOND)
        interviews.finish(interview, now=NOON + 90 * SECOND)
        assert list(interview.answers.values_list("seconds", flat=True)) == [60, 0]

    def test_one_way_goes_to_the_next_alone(self) -> None:
        interview = started(questions=3, one_way=True)
        with pytest.raises(interviews.OneWay):
            interviews.visit(interview, 3, now=NOON)
        interviews.visit(interview, 2, now=NOON)
        with pytest.raises(interviews.OneWay):
            interviews.visit(interview, 1, now=NOON)

    def test_a_closed_one_counts_nothing(self) -> None:
        interview = started()
        interviews.finish(interview, now=NOON + 10 * SECOND)
        interviews.visit(interview, 2, now=NOON + 50 * SECOND)
        interview.refresh_from_db()
        assert interview.current_position == 1

    def test_a_flag_is_set_while_it_runs(self) -> None:
        interview = started()
        interviews.flag(interview, 2, flagged=True)
        interviews.finish(interview, now=NOON + SECOND)
        interviews.flag(interview, 1, flagged=True)
        assert list(interview.answers.values_list("flagged", flat=True)) == [False, True]


class TestPractice:
    def test_has_no_clock_and_does_not_stand_in_an_interviews_way(self) -> None:
        user, question = make_user(), make_question()
        practice = interviews.practise(user, question, now=NOON)
        assert (practice.deadline, practice.seconds_left(NOON), practice.duration) == (None, None, None)
        assert begin(user, make_blueprint(1)).is_timed

    def test_the_same_question_goes_on_and_another_is_another(self) -> None:
        user, question = make_user(), make_question()
        practice = interviews.practise(user, question, now=NOON)
        assert interviews.practise(user, question, now=NOON + SECOND) == practice
        assert interviews.practise(user, make_question(), now=NOON + SECOND) != practice

    def test_hints_come_one_at_a_time_and_are_counted(self) -> None:
        practice = interviews.practise(make_user(), make_question(content=make_content(hints=["a", "b"])), now=NOON)
        for shown in (1, 2, 2):
            interviews.show_hint(practice)
            assert practice.answers.get().hints_shown == shown

    def test_a_timed_interview_gives_no_hints(self) -> None:
        interview = started(questions=[make_question(content=make_content(hints=["a"]))])
        interviews.show_hint(interview)
        assert interview.answers.get().hints_shown == 0

    def test_is_never_overdue_and_ends_when_the_person_says_so(self) -> None:
        practice = interviews.practise(make_user(), make_question(), now=NOON)
        later = NOON + timedelta(days=400)
        assert interviews.close_overdue(now=later) == 0
        assert autosave.save(practice, 1, text="At last", based_on=0, now=later).applied
        interviews.finish(practice, now=later)
        saved = autosave.save(practice, 1, text="More", based_on=1, now=later + SECOND)
        assert saved.received.outcome == ReceivedText.Outcome.LATE
        assert practice.answers.get().seconds == 0
