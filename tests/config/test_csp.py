import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django.fixtures import Settings

from config.csp import ALLOWANCES, WORKERS
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def directive(client: Client, path: str, name: str) -> str:
    parts = client.get(path).headers["Content-Security-Policy"].split("; ")
    return next(part.removeprefix(name).strip() for part in parts if part.startswith(f"{name} "))


def test_a_page_is_allowed_what_is_listed_for_its_view_and_no_more(client: Client) -> None:
    others = "'self' https://github.com https://accounts.google.com"
    assert directive(client, "/accounts/login/", "form-action") == others
    assert directive(client, "/accounts/password/reset/", "form-action") == "'self'"
    client.force_login(make_user())
    assert directive(client, "/accounts/3rdparty/", "form-action") == others
    assert directive(client, "/accounts/", "form-action") == "'self'"


def test_every_policy_names_where_reports_go(client: Client, settings: Settings) -> None:
    for path in ("/", "/accounts/login/"):
        assert directive(client, path, "report-uri") == "/csp-reports/"


def test_the_worker_that_draws_reaches_nothing_and_no_page_may_make_code(client: Client) -> None:
    assert directive(client, "/workers/diagrams.js", "default-src") == "'none'"
    assert directive(client, "/workers/diagrams.js", "script-src") == "'self' 'wasm-unsafe-eval'"
    assert "connect-src" not in client.get("/workers/diagrams.js").headers["Content-Security-Policy"]
    for path in ("/", "/questions/"):
        assert "eval" not in directive(client, path, "script-src")


def test_every_exception_has_a_reason_and_names_views_that_exist() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for allowance in ALLOWANCES:
        assert len(allowance.reason) > 40
        assert allowance.views <= known
    for name, (_, reason) in WORKERS.items():
        assert len(reason) > 40
        assert name in known
