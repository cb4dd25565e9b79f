"""What every answer of the site tells the browser to forbid."""

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db

OPEN = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
WITH_OTHER_SITES = ["/accounts/login/", "/accounts/signup/", "/accounts/3rdparty/"]
"""Their buttons lead to GitHub and Google, which are configured for the tests (config.csp)."""
CLOSED = [
    "/accounts/",
    "/accounts/preferences/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/sign-in-again/",
    "/accounts/logout/",
]


def policy(response: object) -> dict[str, str]:
    header: str = response.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return dict((part.strip() + " ").split(" ", 1) for part in header.split(";"))


@pytest.mark.parametrize("path", [*OPEN, *CLOSED])
def test_pages_allow_no_inline_code_and_no_frames(client: Client, path: str) -> None:
    if path in CLOSED:
        client.force_login(make_user(password="a-long-enough-secret"))
    response = client.get(path)
    assert response.status_code == 200
    directives = policy(response)
    assert directives["default-src"].strip() == "'none'"
    assert directives["frame-ancestors"].strip() == "'none'"
    others = " https://github.com https://accounts.google.com" if path in WITH_OTHER_SITES else ""
    assert directives["form-action"].strip() == f"'self'{others}"
    assert directives["base-uri"].strip() == "'none'"
    for name in ("script-src", "style-src"):
        assert "'self'" in directives[name]
        assert "unsafe" not in directives[name]


@pytest.mark.parametrize("path", [*OPEN, *CLOSED])
def test_pages_hold_no_inline_style_or_handler(client: Client, path: str) -> None:
    if path in CLOSED:
        client.force_login(make_user(password="a-long-enough-secret"))
    page = client.get(path).content.decode()
    for piece in (" style=", "<style", " onclick=", " onsubmit=", "javascript:"):
        assert piece not in page


def test_the_other_headers(client: Client) -> None:
    response = client.get("/accounts/login/")
    assert {
        name: response.headers[name]
        for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    } == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    make_user(email="ada@example.org", password="a-long-enough-secret")
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "ada@example.org", "password": "a-long-enough-secret"})
    session = client.cookies["session"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_a_form_from_elsewhere_gets_our_sentence() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "This form has gone stale" in response.content.decode()


def test_a_missing_page_gets_our_sentence(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/nowhere/")
    assert response.status_code == 404


@pytest.mark.parametrize(
    "path", ["/accounts/login/?next=https://evil.example/", "/accounts/login/?next=//evil.example/"]
)
def test_signing_in_leads_to_no_other_site(client: Client, path: str) -> None:
    make_user(email="ada@example.org", password="a-long-enough-secret")
    response = client.post(path, {"login": "ada@example.org", "password": "a-long-enough-secret"})
    assert response.headers["Location"] == "/"
