"""The plan's pages: what they say, what their buttons do, and that nothing chosen is lost."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import interviews
from practice.models import WEEKDAYS, Blueprint, Preparation, Rating
from questions.models import Category, Kind
from tests.factories import make_blueprint, make_card, make_category, make_preparation, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def category() -> Category:
    return make_category(name="Theory")


@pytest.fixture
def theory(category: Category) -> Blueprint:
    sections = [{"category": category, "kind": Kind.THEORY, "count": 2}]
    return make_blueprint(sections=sections, title="Theory round", minutes=20)


@pytest.fixture
def prepared(user: User, theory: Blueprint) -> User:
    make_preparation(user, rounds=[theory], now=timezone.now())
    return user


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def sent(theory: Blueprint, **fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"day": in_days(20).isoformat(), "rounds": [theory.pk]}
    return told | dict.fromkeys(WEEKDAYS, 40) | fields


def words(client: Client, path: str = "/plan/", **kwargs: Any) -> str:
    return " ".join(unescape(client.get(path, **kwargs).content.decode()).split())


class TestPrepare:
    def test_who_has_set_no_day_is_asked_for_one(self, client: Client, user: User) -> None:
        assert "Be ready by a day" in words(client)

    def test_a_day_is_set_and_changed(self, client: Client, user: User, theory: Blueprint) -> None:
        assert client.post("/plan/prepare/", sent(theory, sunday="")).headers["Location"] == "/plan/"
        stored = Preparation.objects.get(user=user)
        assert (stored.day, stored.monday, stored.sunday) == (in_days(20), 40, 0)
        assert f'value="{in_days(20).isoformat()}"' in words(client, "/plan/prepare/")
        client.post("/plan/prepare/", sent(theory, day=in_days(3).isoformat()))
        assert Preparation.objects.get().day == in_days(3)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"day": "soon"}, "Say the day as year-month-day"),
            ({"day": ""}, "Say the day as year-month-day"),
            ({"day": "2020-01-31"}, "This day is over."),
            ({"day": "9999-01-31"}, "Choose a day within the next 120"),
            ({"rounds": []}, "Choose at least one round"),
            ({"rounds": [10**9]}, "One of the rounds is no longer there"),
            ({"rounds": ["x"]}, "One of the rounds is no longer there"),
            ({"monday": 481}, "Give it 0 to 480 minutes"),
            ({"monday": "-1"}, "Give it 0 to 480 minutes"),
            (dict.fromkeys(WEEKDAYS, 0), "Give at least one weekday some minutes."),
        ],
    )
    def test_what_cannot_be_is_said_and_the_rest_stands(
        self, client: Client, user: User, theory: Blueprint, fields: dict[str, Any], said: str
    ) -> None:
        response = client.post("/plan/prepare/", sent(theory, tuesday=37) | fields)
        page = unescape(response.content.decode())
        assert response.status_code == 422
        assert said in page
        assert 'value="37"' in page or fields.get("tuesday") == 0
        assert not Preparation.objects.exists()

    def test_somebody_elses_round_cannot_be_chosen(self, client: Client, user: User, category: Category) -> None:
        theirs = make_blueprint(sections=[{"category": category, "kind": "theory"}], owner=make_preparation().user)
        assert client.post("/plan/prepare/", sent(theirs)).status_code == 422

    def test_what_was_chosen_is_given_back_without_a_session(self, client: Client, theory: Blueprint) -> None:
        response = client.post("/plan/prepare/", sent(theory, tuesday=37))
        page = unescape(response.content.decode())
        assert response.status_code == 401
        assert 'value="37"' in page
        assert f'value="{in_days(20).isoformat()}"' in page
        assert "checked" in page
        assert "You are signed out." in page


class TestPlan:
    def test_todays_part_is_first_and_its_button_starts_it(
        self, client: Client, prepared: User, category: Category
    ) -> None:
        for _ in range(9):
            make_question(category, minutes=10)
        page = words(client)
        assert page.index("3 questions that you have not met.") < page.index("Day by day")
        response = client.post("/plan/today/")
        interview = prepared.interviews.get()
        assert response.headers["Location"] == interview.get_absolute_url()
        assert interview.answers.count() == 3
        assert client.post("/plan/today/").headers["Location"] == interview.get_absolute_url()
        assert "is running" in words(client)
        interviews.finish(interview, now=timezone.now())
        page = words(client)
        assert "Done for today: 30 minutes." in page
        assert "3 questions you answered are not rated" in page
        assert client.post("/plan/today/").headers["Location"] == "/plan/"

    def test_it_says_what_does_not_fit(self, client: Client, user: User, category: Category, theory: Blueprint) -> None:
        for minutes in (6, 6, 6, 50):
            make_question(category, minutes=minutes)
        long = make_blueprint(
            sections=[{"category": category, "kind": "theory"}], title="Long round", minutes=90, position=1
        )
        make_preparation(user, rounds=[theory, long], days=1, minutes=12, now=timezone.now())
        page = words(client)
        assert "2 of 4 questions" in page
        assert "1 of them takes longer</strong> than your longest day, which has 12 minutes." in page
        assert "A mock of the Long round</strong> takes 90 minutes" in page
        assert "2 of Theory." in page

    def test_a_mock_of_today_leads_to_its_start(self, client: Client, user: User, category: Category) -> None:
        make_question(category, minutes=5)
        short = make_blueprint(sections=[{"category": category, "kind": "theory"}], title="Short round", minutes=5)
        make_preparation(user, rounds=[short], days=1, minutes=10, now=timezone.now())
        assert f'href="{short.get_absolute_url()}"' in words(client)

    def test_a_day_is_taken_off_and_taken_in_again(self, client: Client, prepared: User, category: Category) -> None:
        make_question(category)
        day = in_days(2).isoformat()
        page = client.post("/plan/days-off/", {"day": day, "off": "yes"}, follow=True).content.decode()
        assert "is left out now" in page
        assert "Take it in" in page
        page = client.post("/plan/days-off/", {"day": day}, follow=True).content.decode()
        assert "is in the plan again" in page
        assert "Take it in" not in page
        page = client.post("/plan/days-off/", {"day": in_days(30).isoformat()}, follow=True).content.decode()
        assert "not in the plan any more" in page

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"days": 0}, "This is the day."),
            ({"days": 1}, "1 day left"),
            ({"minutes": 3}, "nothing that is worth it fits"),
            ({"days": 1, "off": True}, "A day off."),
        ],
    )
    def test_days_that_are_special(
        self, client: Client, user: User, category: Category, theory: Blueprint, fields: dict[str, Any], said: str
    ) -> None:
        make_question(category, minutes=6)
        off = fields.pop("off", False)
        make_preparation(user, rounds=[theory], now=timezone.now(), **fields)
        if off:
            client.post("/plan/days-off/", {"day": in_days(0).isoformat(), "off": "yes"})
        assert said in words(client)

    def test_after_the_day_it_asks_how_it_went_and_for_the_next(
        self, client: Client, user: User, category: Category, theory: Blueprint
    ) -> None:
        then = timezone.now() - timedelta(days=10)
        make_preparation(user, rounds=[theory], days=5, now=then)
        make_card(user, make_question(category), Rating.GOOD, now=then + timedelta(days=1))
        page = words(client)
        assert "How did it go?" in page
        assert "You rehearsed 1 time for it." in page
        client.post("/plan/prepare/", sent(theory))
        assert "20 days left" in words(client)

    def test_a_bank_without_such_questions_and_rounds_that_are_gone_are_said(
        self, client: Client, prepared: User, theory: Blueprint
    ) -> None:
        assert "The bank has no question that these rounds would ask." in words(client)
        theory.delete()
        assert "Say which rounds it will have" in words(client)

    def test_to_stop_leads_home(self, client: Client, prepared: User) -> None:
        assert client.post("/plan/stop/").headers["Location"] == "/"
        assert not Preparation.objects.exists()

    @pytest.mark.parametrize("questions", [3, 30])
    def test_it_costs_the_same_whatever_there_is(
        self,
        client: Client,
        prepared: User,
        category: Category,
        questions: int,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(questions):
            question = make_question(category, minutes=6)
            if number % 3 == 0:
                make_card(prepared, question, Rating.GOOD, now=timezone.now() - timedelta(days=1))
        client.get("/plan/")
        with django_assert_num_queries(12):
            client.get("/plan/")
