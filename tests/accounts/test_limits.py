"""The limits themselves, and every request that uses one up."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Value
from django.db.models.functions import Greatest
from django.test import Client, RequestFactory
from django.urls import URLPattern
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import limits
from accounts.models import Usage, User
from practice.models import GRACE, Interview, MentorComment, ReceivedText
from questions.models import Question
from tests.factories import (
    NOON,
    make_blueprint,
    make_curator,
    make_interview,
    make_mentor_link,
    make_question,
    make_user,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db

THREE = limits.Limit(name="three", amount=3, every=timedelta(seconds=10), deed="tried")
SECOND = timedelta(seconds=1)


def spent(*, who: str = "ada", now: Any = NOON, cost: int = 1) -> int:
    """The seconds that one is told to wait; 0 when it went through."""
    try:
        limits.spend(who, THREE, now=now, cost=cost)
    except limits.TooMany as error:
        return error.seconds
    return 0


class TestSpend:
    def test_so_many_at_once_then_one_at_a_time(self) -> None:
        assert [spent() for _ in range(5)] == [0, 0, 0, 10, 10]
        assert spent(now=NOON + 9 * SECOND) == 1
        assert [spent(now=NOON + 11 * SECOND) for _ in range(2)] == [0, 9]

    def test_what_was_refused_uses_nothing_up(self) -> None:
        for _ in range(20):
            spent()
        assert [spent(now=NOON + 30 * SECOND) for _ in range(4)] == [0, 0, 0, 10]

    def test_a_store_holds_no_more_than_its_amount_however_long_one_waits(self) -> None:
        spent()
        assert [spent(now=NOON + timedelta(days=1)) for _ in range(4)] == [0, 0, 0, 10]

    def test_what_costs_more_is_waited_for_longer(self) -> None:
        assert [spent(cost=5), spent()] == [0, 30]

    def test_each_person_and_each_limit_for_itself(self) -> None:
        for _ in range(3):
            spent()
        assert (spent(), spent(who="bob")) == (10, 0)
        limits.spend("ada", limits.STARTING, now=NOON)

    def test_costs_one_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        spent()
        with django_assert_num_queries(1):
            spent()

    def test_rows_that_say_nothing_any_more_are_swept_away(self) -> None:
        spent()
        spent(who="bob", now=NOON + limits.KEPT + timedelta(minutes=1))
        assert [usage.who for usage in Usage.objects.all()] == ["bob"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_there_is() -> None:
    def one() -> int:
        try:
            return spent()
        finally:
            connection.close()

    assert sorted(at_once(one, threads=8)) == [0, 0, 0, 10, 10, 10, 10, 10]


def test_a_save_held_back_at_the_deadline_still_counts() -> None:
    """The longest text costs a wait that is shorter than the grace."""
    assert 101 * limits.SAVING.every < GRACE


@dataclass(frozen=True)
class Place:
    """Where a limit holds: one request of `person` that uses it up."""

    limit: limits.Limit
    ask: Callable[[Client, Interview, Question], Any]
    stores_nothing: bool = True


def saving(client: Client, interview: Interview, _: Question) -> Any:
    return client.post(f"{interview.get_absolute_url()}1/save/", {"1-text": "My words", "1-based_on": 0})


def commenting(client: Client, interview: Interview, _: Question) -> Any:
    secret = make_mentor_link(interview, now=timezone.now())[1]
    return client.post(f"/mentor/{secret}/1/", {"name": "Grace", "text": "My words"})


PLACES = {
    "saving": Place(limits.SAVING, saving),
    "building": Place(limits.BUILDING, lambda client, *_: client.post("/interviews/new/", {"count": 1})),
    "starting": Place(
        limits.STARTING, lambda client, *_: client.post(make_blueprint().get_absolute_url(), {"agreed": "yes"})
    ),
    "practising": Place(limits.STARTING, lambda client, _, question: client.post(f"/practice/{question.slug}/")),
    "preparing": Place(limits.WRITING, lambda client, *_: client.post("/plan/prepare/", {"day": "2027-01-31"})),
    "taking a day off": Place(limits.WRITING, lambda client, *_: client.post("/plan/days-off/", {"day": "2027-01-30"})),
    "today's part": Place(limits.STARTING, lambda client, *_: client.post("/plan/today/")),
    "bookmark": Place(limits.WRITING, lambda client, _, question: client.post(f"/practice/{question.slug}/bookmark/")),
    "notes": Place(
        limits.WRITING,
        lambda client, _, question: client.post(f"/practice/{question.slug}/notes/", {"text": "My words"}),
    ),
    "rating": Place(limits.WRITING, lambda client, interview, _: client.post(f"/interviews/{interview.pk}/1/rate/")),
    "ticking components": Place(
        limits.WRITING, lambda client, interview, _: client.post(f"/interviews/{interview.pk}/1/components/")
    ),
    "ticking": Place(limits.WRITING, lambda client, interview, _: client.post(f"/interviews/{interview.pk}/1/points/")),
    "running": Place(
        limits.RUNNING, lambda client, interview, _: client.post(f"/interviews/{interview.pk}/1/runs/", {"part": 1})
    ),
    "recording": Place(
        limits.WRITING,
        lambda client, interview, _: client.post(
            f"/interviews/{interview.pk}/1/recordings/", {"sound": SimpleUploadedFile("a.ogg", b"OggS")}
        ),
    ),
    "reporting": Place(
        limits.REPORTING,
        lambda client, _, question: client.post(f"/questions/{question.slug}/report/", {"text": "My words"}),
    ),
    "making a link for a mentor": Place(
        limits.WRITING, lambda client, interview, _: client.post(f"/interviews/{interview.pk}/mentors/")
    ),
    "commenting": Place(limits.COMMENTING, commenting),
    "searching": Place(limits.SEARCHING, lambda client, *_: client.get("/questions/?q=variance")),
    "bringing answers in": Place(limits.BRINGING_IN, lambda client, *_: client.post("/bring-in/")),
    "bringing answers in, confirmed": Place(limits.BRINGING_IN, lambda client, *_: client.post("/bring-in/check/")),
    "export of one's own": Place(limits.EXPORTING, lambda client, *_: client.get("/accounts/data/")),
    "import": Place(limits.IMPORTING, lambda client, *_: client.post("/admin/questions/question/import/")),
    "import, confirmed": Place(limits.IMPORTING, lambda client, *_: client.post("/admin/questions/question/import/a/")),
    "export of the bank": Place(
        limits.EXPORTING,
        lambda client, _, question: client.post(
            "/admin/questions/question/", {"action": "export_json", "_selected_action": [question.pk]}
        ),
    ),
}


@pytest.fixture
def person() -> User:
    return make_curator()


def use_up(who: str, limit: limits.Limit) -> None:
    Usage.objects.create(who=who, limit=limit.name, restored_at=limit.open_until(timezone.now()) + 30 * SECOND)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_each_place_says_how_long_to_wait_and_stores_nothing(client: Client, place: Place, person: User) -> None:
    interview, question = make_interview(person, speak_first=True), make_question()
    client.force_login(person)
    use_up(f"person {person.pk}", place.limit)
    before = {name: getattr(person, name).count() for name in ("interviews", "blueprints", "bookmarks", "notes")}

    response = place.ask(client, interview, question)

    assert response.status_code == 429
    assert 28 <= int(response["Retry-After"]) <= 30
    assert f"You have {place.limit.deed} very often" in " ".join(response.content.decode().split())
    assert {name: getattr(person, name).count() for name in before} == before
    assert not ReceivedText.objects.exists()
    assert not MentorComment.objects.exists()
    assert not person.reports.exists()


def test_every_limit_holds_somewhere() -> None:
    every = {value for value in vars(limits).values() if isinstance(value, limits.Limit)}
    assert {place.limit for place in PLACES.values()} == every


UNLIMITED = {
    "practice:finish": "done once, then nothing",
    "practice:delete_blueprint": "only takes away",
    "practice:delete_recording": "only takes away",
    "practice:revoke_mentor_link": "only takes away",
    "practice:delete_mentor_comment": "only takes away",
    "practice:stop_preparing": "only takes away",
    "account_preferences": "one row, always the same",
    "account_delete": "done once, then nothing",
    "account_keep": "done once, then nothing",
    "account_end_session": "only takes away",
    "None": "allauth's own addresses with something of ours in front, which allauth limits",
}
"""Our own addresses that take a POST and need no limit, and why."""


def takes_a_post(pattern: URLPattern) -> bool:
    """Whether a view gets as far as to ask who it is that posts."""
    arguments = dict.fromkeys(pattern.pattern.converters, 1)
    try:
        pattern.callback(RequestFactory().post("/"), **arguments)
    except AttributeError:  # nobody has signed in here
        return True
    return False


def posted_to() -> Iterator[tuple[str, Callable[..., object]]]:
    """The names and views of our own addresses that take a POST."""
    for prefix, name in [("practice:", "practice.urls"), ("questions:", "questions.urls"), ("", "accounts.urls")]:
        for pattern in import_module(name).urlpatterns:
            if takes_a_post(pattern):
                yield f"{prefix}{pattern.name}", pattern.callback


def test_whatever_takes_a_post_is_limited_or_says_why_not() -> None:
    found = dict(posted_to())
    assert {name for name, view in found.items() if not hasattr(view, "limit")} == set(UNLIMITED)


@pytest.mark.parametrize("place", ["saving", "notes", "reporting", "commenting"])
def test_words_that_were_sent_come_back_in_a_form_that_sends_them_again(
    client: Client, place: str, person: User
) -> None:
    interview, question = make_interview(person), make_question()
    client.force_login(person)
    use_up(f"person {person.pk}", PLACES[place].limit)
    response = PLACES[place].ask(client, interview, question)
    assert ("My words", True) in [(value, name.endswith("text")) for name, value in response.context["sent"]]
    assert b">\nMy words</textarea>" in response.content


def test_a_script_is_told_in_json(client: Client, person: User) -> None:
    interview = make_interview(person)
    client.force_login(person)
    use_up(f"person {person.pk}", limits.SAVING)
    address = f"{interview.get_absolute_url()}1/save/"
    response = client.post(address, {"1-text": "My words", "1-based_on": 0}, headers={"Accept": "application/json"})
    told = json.loads(response.content)
    assert (response.status_code, told["outcome"]) == (429, "limited")
    assert int(response["Retry-After"]) == told["seconds"]


def test_a_long_text_costs_more_than_a_short_one(client: Client, person: User) -> None:
    client.force_login(person)
    address = f"{make_interview(person).get_absolute_url()}1/save/"
    costs = []
    for text in ("word", "word " * 20_000):
        Usage.objects.all().delete()
        request: Any = client.post(address, {"1-text": text, "1-based_on": 0}).wsgi_request
        costs.append((Usage.objects.get().restored_at - request.arrived_at) / limits.SAVING.every)
    assert costs == [1, 101]


def test_strangers_share_the_limit_of_their_address_and_it_is_not_kept(client: Client) -> None:
    for address in ("192.0.2.7", "192.0.2.7", "2001:db8::1", "2001:db8::2"):
        client.get("/questions/?q=variance", REMOTE_ADDR=address)
    kept = [usage.who for usage in Usage.objects.order_by("pk")]
    assert len(kept) == 2
    assert not [who for who in kept if "192.0.2" in who or "2001" in who]
    for who in kept:
        Usage.objects.filter(who=who).update(restored_at=timezone.now() + timedelta(days=1))
    assert client.get("/questions/?q=variance", REMOTE_ADDR="192.0.2.7").status_code == 429
    assert client.get("/questions/", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/questions/?q=variance", REMOTE_ADDR="198.51.100.1").status_code == 200


def test_a_person_is_limited_and_nobody_else(client: Client) -> None:
    limited, other = make_user(), make_user()
    use_up(f"person {limited.pk}", limits.SEARCHING)
    for user, status in [(limited, 429), (other, 200)]:
        client.force_login(user)
        assert client.get("/questions/?q=variance").status_code == status


@pytest.mark.parametrize("restored", [timedelta(0), timedelta(seconds=-7, microseconds=1), timedelta(seconds=4.25)])
def test_the_statement_by_hand_says_what_the_orm_says(restored: timedelta) -> None:
    limit = limits.Limit(name="some", amount=5, every=timedelta(seconds=1.5), deed="done it")
    for who in ("by hand", "by the ORM"):
        Usage.objects.create(who=who, limit="some", restored_at=NOON + restored)
    limits.spend("by hand", limit, now=NOON, cost=2)
    spent = ExpressionWrapper(Greatest(F("restored_at"), Value(NOON)) + 2 * limit.every, DateTimeField())
    Usage.objects.filter(who="by the ORM").update(restored_at=spent)
    hand, orm = Usage.objects.order_by("who").values_list("restored_at", flat=True)
    assert hand == orm == NOON + max(restored, timedelta(0)) + timedelta(seconds=3)
