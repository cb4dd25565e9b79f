"""Signing up and in, with a mail server and without: what a stranger may learn, and who gets in."""

import time
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from tests.factories import make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_server(settings: Settings) -> None:
    """What config.settings does when EMAIL_URL is set."""
    settings.MAIL_IS_SENT = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    settings.ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
    settings.ACCOUNT_PREVENT_ENUMERATION = True
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = False


def sign_up(client: Client, email: str = "ada@example.org", **fields: Any) -> Any:
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, **fields})


def sign_in(client: Client, email: str) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_without_a_mail_server_signing_up_signs_in(client: Client) -> None:
    response = sign_up(client)
    assert response.status_code == 302
    assert is_signed_in(client)
    assert mail.outbox == []


def test_with_a_mail_server_the_code_from_the_mail_signs_in(client: Client, mail_server: None) -> None:
    response = sign_up(client)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)

    code = mail.outbox[0].subject.split()[0]
    assert mail.outbox[0].subject == f"{code} is your code for Dry Run"
    client.post("/accounts/confirm-email/", {"code": "WRONG1"})
    assert not is_signed_in(client)
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_signed_in(client)
    assert EmailAddress.objects.get(user=User.objects.get()).verified


def test_with_a_mail_server_a_stranger_cannot_tell_who_has_an_account(client: Client, mail_server: None) -> None:
    make_user(email="ada@example.org", password=PASSWORD)
    taken, free = Client(), Client()
    first, second = sign_up(taken, "ada@example.org"), sign_up(free, "new@example.org")
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    page, other = taken.get("/accounts/confirm-email/"), free.get("/accounts/confirm-email/")
    assert page.status_code == other.status_code == 200
    assert {message.to[0]: message.subject for message in mail.outbox}["ada@example.org"] == (
        "You have an account already"
    )


def test_resetting_a_password_does_not_tell_who_has_an_account(client: Client, mail_server: None) -> None:
    make_user(email="ada@example.org", password=PASSWORD)
    known = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.subject for message in mail.outbox] == [
        "Set a new password",
        "There is no account with this address",
    ]


def test_without_a_mail_server_sign_up_says_that_the_address_is_taken(client: Client) -> None:
    make_user(email="ada@example.org")
    response = sign_up(client)
    assert response.status_code == 200
    assert response.context["form"].errors["email"] == ["There is an account with this address already."]


def test_an_address_is_the_same_in_capitals(client: Client) -> None:
    sign_up(client, "Ada@Example.org")
    assert User.objects.get().email == "ada@example.org"

    again = Client()
    assert sign_up(again, "ADA@example.ORG").status_code == 200
    assert User.objects.count() == 1

    sign_in(again, "ADA@EXAMPLE.ORG")
    assert is_signed_in(again)


def test_a_wrong_password_does_not_sign_in(client: Client) -> None:
    make_user(email="ada@example.org", password="another-long-secret")
    response = sign_in(client, "ada@example.org")
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_the_page_asks_the_database_for_nothing_and_keeps_nothing_of_what_others_typed(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    with django_assert_num_queries(0):
        empty = client.get("/accounts/login/").content.decode()
    assert 'autocomplete="current-password"' in empty
    wrong = sign_in(client, "ada@example.org").content.decode()
    assert "The address or the password is wrong." in wrong
    assert 'value="ada@example.org"' in wrong
    again = client.get("/accounts/login/").content.decode()
    assert "ada@example.org" not in again
    assert "wrong" not in again


def test_an_account_that_is_switched_off_does_not_sign_in(client: Client) -> None:
    make_user(email="ada@example.org", password=PASSWORD, is_active=False)
    sign_in(client, "ada@example.org")
    assert not is_signed_in(client)


def test_an_account_that_is_switched_off_is_out_at_once(client: Client) -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    sign_in(client, user.email)
    assert client.get("/accounts/").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/accounts/").status_code == 302


def test_a_new_password_signs_out_everywhere_else(client: Client) -> None:
    make_user(email="ada@example.org", password=PASSWORD)
    other = Client()
    sign_in(client, "ada@example.org")
    sign_in(other, "ada@example.org")
    new = "seven lamps and a violin"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/accounts/").status_code == 200
    assert other.get("/accounts/").status_code == 302


def test_the_current_password_is_needed_for_a_new_one(client: Client) -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    sign_in(client, user.email)
    new = "seven lamps and a violin"
    client.post("/accounts/password/change/", {"oldpassword": "a-wrong-secret", "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_code_by_mail_is_good_for_ten_minutes(client: Client, mail_server: None) -> None:
    sign_up(client)
    code = mail.outbox[0].subject.split()[0]
    with patch("time.time", return_value=time.time() + 601):
        client.post("/accounts/confirm-email/", {"code": code})
    assert not is_signed_in(client)


@pytest.mark.parametrize(("sent", "kept"), [("Europe/Paris", "Europe/Paris"), ("Mars/Olympus", ""), ("", "")])
def test_sign_up_keeps_the_browsers_time_zone_if_there_is_one(client: Client, sent: str, kept: str) -> None:
    sign_up(client, time_zone=sent)
    assert User.objects.get().time_zone == kept


def test_an_address_with_an_account_takes_as_long_as_one_without(client: Client, mail_server: None) -> None:
    """Hashing is nearly all of the time that signing up takes, so it is counted."""
    hashed: list[str] = []

    class Counting(MD5PasswordHasher):
        algorithm = "counting"

        def encode(self, password: str, salt: str) -> str:
            hashed.append(password)
            return str(super().encode(password, salt))

    make_user(email="ada@example.org", password=PASSWORD)
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.Counting"]), patch.dict(globals(), Counting=Counting):
        counts = []
        for email in ("ada@example.org", "new@example.org"):
            hashed.clear()
            assert sign_up(Client(), email).status_code == 302
            counts.append(len(hashed))
    assert counts == [1, 1]


def test_a_second_try_is_answered_alike(client: Client, mail_server: None) -> None:
    make_user(email="ada@example.org", password=PASSWORD)
    answers = [
        [sign_up(Client(), email).status_code for _ in range(3)] for email in ("ada@example.org", "new@example.org")
    ]
    assert answers == [[302, 429, 429]] * 2


def test_too_many_tries_get_our_page(client: Client) -> None:
    answers = [client.post("/accounts/signup/", {}) for _ in range(21)]
    assert [response.status_code for response in answers] == [200] * 20 + [429]
    assert "That was too often" in answers[-1].content.decode()


@pytest.mark.parametrize("password", ["short", "password123", "ada@example.org"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    response = client.post("/accounts/signup/", {"email": "ada@example.org", "password1": password})
    assert response.status_code == 200
    assert "password1" in response.context["form"].errors
    assert not User.objects.exists()


def test_a_field_and_its_error_are_tied_together(client: Client) -> None:
    page = client.post("/accounts/signup/", {"email": "ada@", "password1": PASSWORD}).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_error"' in page
    assert '<ul class="errorlist" id="id_email_error">' in page


def test_a_mail_says_where_it_comes_from(client: Client, mail_server: None) -> None:
    sign_up(client)
    assert mail.outbox[0].body.endswith("Dry Run\nhttp://testserver/")


def test_signing_in_from_the_admin_takes_the_sites_page(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/")
    assert response.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
