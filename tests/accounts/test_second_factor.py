"""Authenticator app, recovery codes and sessions, with codes computed as an app computes them."""

import logging
import re
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from tests.factories import make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(email="ada@example.org", password=PASSWORD)


def sign_in(client: Client, **headers: str) -> Any:
    return client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD}, **headers)  # type: ignore[arg-type]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    """What an app shows now; at the end of a half minute, what it shows after it."""
    if time.time() % 30 > 28:
        time.sleep(2)
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(client: Client, user: User) -> str:
    """That of an app which `user` has set up."""
    sign_in(client)
    client.post("/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    found = re.search(r'<code class="secret">(\w+)</code>', page)
    assert found
    response = client.post("/accounts/2fa/totp/activate/", {"code": code_of(found[1])})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return found[1]


def test_an_app_lets_in_with_its_code_each_once(client: Client, secret: str) -> None:
    later = Client()
    assert sign_in(later).headers["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(later)
    later.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(later)
    code = code_of(secret)
    later.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(later)

    replayed = Client()
    sign_in(replayed)
    replayed.post("/accounts/2fa/authenticate/", {"code": code})
    assert not is_signed_in(replayed)


def test_a_recovery_code_lets_in_once(client: Client, secret: str) -> None:
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"\b\d{8}\b", page)
    assert len(codes) == 10
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert is_signed_in(other) is expected


def test_a_password_reset_does_not_go_around_the_second_factor(
    secret: str, user: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("reset_link", user.email)
    client = Client()
    page = client.get(urlsplit(capsys.readouterr().out.strip()).path, follow=True)
    new = "seven lamps and a violin"
    response = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    ["totp/deactivate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"],
)
def test_factors_are_shown_and_changed_only_after_the_password_once_more(
    client: Client, secret: str, path: str
) -> None:
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    response = client.post(f"/accounts/2fa/{path}") if "code" not in path else client.get(f"/accounts/2fa/{path}")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_each_browser_is_named_and_one_of_them_can_be_signed_out(client: Client, user: User) -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    sign_in(client, headers={"user-agent": firefox})  # type: ignore[arg-type]
    other = Client()
    sign_in(other, headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18 Safari/604"})  # type: ignore[arg-type]
    page = client.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on an iPhone" in page

    theirs = UserSession.objects.get(session_key=other.session.session_key)
    asked = client.post(f"/accounts/sessions/{theirs.pk}/end/").headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    assert other.get("/accounts/").status_code == 200
    client.post(asked, {"password": PASSWORD})
    assert other.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(client: Client, user: User) -> None:
    other = make_user(password=PASSWORD)
    theirs = Client()
    theirs.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    sign_in(client)
    client.post("/accounts/reauthenticate/?next=/accounts/sessions/", {"password": PASSWORD})
    record = UserSession.objects.get(user=other)
    assert client.post(f"/accounts/sessions/{record.pk}/end/").status_code == 404
    assert theirs.get("/accounts/").status_code == 200


def test_everywhere_else_is_signed_out_after_the_password_once_more(client: Client, user: User) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    assert client.post("/accounts/sessions/").headers["Location"].startswith("/accounts/reauthenticate/")
    assert other.get("/accounts/").status_code == 200
    client.post("/accounts/reauthenticate/?next=/accounts/sessions/", {"password": PASSWORD})
    client.post("/accounts/sessions/")
    assert other.get("/accounts/").status_code == 302


def test_who_signs_in_and_who_fails_to_is_logged_without_what_was_typed(
    client: Client, secret: str, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    other = Client()
    with caplog.at_level(logging.INFO, logger="dryrun.accounts"):
        other.post("/accounts/login/", {"login": "ada@example.org", "password": "a-secret-that-is-wrong"})
        sign_in(other)
        other.post("/accounts/2fa/authenticate/", {"code": "000000"})
        other.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    lines = [record.getMessage() for record in caplog.records if record.name == "dryrun.accounts"]
    assert lines == [
        "sign-in failed: wrong address or password, from 127.0.0.1",
        f"sign-in failed: wrong second factor, user={user.pk}",
        f"signed in: user={user.pk} by password, totp",
    ]


@pytest.mark.parametrize("reply", ["1" * 4301, "[" * 50_000, "5", "[]", '{"id": {}}', '{"response": 1}'])
def test_what_no_key_says_is_refused(client: Client, reply: str) -> None:
    assert client.post("/accounts/2fa/webauthn/login/", {"credential": reply}).status_code == 302
    assert not is_signed_in(client)
