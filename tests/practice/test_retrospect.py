from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import User
from practice import interviews, retrospect, self_rating
from practice.days import Day
from practice.estimates import Estimate
from practice.models import Interview
from questions.authoring import lifecycle, versions
from questions.models import Category, Kind, Question
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_past,
    make_question,
    make_result,
    make_user,
    part_of,
)

FIVE_OF_TEN = Estimate(covered=5, total=10, answers=1)


def test_each_category_stands_there_with_what_is_known_of_it() -> None:
    one, two = Category(pk=1, name="One", slug="one"), Category(pk=2, name="Two", slug="two")
    found = retrospect.by_category([make_result(), make_result(unheard=True, unprompted=0.0)], [one, two])
    assert [(group.label, group.link, group.estimate, group.asked) for group in found] == [
        ("One", "/questions/?category=one", FIVE_OF_TEN, 2),
        ("Two", "/questions/?category=two", Estimate(), 0),
    ]


def test_each_kind_stands_there() -> None:
    found = retrospect.by_kind([make_result(kind=Kind.CODING)])
    assert [(group.label, group.estimate.answers) for group in found] == [
        ("Theory", 0),
        ("Coding", 1),
        ("System design", 0),
        ("Behavioral", 0),
    ]
    assert found[1].link == "/questions/?kind=coding"


def test_tags_are_told_from_enough_answers_the_least_covered_first() -> None:
    last = [make_result(question=n, unprompted=float(n)) for n in range(7)]
    tags = {n: ["low" if n < 3 else "high", "rare"][: 2 if n == 6 else 1] for n in range(7)}
    found = retrospect.by_tag(last, tags)
    assert [(group.label, group.estimate.covered, group.link) for group in found] == [
        ("low", 3, "/questions/?q=low"),
        ("high", 18, "/questions/?q=high"),
    ]
    whole = [make_result(question=n, unprompted=10.0) for n in range(3)]
    assert retrospect.by_tag(whole, {n: ["all of it"] for n in range(3)}) == []  # nothing is missed there


def test_a_week_begins_on_the_learners_monday() -> None:
    sunday_evening = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # Monday already in Berlin
    result = make_result(started_at=sunday_evening, finished_at=sunday_evening + timedelta(minutes=2), seconds=120)
    unreached = make_result(interview=result.interview, seconds=0, answered=False)
    for zone, weeks_ago in (("Europe/Berlin", 0), ("UTC", 1)):
        with timezone.override(ZoneInfo(zone)):
            weeks = retrospect.by_week([result, unreached], now=NOON)
        assert len(weeks) == retrospect.WEEKS
        week = weeks[-1 - weeks_ago]
        assert (week.estimate, week.minutes, week.days_practised) == (FIVE_OF_TEN, 2, 1)
        assert week.monday == date(2026, 3, 2) - timedelta(weeks=weeks_ago)
        assert week.days[-1 if weeks_ago else 0] == Day(seconds=120, attempts=1)


def test_time_is_held_against_what_an_interviewer_would_give() -> None:
    seconds = [150, 300, 450]
    timed = [make_result(seconds=each, minutes=5) for each in seconds]
    (budget,) = retrospect.budgets([*timed, make_result(timed=False, seconds=9), make_result(seconds=0)])
    assert (budget.label, budget.answers, budget.minutes, budget.planned, budget.over) == ("Theory", 3, 5, 5, 1)
    assert budget.spread.middle_x == "50.00%"


def test_what_was_said_unprompted_is_told_from_what_took_a_nudge() -> None:
    asked_back = make_result(
        interviewer=True, unprompted=3.0, nudged=1.0, total=10
    )  # two points of weight, half counted
    story = make_result(interviewer=True, kind=Kind.BEHAVIORAL, unprompted=0.0)
    (credit,) = retrospect.credited([asked_back, story, make_result()])
    assert (credit.label, credit.answers, credit.unprompted, credit.nudged) == ("Theory", 1, 0.3, 0.2)
    assert credit.not_said == pytest.approx(0.5)
    assert (credit.unprompted_width, credit.nudged_width) == ("30.00%", "20.00%")


def test_a_round_that_was_sat_again_stands_beside_itself() -> None:
    later = NOON + timedelta(days=1)
    first = [make_result(round="loop", interview=1), make_result(round="loop", interview=1, seconds=0, answered=False)]
    again = make_result(round="loop", interview=2, started_at=later, finished_at=later + timedelta(minutes=9))
    once = make_result(round="daily")
    (loop,) = retrospect.rounds([*first, again, once, make_result(round="")])
    assert [attempt.interview for attempt in loop.attempts] == [1, 2]
    assert loop.attempts[0].estimate == Estimate(covered=10, total=20, answers=2)  # as its score has it
    assert (loop.attempts[1].started_at, loop.attempts[1].taken) == (later, timedelta(minutes=9))
    assert len(loop.curve.dots) == 2


@pytest.mark.django_db
class TestLookingBack:
    @pytest.fixture
    def user(self) -> User:
        return make_user()

    @pytest.fixture
    def question(self) -> Question:
        return make_question(content=make_content(points=["one", "two", "three"]), tags=("trees",))

    def answered(self, user: User, question: Question, *points: str, days: int, words: str = "Words") -> Interview:
        interview = make_interview(user, questions=[question], now=NOON + timedelta(days=days))
        part = part_of(interview)
        part.text = words
        part.save()
        interviews.finish(interview, now=interview.started_at + timedelta(minutes=1))
        answer = interview.answers.get()
        covered = [each.key_point_id for each in answer.coverage.all() if each.key_point.text in points]
        self_rating.tick(answer, covered)
        return interview

    def missed(self, user: User) -> list[tuple[str, int, int, bool]]:
        found = retrospect.look_back(user, now=NOON + timedelta(days=9))
        assert found
        return [
            (point.text, point.missed, point.met, point.is_said_by_now)
            for gaps in found.missed
            for point in gaps.points
        ]

    def test_nobody_has_a_past_before_they_finish_something(self, user: User, question: Question) -> None:
        make_interview(user, questions=[question], now=NOON)
        self.answered(make_user(), question, days=0)
        assert retrospect.look_back(user, now=NOON) is None

    def test_points_that_keep_being_missed(self, user: User, question: Question) -> None:
        self.answered(user, question, "one", days=0)
        self.answered(user, question, "one", days=1)
        self.answered(user, question, "one", "two", days=2)
        self.answered(user, question, days=3, words="")  # a blank answer misses no point
        self.answered(make_user(), question, days=4)
        assert self.missed(user) == [("three", 3, 3, False), ("two", 2, 3, True)]

    def test_a_point_is_the_same_where_it_reads_the_same(self, user: User, question: Question) -> None:
        self.answered(user, question, "one", days=0)
        versions.revise(question, make_content(points=["two", "four"]), now=NOON, editor=make_user())
        lifecycle.publish(question, now=NOON)
        self.answered(user, Question.objects.get(pk=question.pk), days=1)
        assert self.missed(user) == [("two", 2, 2, False)]

    def test_a_story_that_nobody_ticked_misses_nothing(self, user: User) -> None:
        story = make_question(kind="behavioral", content=make_content(points=["one", "two"]))
        for days in range(2):
            self.answered(user, story, days=days)
        assert self.missed(user) == []
        for days in (2, 3):
            self.answered(user, story, "one", days=days)
        assert self.missed(user) == [("two", 2, 2, False)]

    def test_what_is_still_open_can_be_practised_where_it_is_still_asked(self, user: User, question: Question) -> None:
        for days in range(2):
            self.answered(user, question, "one", days=days)
        found = retrospect.look_back(user, now=NOON + timedelta(days=9))
        assert found
        assert [gaps.can_be_practised for gaps in found.missed] == [True]
        lifecycle.retire(question)
        found = retrospect.look_back(user, now=NOON + timedelta(days=9))
        assert found
        assert [(gaps.question, gaps.can_be_practised) for gaps in found.missed] == [(question, False)]

    def test_the_whole_of_it(self, user: User, question: Question) -> None:
        make_past(user, [question, make_question()], 40, now=NOON)
        found = retrospect.look_back(user, now=NOON)
        assert found
        assert (found.attempts, found.days_practised, found.hours) == (40, 40, timedelta(minutes=40 * 4))
        assert (len(found.rounds[0].attempts), len(found.credits), len(found.budgets)) == (10, 1, 1)
        assert sum(cell.strength != "0" for cell in found.calendar.cells) == 40
        assert [group.estimate.answers for group in found.by_kind] == [2, 0, 0, 0]
