import time
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(email="ada@example.org", password=PASSWORD, name="Ada")


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def leaving() -> list[User]:
    return list(User.objects.exclude(leaves_at=None))


def preferences(**changes: Any) -> dict[str, Any]:
    return {"name": "Ada", "time_zone": "Asia/Tokyo", "extra_time": "25", "hide_countdown": "on"} | changes


@pytest.mark.parametrize("path", ["", "preferences/", "data/", "delete/"])
def test_account_pages_are_closed_to_strangers(path: str) -> None:
    response = Client().get(f"/accounts/{path}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_preferences_are_kept(client: Client, user: User) -> None:
    response = client.post("/accounts/preferences/", preferences())
    assert response.headers["Location"] == "/accounts/preferences/"
    user.refresh_from_db()
    assert (user.name, user.time_zone, user.extra_time, user.hide_countdown) == ("Ada", "Asia/Tokyo", 25, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("extra_time", "33"),
        ("extra_time", ""),
        ("due_minutes", "4"),
        ("due_minutes", "241"),
    ],
)
def test_preferences_that_are_not_offered_are_refused(client: Client, user: User, field: str, value: str) -> None:
    response = client.post("/accounts/preferences/", preferences(**{field: value}))
    assert list(response.context["form"].errors) == [field]
    user.refresh_from_db()
    assert (user.time_zone, user.extra_time) == ("", 0)


@pytest.mark.parametrize(("sent", "kept"), [({"due_minutes": "45"}, 45), ({"due_minutes": ""}, 20), ({}, 20)])
def test_minutes_a_day_that_are_not_told_stay_as_they_are(
    client: Client, user: User, sent: dict[str, str], kept: int
) -> None:
    User.objects.filter(pk=user.pk).update(due_minutes=20)
    client.post("/accounts/preferences/", preferences(**sent))
    user.refresh_from_db()
    assert user.due_minutes == kept


def test_preferences_change_nothing_else(client: Client, user: User) -> None:
    client.post("/accounts/preferences/", preferences(is_staff="on", is_superuser="on", email="eve@example.org"))
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, "ada@example.org")


def test_an_alias_that_the_browser_sent_stays_chosen(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="US/Pacific")
    page = client.get("/accounts/preferences/").content.decode()
    assert '<option value="US/Pacific" selected>' in page


def test_a_time_zone_that_is_no_longer_known_fails_no_page(client: Client, user: User) -> None:
    for name in ("Mars/Olympus", "Europe", "../etc/passwd"):
        User.objects.filter(pk=user.pk).update(time_zone=name)
        assert client.get("/").status_code == 200
        assert client.get("/accounts/preferences/").status_code == 200


@pytest.fixture
def confirmed_client(client: Client) -> Client:
    """Has shown the password once more, a moment ago."""
    response = client.post("/accounts/reauthenticate/?next=/accounts/delete/", {"password": PASSWORD})
    assert response.headers["Location"] == "/accounts/delete/"
    return client


def test_deleting_signs_out_and_touches_nobody_else(confirmed_client: Client, user: User) -> None:
    make_user()
    response = confirmed_client.post("/accounts/delete/", {"sure": "on"})
    assert response.headers["Location"] == "/"
    assert leaving() == [user]
    assert "_auth_user_id" not in confirmed_client.session


def test_nothing_is_deleted_without_the_tick(confirmed_client: Client, user: User) -> None:
    response = confirmed_client.post("/accounts/delete/", {})
    assert response.context["form"].errors == {
        "sure": ["Tick the box if you want your account deleted. Nothing has been deleted so far."]
    }
    assert leaving() == []


def test_deleting_asks_for_the_password_once_more(client: Client, user: User) -> None:
    response = client.post("/accounts/delete/", {"sure": "on"})
    asked = "/accounts/reauthenticate/?next=%2Faccounts%2Fdelete%2F"
    assert response.headers["Location"] == asked
    client.post(asked, {"password": "a-wrong-secret"})
    assert leaving() == []

    client.post(asked, {"password": PASSWORD})
    assert leaving() == [user]


def test_a_password_shown_long_ago_does_not_count(confirmed_client: Client, user: User) -> None:
    session = confirmed_client.session
    session["account_authentication_methods"] = [
        record | {"at": time.time() - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    assert confirmed_client.post("/accounts/delete/", {"sure": "on"}).status_code == 302
    assert leaving() == []


def test_a_session_that_never_showed_a_password_deletes_nothing(user: User) -> None:
    stolen = Client()
    stolen.force_login(user)
    assert stolen.post("/accounts/delete/", {"sure": "on"}).status_code == 302
    assert leaving() == []
