from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Max, Q, Sum
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from practice import agenda, repetition
from practice.models import Rating, day_start
from questions.authoring import lifecycle
from questions.content import PACKAGES
from questions.models import Question
from tests.factories import (
    NOON,
    make_card,
    make_cards,
    make_category,
    make_content,
    make_question,
    make_user,
    make_whole_content,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(due_minutes=30)


def due(user: User, *, minutes: int = 10, days: int = 60, rating: Rating = Rating.GOOD) -> Question:
    """A question whose day has come, met so many days ago."""
    question = make_question(make_category(), minutes=minutes)
    make_card(user, question, rating, now=NOON - timedelta(days=days))
    return question


def ids(found: agenda.Agenda) -> list[int]:
    return [due.question for due in found.today]


def test_a_backlog_is_spread_the_most_probably_forgotten_first(user: User) -> None:
    weeks = {days: due(user, days=days).pk for days in (10, 40, 20, 90, 30)}
    found = agenda.agenda(user, now=NOON)
    assert ids(found) == [weeks[90], weeks[40], weeks[30]]
    assert (found.minutes, found.moved, found.moved_until) == (30, 2, NOON.date() + timedelta(days=1))
    assert found.coming == [(NOON.date() + timedelta(days=1), 2)]
    found = agenda.agenda(user, now=NOON, but=[weeks[90]])
    assert ids(found) == [weeks[40], weeks[30], weeks[20]]


def test_the_better_known_waits_longer_though_its_day_is_as_long_ago(user: User) -> None:
    known, forgotten = (due(user, rating=rating, days=40) for rating in (Rating.EASY, Rating.AGAIN))
    assert ids(agenda.agenda(user, now=NOON)) == [forgotten.pk, known.pk]


def test_minutes_that_were_used_today_are_gone_tomorrow_there_are_new_ones(user: User) -> None:
    for _ in range(6):
        due(user)
    interview = repetition.begin(user, now=NOON)
    for position in (1, 2):
        assert interview
        repetition.reveal(interview, position, now=NOON)
        repetition.rate(
            interview.answers.select_related("interview__user").get(position=position), Rating.GOOD, now=NOON
        )
    assert len(agenda.agenda(user, now=NOON).today) == 1
    assert len(agenda.agenda(user, now=NOON + timedelta(days=1)).today) == 3


def test_what_is_to_come_is_told_by_the_day_and_waits_behind_the_backlog(user: User) -> None:
    for _ in range(5):
        due(user)
    for rating in (Rating.AGAIN, Rating.AGAIN, Rating.GOOD, Rating.EASY):
        make_card(user, make_question(minutes=10), rating, now=NOON)  # tomorrow twice, in two days, later than a week
    found = agenda.agenda(user, now=NOON)
    days = [((day - NOON.date()).days, count) for day, count in found.coming]
    assert days == [(1, 3), (2, 2)]
    assert found.moved == 2
    assert agenda.agenda(make_user(), now=NOON) == agenda.Agenda(today=[], moved=0, moved_until=None, coming=[])


def test_what_is_retired_or_cannot_be_asked_here_is_not_on_it_and_comes_back(user: User) -> None:
    question = due(user)
    assert ids(agenda.agenda(user, now=NOON)) == [question.pk]
    lifecycle.retire(question)
    assert ids(agenda.agenda(user, now=NOON)) == []
    lifecycle.publish(question, now=NOON)
    assert ids(agenda.agenda(user, now=NOON)) == [question.pk]


@pytest.mark.parametrize(
    ("zone", "reviewed", "before", "after"),
    [
        # Clocks go forward in the night: the day after has 23 hours.
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-28T22:59", "2026-03-28T23:00"),
        # And back: the day after has 25.
        ("Europe/Berlin", "2026-10-24T21:30", "2026-10-24T21:59", "2026-10-24T22:00"),
        # Midnight itself is left out there: the day begins at one.
        ("Africa/Cairo", "2026-04-23T12:00", "2026-04-23T21:59", "2026-04-23T22:00"),
        ("Pacific/Auckland", "2026-03-02T10:30", "2026-03-02T10:59", "2026-03-02T11:00"),
    ],
)
def test_what_was_forgotten_late_at_night_is_due_from_the_learners_midnight(
    user: User, zone: str, reviewed: str, before: str, after: str
) -> None:
    at, one, other = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (reviewed, before, after))
    with timezone.override(zone):
        make_card(user, question := make_question(), Rating.AGAIN, now=at)
        assert not ids(agenda.agenda(user, now=one))
        assert ids(agenda.agenda(user, now=other)) == [question.pk]
        assert agenda.next_day(user, now=one) == user.cards.get().due
        assert agenda.next_day(user, now=other) is None


@pytest.mark.parametrize("packages", [frozenset[str](), frozenset(PACKAGES)])
def test_the_statement_finds_what_the_orm_finds(user: User, packages: frozenset[str], settings: Settings) -> None:
    settings.PYODIDE_PACKAGES = packages
    contents = make_content(), make_content(starter="pass"), make_whole_content()
    asked = [make_question(content=content, minutes=1) for content in contents]
    asked.append(make_question())
    for day, question in enumerate(asked):
        make_card(user, question, Rating.AGAIN, now=NOON - timedelta(days=9 - day))
        make_card(make_user(), question, Rating.AGAIN, now=NOON)
    lifecycle.retire(asked[-1])
    offered = user.cards.filter(question__in=Question.objects.offered(), due__lt=NOON).order_by("due", "pk")
    assert ids(agenda.agenda(user, now=NOON)) == list(offered.values_list("question", flat=True))
    assert len(offered) == 2 + bool(packages)


def left_by_the_orm(user: User, now: datetime) -> int:
    is_open, is_rated = Q(finished_at=None), Q(answers__rating__isnull=False)
    is_todays = Q(answers__revealed_at__gte=day_start(now))
    mine = user.interviews.repetitions().filter(is_open | is_todays).order_by()
    found = mine.aggregate(
        today=Sum("answers__minutes", filter=is_rated & is_todays, default=0),
        used=Sum("answers__minutes", filter=is_rated & is_open, default=0),
        given=Max("minutes", filter=is_open, default=0),
    )
    return max(0, user.due_minutes - int(found["today"]), int(found["given"] - found["used"]))


def test_of_todays_minutes_is_left_what_the_orm_finds(user: User) -> None:
    """Through a day with more minutes than planned, in two repetitions, and on the day after."""
    questions = [due(user) for _ in range(8)]
    told = []

    def look(hours: int) -> None:
        """What is left is what fits: each of these takes ten minutes."""
        now = NOON + timedelta(hours=hours)
        told.append(len(agenda.agenda(user, now=now).today))
        assert told[-1] == min(left_by_the_orm(user, now) // 10, len(questions) - done)

    done = 0
    look(0)
    for more in (False, True):
        assert repetition.begin(user, now=NOON, more=more)
        look(0)
        while sitting := user.interviews.repetitions().open().first():
            position = sitting.current_position
            repetition.reveal(sitting, position, now=NOON)
            answer = sitting.answers.select_related("interview__user").get(position=position)
            repetition.rate(answer, Rating.EASY, now=NOON)
            done += 1
            look(0)
    look(24)
    assert told == [3, 3, 2, 1, 0, 3, 2, 1, 0, 2]


@pytest.mark.parametrize("count", [3, 300])
def test_it_costs_the_same(user: User, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_cards(user, count, now=NOON)
    with django_assert_num_queries(2):
        found = agenda.agenda(user, now=NOON)
    assert len(found.today) + found.moved == count
