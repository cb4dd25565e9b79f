from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from practice import interviews, next_step, plans
from practice.estimates import Estimate
from practice.grasps import Grasp
from practice.models import Interview, Rating
from practice.next_step import Now, Step
from practice.startable import Startable
from questions.authoring import lifecycle
from questions.models import Question
from tests.factories import (
    NOON,
    make_blueprint,
    make_card,
    make_category,
    make_interview,
    make_past,
    make_question,
    make_user,
    make_whole_content,
)

TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)

DAILY = Startable(slug="daily", title="Daily", minutes=15, questions=3, may_be_fewer=True)
LOOP = Startable(slug="loop", title="Full loop", minutes=90, questions=6, may_be_fewer=False)
METRICS, MODELS = (
    Startable(
        slug=f"drill-{n}", title=name, minutes=30, questions=5, may_be_fewer=False, category=n, category_name=name
    )
    for n, name in enumerate(["Metrics", "Models"], 1)
)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a candidate looks at, as values."""

    now: datetime = NOON
    today: date = TODAY
    running: Interview | None = None
    plan: plans.Today | None = None
    due: int = 0
    grasps: Sequence[Grasp] = ()
    startable: Sequence[Startable] = (DAILY, LOOP, METRICS, MODELS)
    sat: Sequence[str] = ()


def grasp(category: int, covered: float, answers: int = 10, on: date = YESTERDAY) -> Grasp:
    return Grasp(category=category, estimate=Estimate(covered=covered, total=10, answers=answers), answered_on=on)


def step(**fields: object) -> Step:
    return next_step.next_step(Situation(**fields))  # type: ignore[arg-type]


def test_whoever_has_answered_nothing_begins_with_what_is_offered_first() -> None:
    found = step()
    assert (found.name, found.url, found.label) == ("begin", DAILY.url, "Daily")
    assert found.sentence == "Begin small: up to 3 questions in 15 minutes show how a round feels."


def test_what_is_due_comes_before_what_is_weak() -> None:
    assert step(due=1, grasps=[grasp(1, 1)]).sentence == "1 question you have met is due for another look today."
    assert step(due=2).sentence == "2 questions you have met are due for another look today."


@pytest.mark.parametrize(
    ("days", "practised", "said"),
    [
        (12, 10, "Your interview is in 12 days: 20 minutes of today are left for it."),
        (1, 29, "Your interview is tomorrow: 1 minute of today is left for it."),
        (12, 30, ""),
    ],
)
def test_the_plan_of_a_day_comes_first_while_today_has_minutes_left(days: int, practised: int, said: str) -> None:
    found = step(due=1, plan=plans.Today(days_left=days, minutes=30, practised=practised))
    assert (found.name, found.sentence if said else "") == ("planned" if said else "due", said)


def test_the_weakest_is_the_one_that_one_can_be_least_sure_of() -> None:
    sure, unsure = grasp(1, 4, answers=60), grasp(2, 5, answers=4)  # half of it covered, yet known from little
    found = step(grasps=[sure, unsure])
    assert (found.name, found.url) == ("weak", MODELS.url)
    assert found.sentence == "Models is where you are least sure: a drill of 5 questions takes 30 minutes."
    assert found.why.startswith("Your last answers to 4 questions cover 50 % of the points there; over all")


@pytest.mark.parametrize(
    ("known", "name", "url"),
    [
        ([grasp(1, 1), grasp(2, 9, answers=40)], "weak", METRICS.url),
        ([grasp(1, 1, on=TODAY), grasp(2, 2)], "weak", MODELS.url),  # what one did today rests
        ([grasp(1, 1, on=TODAY), grasp(2, 9, answers=40)], "mock", LOOP.url),
        ([grasp(1, 9, answers=40), grasp(2, 1, answers=2)], "unseen", MODELS.url),
        ([grasp(1, 9, answers=40), grasp(2, 1, answers=2, on=TODAY)], "mock", LOOP.url),
        ([grasp(1, 9, answers=40)], "unseen", MODELS.url),
        ([grasp(1, 9, answers=40), grasp(2, 9, answers=40)], "mock", LOOP.url),
        ([grasp(9, 1)], "unseen", METRICS.url),  # of what is weak there is no drill
    ],
)
def test_the_ladder(known: list[Grasp], name: str, url: str) -> None:
    found = step(grasps=known, sat=["daily"])
    assert (found.name, found.url) == (name, url)


def test_the_round_that_was_sat_longest_ago_comes_again() -> None:
    known = [grasp(1, 9, answers=40), grasp(2, 9, answers=40)]
    assert step(grasps=known).url == DAILY.url
    assert step(grasps=known, sat=["daily", "loop", "daily"]).url == LOOP.url
    assert step(grasps=known, sat=["loop", "daily"]).url == DAILY.url


def test_without_anything_to_start_there_is_the_bank() -> None:
    assert [step(startable=()).name, step(startable=(), grasps=[grasp(1, 1)]).name] == ["choose", "choose"]


@pytest.mark.django_db
class TestNow:
    @pytest.fixture
    def user(self) -> User:
        return make_user()

    @pytest.fixture
    def questions(self) -> list[Question]:
        caches["process"].clear()
        category = make_category(name="Metrics")
        return [make_question(category) for _ in range(3)]

    def press(self, user: User, name: str, *, now: datetime = NOON) -> Interview | None:
        """Take the step, which is of that name, and start what it leads to; None where there is nothing to start."""
        found = next_step.next_step(Now(user, now=now))
        assert found.name == name
        client = Client()
        client.force_login(user)
        page = client.get(found.url, follow=True)
        assert page.status_code == 200
        if name in {"running", "choose"}:
            return None
        assert client.post(found.url).status_code == 302
        return user.interviews.repetitions().first() if name == "due" else interviews.running(user, now=NOON)

    def test_each_step_can_be_taken(self, user: User, questions: list[Question]) -> None:
        make_blueprint(2, title="Daily", position=1)
        make_blueprint(sections=[{"category": questions[0].category, "count": 3}], position=2)
        assert self.press(user, "begin")

    def test_what_runs_comes_first(self, user: User, questions: list[Question]) -> None:
        make_interview(user, questions=questions, now=NOON)
        found = next_step.next_step(Now(user, now=NOON + timedelta(minutes=20, seconds=30)))
        assert (found.name, found.sentence.partition(": ")[2]) == ("running", "10 minutes left.")
        self.press(user, "running")

    def test_what_is_overdue_is_closed_and_offered_no_more(self, user: User, questions: list[Question]) -> None:
        make_interview(user, questions=questions, now=NOON, title="Daily")
        late = NOON + timedelta(hours=2)
        assert next_step.next_step(Now(user, now=late)).name != "running"
        assert not user.interviews.open().exists()

    def test_what_is_due_can_be_repeated(self, user: User, questions: list[Question]) -> None:
        make_card(user, questions[0], Rating.AGAIN, now=NOON - timedelta(days=20))
        assert self.press(user, "due")

    def test_what_cannot_be_asked_here_is_not_offered(
        self, user: User, questions: list[Question], settings: Settings
    ) -> None:
        settings.PYODIDE_PACKAGES = frozenset()
        needs_numpy = make_question(content=make_whole_content())
        make_card(user, needs_numpy, Rating.AGAIN, now=NOON - timedelta(days=20))
        assert self.press(user, "choose") is None

    def test_what_is_longer_than_a_day_of_repeating_can_be_repeated(
        self, user: User, questions: list[Question]
    ) -> None:
        long = make_question(minutes=user.due_minutes + 1)
        make_card(user, long, Rating.AGAIN, now=NOON - timedelta(days=20))
        assert self.press(user, "due")

    def test_a_weak_category_is_drilled(self, user: User, questions: list[Question]) -> None:
        make_blueprint(sections=[{"category": questions[0].category, "count": 3}], title="Metrics", slug="drill")
        make_past(user, questions, 2, now=NOON - timedelta(days=2), owner=user)
        found = self.press(user, "weak")
        assert found
        assert found.title == "Metrics"

    def test_nothing_is_offered_of_which_the_bank_has_too_little(self, user: User, questions: list[Question]) -> None:
        make_blueprint(sections=[{"category": questions[0].category, "count": 3}], title="Metrics")
        make_past(user, questions, 2, now=NOON - timedelta(days=2), owner=user)
        lifecycle.retire(questions[0])
        assert self.press(user, "choose") is None

    def test_a_round_is_offered_when_there_is_nothing_better(self, user: User, questions: list[Question]) -> None:
        past = make_past(user, questions, 2, now=NOON - timedelta(hours=2))
        found = self.press(user, "mock")
        assert found
        assert found.blueprint == past[0].blueprint
