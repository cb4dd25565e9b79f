"""Changing the address, by the person without a mail server and by an administrator: one address, in both tables."""

from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth import authenticate
from django.test import Client

from accounts import addresses
from accounts.models import User
from tests.factories import make_curator, make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db


def signed_in(email: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/?next=/accounts/email/", {"password": PASSWORD})
    return client


def rows(user: User) -> list[tuple[str, bool]]:
    return list(EmailAddress.objects.filter(user=user).values_list("email", "primary"))


def test_without_a_mail_server_the_new_address_takes_the_old_ones_place() -> None:
    people = [make_user(email=f"old{number}@example.org", password=PASSWORD) for number in (1, 2)]
    for number, user in enumerate(people, 1):
        client = signed_in(user.email)
        client.post("/accounts/email/", {"email": f"New{number}@example.org", "action_add": ""})
        user.refresh_from_db()
        assert user.email == f"new{number}@example.org"
        assert rows(user) == [(f"new{number}@example.org", True)]
        page = client.get("/accounts/email/").content.decode()
        assert f"Your address is new{number}@example.org now." in page
        assert "not confirmed yet" not in page
        assert authenticate(email=f"new{number}@example.org", password=PASSWORD) == user
        assert authenticate(email=f"old{number}@example.org", password=PASSWORD) is None


def test_the_address_of_somebody_else_is_refused() -> None:
    make_user(email="eve@example.org")
    user = make_user(email="ada@example.org", password=PASSWORD)
    response = signed_in(user.email).post("/accounts/email/", {"email": "EVE@example.org", "action_add": ""})
    assert list(response.context["form"].errors) == ["email"]
    user.refresh_from_db()
    assert user.email == "ada@example.org"


def test_an_address_that_was_taken_a_moment_ago_changes_nothing() -> None:
    user = make_user(email="ada@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    make_user(email="eve@example.org")
    with pytest.raises(addresses.AddressTaken):
        addresses.change(user, "eve@example.org")
    user.refresh_from_db()
    assert (user.email, rows(user)) == ("ada@example.org", [("ada@example.org", True)])


def test_changing_the_address_asks_for_the_password_once_more() -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    asked = client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""}).headers["Location"]
    user.refresh_from_db()
    assert (asked, user.email) == ("/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F", "ada@example.org")

    client.post(asked, {"password": PASSWORD})
    user.refresh_from_db()
    assert user.email == "new@example.org"


def test_what_an_administrator_changes_counts_at_sign_in_and_the_old_address_does_not() -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    signed_in("ada@example.org")  # allauth makes its own row now
    admin = Client()
    admin.force_login(make_curator())
    data = {"email": "Countess@example.org", "extra_time": "0", "due_minutes": "30", "is_active": "on"}
    assert admin.post(f"/admin/accounts/user/{user.pk}/change/", data).status_code == 302

    user.refresh_from_db()
    assert (user.email, rows(user)) == ("countess@example.org", [("countess@example.org", True)])
    assert authenticate(email="ada@example.org", password=PASSWORD) is None
    assert authenticate(email="countess@example.org", password=PASSWORD) == user


def test_an_address_that_was_emptied_once_comes_back() -> None:
    user, other = make_user(email=""), make_user(email="taken@example.org")
    EmailAddress.objects.create(user=user, email="taken@example.org")
    EmailAddress.objects.create(user=user, email="new@example.org")
    import_module("accounts.migrations.0002_emptied_addresses").give_back(apps, None)
    user.refresh_from_db()
    other.refresh_from_db()
    assert (user.email, other.email) == ("new@example.org", "taken@example.org")
