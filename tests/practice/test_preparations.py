from datetime import date, timedelta

import pytest

from practice import interviews, plans, preparations
from practice.models import Blueprint, DayOff, Preparation, Rating
from questions.models import Category, Question
from tests.factories import (
    NOON,
    make_blueprint,
    make_card,
    make_category,
    make_preparation,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def category() -> Category:
    return make_category()


@pytest.fixture
def theory(category: Category) -> Blueprint:
    return make_blueprint(sections=[{"category": category, "kind": "theory", "count": 2}])


class TestPrepare:
    def test_there_is_one_a_person_and_it_can_be_changed(self, theory: Blueprint) -> None:
        user = make_user()
        make_preparation(user, days=10)
        make_preparation(user, days=20, rounds=[theory], friday=0, now=NOON + DAY)
        mine = Preparation.objects.get(user=user)
        assert (mine.day, mine.friday, mine.monday, list(mine.rounds.all())) == (date(2026, 3, 23), 0, 30, [theory])
        assert (mine.created_at, mine.updated_at) == (NOON, NOON + DAY)

    def test_after_an_interview_the_next_is_another(self) -> None:
        user = make_preparation(days=1).user
        later = make_preparation(user, now=NOON + 5 * DAY)
        assert later.created_at == NOON + 5 * DAY

    def test_days_off_that_are_no_longer_before_it_are_forgotten(self) -> None:
        user = make_preparation(days=20).user
        for number in (1, 5, 15):
            assert preparations.set_day_off(user, (NOON + number * DAY).date(), off=True, now=NOON)
        make_preparation(user, days=8, now=NOON + 2 * DAY)
        assert [each.day for each in DayOff.objects.all()] == [date(2026, 3, 7)]


class TestDaysOff:
    def test_a_day_is_taken_off_once_and_taken_in_again(self) -> None:
        user = make_preparation().user
        for off in (True, True, False, False):
            assert preparations.set_day_off(user, date(2026, 3, 5), off=off, now=NOON)
            assert DayOff.objects.count() == off

    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 16), date(2026, 3, 17)])
    def test_a_day_that_is_not_in_the_plan_cannot_be(self, day: date) -> None:
        assert not preparations.set_day_off(make_preparation().user, day, off=True, now=NOON)
        assert not preparations.set_day_off(make_user(), date(2026, 3, 5), off=True, now=NOON)
        assert not DayOff.objects.exists()


class TestBegin:
    def test_the_clock_runs_over_what_today_holds(self, category: Category, theory: Blueprint) -> None:
        for _ in range(9):
            make_question(category, minutes=10)
        user = make_preparation(rounds=[theory], minutes=30).user
        outlook = plans.outlook(user, now=NOON)
        assert outlook
        interview = preparations.begin(user, now=NOON)
        asked = [answer.version.question for answer in interview.answers.select_related("version__question")]
        assert asked == outlook.days[0].questions
        assert (interview.minutes, len(asked)) == (30, 3)

    def test_when_it_is_done_and_rated_there_is_nothing_more(self, category: Category, theory: Blueprint) -> None:
        for _ in range(9):
            make_question(category, minutes=10)
        user = make_preparation(rounds=[theory], minutes=30).user
        interview = preparations.begin(user, now=NOON)
        with pytest.raises(interviews.AlreadyRunning):
            preparations.begin(user, now=NOON)
        interviews.finish(interview, now=NOON)
        with pytest.raises(preparations.NothingToday):
            preparations.begin(user, now=NOON)
        assert preparations.begin(user, now=NOON + DAY).answers.count() == 3

    def test_who_has_no_plan_or_nothing_to_meet_is_told(self, category: Category, theory: Blueprint) -> None:
        for user in (make_user(), make_preparation().user, make_preparation(rounds=[theory], days=0).user):
            with pytest.raises(preparations.NothingToday):
                preparations.begin(user, now=NOON)
        user = make_preparation(rounds=[theory], days=1).user
        make_card(user, make_question(category), Rating.EASY, now=NOON)
        with pytest.raises(preparations.NothingToday):
            preparations.begin(user, now=NOON)

    def test_a_go_is_an_hour_at_most_unless_one_question_is_longer(self) -> None:
        def minutes(*each: int) -> list[int]:
            return [question.minutes for question in preparations.first_go([Question(minutes=one) for one in each])]

        assert minutes(25, 30, 10, 5) == [25, 30, 5]
        assert minutes(75, 5) == [75]
        assert len(minutes(*[2] * 20)) == preparations.MOST_QUESTIONS


def test_to_stop_forgets_the_day_and_nothing_else(category: Category) -> None:
    user = make_preparation().user
    make_card(user, make_question(category), Rating.GOOD, now=NOON)
    preparations.stop(user)
    assert (Preparation.objects.exists(), user.cards.count(), user.interviews.count()) == (False, 1, 1)


def test_rounds_are_those_that_say_what_they_ask(category: Category) -> None:
    user = make_user()
    asks = [{"category": category, "kind": "theory"}]
    theory = make_blueprint(sections=asks, position=1)
    own = make_blueprint(sections=asks, position=2, owner=user)
    make_blueprint(sections=asks, owner=make_user())
    make_blueprint(3)  # of anything
    make_blueprint(sections=[{"category": category}])  # a drill
    assert preparations.rounds_for(user) == [theory, own]
    assert preparations.rounds_for(None) == [theory]
