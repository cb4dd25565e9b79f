"""What a plan is made of: the learner's cards, what was done today, wishes, and the learner's own days."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import interviews, plans, preparations
from practice.models import WEEKDAYS, Blueprint, Preparation, Rating
from questions.models import Category, Kind
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
    return make_category(name="Theory")


@pytest.fixture
def theory(category: Category) -> Blueprint:
    return make_blueprint(sections=[{"category": category, "kind": Kind.THEORY, "count": 2}], title="Theory round")


def made(user: User, *, now: datetime = NOON) -> plans.Outlook:
    outlook = plans.outlook(user, now=now)
    assert outlook
    return outlook


class TestOutlook:
    def test_it_plans_what_the_rounds_ask_and_nothing_else(self, category: Category, theory: Blueprint) -> None:
        asked = [make_question(category, minutes=6) for _ in range(3)]
        make_question(category, kind=Kind.BEHAVIORAL)
        make_question(category, publish=False)
        user = make_preparation(rounds=[theory]).user
        outlook = made(user)
        met = [question for day in outlook.days for question in day.new]
        assert sorted(question.pk for question in met) == [question.pk for question in asked]
        [row] = outlook.categories
        assert (row.category, row.asked, row.met, row.planned, row.left_out) == (category, 3, 0, 3, 0)
        assert row.share == pytest.approx(1)
        assert outlook.recall_now < outlook.recall <= 1
        assert (outlook.days_left, len(outlook.days)) == (14, 14)
        assert [len(week.days) for week in outlook.weeks] == [7, 7]

    def test_what_one_has_met_is_repeated_and_what_nobody_rated_counts_as_not_known(
        self, category: Category, theory: Blueprint
    ) -> None:
        user = make_preparation(rounds=[theory]).user
        rated, unrated = (make_question(category, minutes=6) for _ in range(2))
        make_card(user, rated, Rating.EASY, now=NOON - 3 * DAY)
        practice = interviews.practise(user, unrated, now=NOON - 3 * DAY)
        interviews.finish(practice, now=NOON - 3 * DAY)
        outlook = made(user)
        assert outlook.unrated == 1
        assert not [day for day in outlook.days if day.new]
        assert unrated in [question for day in outlook.days for question in day.again]
        make_card(user, unrated, Rating.EASY, now=NOON - 2 * DAY)
        assert made(user).recall_now > outlook.recall_now

    def test_what_was_done_today_is_taken_from_todays_minutes(self, category: Category, theory: Blueprint) -> None:
        user = make_preparation(rounds=[theory], minutes=20).user
        questions = [make_question(category, minutes=6) for _ in range(6)]
        for question in questions[:2]:
            make_card(user, question, Rating.GOOD, now=NOON)
        today = made(user).days[0]
        assert (made(user).practised, today.minutes, today.used) == (12, 20, 6)
        assert not set(today.questions) & set(questions[:2])

    def test_extra_time_makes_each_question_longer(self, category: Category, theory: Blueprint) -> None:
        make_question(category, minutes=20)
        user = make_preparation(make_user(extra_time=100), rounds=[theory], minutes=30).user
        assert made(user).too_long == 1
        user.extra_time = 50
        user.save()
        assert (made(user).too_long, made(user).days[0].used) == (0, 30)

    def test_days_off_and_weekdays_without_minutes_hold_nothing(self, category: Category, theory: Blueprint) -> None:
        for _ in range(20):
            make_question(category, minutes=6)
        user = make_preparation(rounds=[theory], sunday=0).user
        assert preparations.set_day_off(user, date(2026, 3, 3), off=True, now=NOON)
        empty = [day.day for day in made(user).days if not day.used]
        assert empty == [date(2026, 3, 3), date(2026, 3, 8), date(2026, 3, 15)]
        assert [day.day for day in made(user).days if day.is_off] == [date(2026, 3, 3)]

    def test_mocks_stand_in_the_last_week_until_they_are_sat(self, category: Category) -> None:
        for _ in range(4):
            make_question(category, minutes=5)
        short = make_blueprint(sections=[{"category": category, "kind": Kind.THEORY}], minutes=10)
        never = make_blueprint(sections=[{"category": category, "kind": Kind.DESIGN}], minutes=10)
        user = make_preparation(rounds=[short, never]).user
        planned = [(day.day, mock) for day in made(user).days for mock in day.mocks]
        assert [mock for _, mock in planned] == [short]
        assert planned[0][0] >= date(2026, 3, 9)
        later = NOON + 9 * DAY
        interview = interviews.start(user, short, now=later, rng=Random(1))
        interviews.finish(interview, now=later + timedelta(minutes=5))
        assert not [mock for day in made(user, now=later + DAY).days for mock in day.mocks]

    def test_it_goes_by_the_learners_own_day(self, category: Category, theory: Blueprint) -> None:
        make_question(category)
        user = make_preparation(rounds=[theory]).user
        with timezone.override("Pacific/Auckland"):  # thirteen hours ahead
            assert made(user).days_left == 13
            make_card(user, make_question(category, minutes=6), Rating.GOOD, now=NOON - timedelta(hours=2))
            assert made(user).practised == 0
        assert made(user).practised == 6

    def test_a_missed_day_moves_the_plan(self, category: Category, theory: Blueprint) -> None:
        for _ in range(8):
            make_question(category, minutes=6)
        user = make_preparation(rounds=[theory], days=5, minutes=12).user
        assert (len(made(user).days), len(made(user, now=NOON + 2 * DAY).days)) == (5, 3)
        assert made(user, now=NOON + 2 * DAY).left_out > made(user).left_out

    @pytest.mark.parametrize(("days", "planned"), [(0, 0), (1, 1)])
    def test_today_and_tomorrow(self, days: int, planned: int, category: Category, theory: Blueprint) -> None:
        make_question(category, minutes=6)
        outlook = made(make_preparation(rounds=[theory], days=days).user)
        assert len(outlook.days) == planned
        assert outlook.asked == 1

    def test_rounds_that_are_gone_leave_a_plan_of_nothing(self, theory: Blueprint) -> None:
        user = make_preparation(rounds=[theory]).user
        theory.delete()
        outlook = made(user)
        assert (outlook.asked, outlook.recall, [day for day in outlook.days if day.used]) == (0, 0, [])

    def test_nobody_without_a_day_has_one(self) -> None:
        make_preparation()
        assert plans.outlook(make_user(), now=NOON) is None

    @pytest.mark.parametrize(("questions", "asked"), [(2, 1), (20, 12)])
    def test_it_costs_the_same_whatever_there_is(
        self,
        questions: int,
        asked: int,
        category: Category,
        theory: Blueprint,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        user = make_preparation(rounds=[theory]).user
        for number in range(questions):
            question = make_question(category, minutes=6)
            if number < asked:
                make_card(user, question, Rating.GOOD, now=NOON - DAY)
        with django_assert_num_queries(9):
            made(user)


class TestToday:
    def test_it_says_what_is_left_in_one_query(
        self, category: Category, theory: Blueprint, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        user = make_preparation(rounds=[theory], minutes=20).user
        make_card(user, make_question(category, minutes=6), Rating.GOOD, now=NOON)
        make_card(make_user(), make_question(category, minutes=6), Rating.GOOD, now=NOON)
        with django_assert_num_queries(1):
            today = plans.today(user, now=NOON)
        assert today == plans.Today(days_left=14, minutes=20, practised=6)
        assert today.left == 14

    def test_a_day_off_and_the_day_itself_have_no_minutes(self) -> None:
        user = make_preparation().user
        preparations.set_day_off(user, NOON.date(), off=True, now=NOON)
        found = [plans.today(user, now=NOON + number * DAY) for number in (0, 1, 14, 15)]
        assert [(today.days_left, today.left) for today in found if today] == [(14, 0), (13, 30), (0, 0), (-1, 0)]

    def test_who_has_set_no_day_has_none(self) -> None:
        assert plans.today(make_user(), now=NOON) is None


def wishes(**fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"day": date(2026, 4, 1), "created_at": NOON, "updated_at": NOON}
    return told | fields


@pytest.mark.parametrize(
    "fields", [{"monday": 481}, dict.fromkeys(WEEKDAYS, 0)], ids=["more than a day has", "no minutes at all"]
)
def test_the_database_takes_no_wishes_that_no_plan_can_be_made_of(fields: dict[str, int]) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        Preparation.objects.create(user=make_user(), **wishes(**fields))
