import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.middleware import arrival, personal_pages
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_every_page_carries_the_security_headers(client: Client) -> None:
    headers = client.get("/healthz").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_request_has_one_time_of_arrival(rf: RequestFactory) -> None:
    seen: list[datetime] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend(request.arrived_at for _ in range(2))  # type: ignore[attr-defined, unused-ignore]
        return HttpResponse()

    arrival(view)(rf.get("/"))
    assert seen[0] is seen[1]
    assert abs(seen[0] - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_log_line_names_the_route_and_the_person_and_no_secret(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user(email="ada@example.org")
    client.force_login(user)
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO, logger="dryrun.requests"):
        client.get("/accounts/password/reset/key/1-the-secret-key/?next=/private")
        client.get("/no/such/secret-page")
    lines = [record.getMessage() for record in caplog.records if record.name == "dryrun.requests"]
    assert len(lines) == 2
    assert lines[0].startswith("GET /accounts/password/reset/key/(?P<")
    assert lines[1].startswith("GET /(no route) 404 ")
    assert all(f"user={user.pk}" in line for line in lines)
    assert "secret" not in "".join(lines)
    assert "ada@" not in "".join(lines)


PERSONAL = ["/", "/questions/", "/interviews/", "/bookmarks/", "/accounts/", "/accounts/preferences/", "/accounts/2fa/"]


@pytest.mark.parametrize("path", PERSONAL)
def test_a_page_of_somebody_who_is_signed_in_is_kept_by_no_cache(client: Client, path: str) -> None:
    client.force_login(make_user())
    directives = set(client.get(path).headers["Cache-Control"].replace(" ", "").split(","))
    assert {"private", "no-store"} <= directives


@pytest.mark.parametrize("path", ["/", "/questions/", "/accounts/privacy/"])
def test_a_strangers_page_is_nobodys(client: Client, path: str) -> None:
    assert "Cache-Control" not in client.get(path).headers


def test_a_view_may_say_itself_how_long_its_answer_is_kept(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_user()
    response = personal_pages(lambda _: HttpResponse(headers={"Cache-Control": "private, max-age=60"}))(request)
    assert response.headers["Cache-Control"] == "private, max-age=60"


def test_signing_out_clears_what_the_browser_keeps(client: Client) -> None:
    client.force_login(make_user())
    assert "Clear-Site-Data" not in client.get("/accounts/logout/").headers
    response = client.post("/accounts/logout/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in response.headers["Cache-Control"]
    assert "Clear-Site-Data" not in client.get("/").headers
