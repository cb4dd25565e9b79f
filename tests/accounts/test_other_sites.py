"""Sign-in by GitHub and Google: both are configured for the tests, and played by a server of this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from django.test import Client

from accounts.models import User
from tests.config.test_settings import start
from tests.factories import make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db

PERSON = {
    "id": 4711,
    "login": "ada",
    "name": "Ada Lovelace",
    "email": None,
}
ADDRESSES = [
    {"email": "old@example.org", "verified": False, "primary": False},
    {"email": "Ada@Example.org", "verified": True, "primary": True},
    {"email": "second@example.org", "verified": True, "primary": False},
]


class OtherSite(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer({"/user": PERSON, "/user/emails": ADDRESSES}[self.path])

    def do_POST(self) -> None:
        claims = {
            "iss": "https://accounts.google.com",
            "aud": "our-id-at-google",
            "sub": "0815",
            "email": "ada@example.org",
            "email_verified": True,
            "given_name": "Ada",
            "family_name": "Lovelace",
        }
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert sent["code"] == ["the-code"]
        assert len(sent["code_verifier"][0]) >= 43
        token = {"access_token": "the-token", "token_type": "bearer"}
        if self.path == "/google":
            token["id_token"] = jwt.encode(claims, "k" * 32, algorithm="HS256")
        self.answer(token)

    def answer(self, data: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def other_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), OtherSite)
    here = f"http://127.0.0.1:{server.server_port}"
    for name, path in [("access_token_url", "/github"), ("profile_url", "/user"), ("emails_url", "/user/emails")]:
        monkeypatch.setattr(GitHubOAuth2Adapter, name, here + path)
    monkeypatch.setattr(GoogleOAuth2Adapter, "access_token_url", f"{here}/google")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def go_through(client: Client, site: str, process: str = "login") -> Any:
    """Press the button, be sent away, and come back as somebody who agreed."""
    there = urlsplit(client.post(f"/accounts/{site}/login/?process={process}").headers["Location"])
    asked = parse_qs(there.query)
    assert asked["client_id"] == [f"our-id-at-{site}"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver/accounts/{site}/login/callback/"]
    return client.get(f"/accounts/{site}/login/callback/", {"code": "the-code", "state": asked["state"][0]})


@pytest.mark.parametrize("site", ["github", "google"])
def test_who_comes_by_another_site_gets_an_account_with_its_one_confirmed_address(client: Client, site: str) -> None:
    response = go_through(client, site)
    assert response.headers["Location"] == "/"
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == ("ada@example.org", "Ada Lovelace", False)
    addresses = EmailAddress.objects.values_list("email", "verified", "primary")
    assert list(addresses) == [("ada@example.org", True, True)]
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not SocialToken.objects.exists()

    later = Client()
    go_through(later, site)
    assert later.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_an_address_that_has_an_account_here_is_not_taken_over(client: Client) -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    response = go_through(client, "github")
    assert response.headers["Location"] == "/accounts/3rdparty/signup/"
    assert "_auth_user_id" not in client.session
    assert "sign in to it" in client.get("/accounts/3rdparty/signup/").content.decode()
    assert list(User.objects.all()) == [user]

    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/?next=/accounts/", {"password": PASSWORD})
    go_through(client, "github", "connect")
    assert SocialAccount.objects.get().user == user
    assert "GitHub" in client.get("/accounts/3rdparty/").content.decode()


def test_a_second_factor_is_asked_for_after_another_site_too(client: Client) -> None:
    go_through(client, "github")
    TOTP.activate(User.objects.get(), generate_totp_secret())
    later = Client()
    assert go_through(later, "github").headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in later.session


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/accounts/delete/"),
        ("post", "/accounts/password/set/"),
        ("get", "/accounts/2fa/totp/activate/"),
        ("post", "/accounts/email/"),
    ],
)
def test_without_a_password_a_sign_in_of_long_ago_changes_nothing(client: Client, method: str, path: str) -> None:
    go_through(client, "github")
    data = {"password1": PASSWORD, "password2": PASSWORD, "email": "eve@example.org", "action_add": ""}
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    response = getattr(client, method)(path, data)
    assert response.headers["Location"] == "/accounts/sign-in-again/"
    user = User.objects.get()
    assert (user.email, user.has_usable_password()) == ("ada@example.org", False)
    assert "Sign in once more" in client.get("/accounts/sign-in-again/").content.decode()


def test_without_a_password_a_recent_sign_in_sets_one(client: Client) -> None:
    go_through(client, "github")
    client.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get().check_password(PASSWORD)


def test_the_last_way_in_is_not_taken_away(client: Client) -> None:
    go_through(client, "github")
    response = client.post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert 'role="alert"' in response.content.decode()
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x&state=y"])
def test_an_answer_that_cannot_be_used_gets_our_page(client: Client, query: str) -> None:
    response = client.get(f"/accounts/github/login/callback/{query}")
    assert response.status_code == 401
    assert "The sign-in did not work" in response.content.decode()


def test_a_button_stands_on_the_pages_of_signing_in(client: Client) -> None:
    for path, verb in [("/accounts/login/", "Sign in"), ("/accounts/signup/", "Sign up")]:
        page = client.get(path).content.decode()
        for site in ("GitHub", "Google"):
            assert f"{verb} with {site}</button>" in page


ALONE = """
import django
django.setup()
from django.test.utils import setup_test_environment
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable")
from django.test import Client
client = Client(headers={"host": "localhost"})
page = client.get("/accounts/login/").content.decode()
print(page.count("Sign in with G"), client.post("/accounts/github/login/").status_code)
"""


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({"GITHUB_CLIENT_ID": "", "GOOGLE_CLIENT_SECRET": ""}, "0 404\n"),
        ({"GOOGLE_CLIENT_ID": ""}, "1 302\n"),
    ],
)
def test_what_is_not_configured_has_no_button_and_no_address(environment: dict[str, str], printed: str) -> None:
    done = start(ALONE, DATABASE_URL="sqlite://:memory:", SITE_URL="http://localhost:8000", **environment)
    assert done.stdout == printed, done.stderr
