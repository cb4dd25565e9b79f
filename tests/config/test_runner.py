import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from config.runner import policy
from tests.factories import make_content, make_interview, make_question, make_user
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

ISOLATION = "Cross-Origin-Embedder-Policy"


def test_the_worker_has_a_policy_of_its_own(client: Client) -> None:
    response = client.get("/runner/", headers={"host": "127.0.0.1:8000"})
    assert response.headers["Content-Type"] == "text/javascript"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 127.0.0.1:8000/static/dist/ 'wasm-unsafe-eval'; "
        "connect-src 127.0.0.1:8000/static/dist/pyodide-0.27.7/"
    )
    assert response.headers[ISOLATION] == "require-corp"
    assert b"importScripts(" in response.content


def test_the_policy_lets_nothing_of_the_site_be_asked_for() -> None:
    allowed = [source for sources in policy("example.org").values() for source in sources]
    assert "'self'" not in allowed
    assert "'unsafe-eval'" not in allowed
    assert [source for source in allowed if source.startswith("example.org")] == [
        "example.org/static/dist/",
        "example.org/static/dist/pyodide-0.27.7/",
    ]


def test_pages_that_run_code_are_isolated_and_no_others(client: Client) -> None:
    learner = make_user()
    questions = [make_question(content=make_content(starter="x = 1\n")), make_question()]
    interview = make_interview(learner, questions=questions)
    client.force_login(learner)
    address = f"/interviews/{interview.pk}/"
    assert client.get(f"{address}1/").headers[ISOLATION] == "require-corp"
    for path in (f"{address}2/", f"{address}finish/", "/", "/questions/", f"/questions/{questions[0].slug}/"):
        assert ISOLATION not in client.get(path).headers, path


def test_the_folder_names_the_version_that_npm_locks(settings: Settings) -> None:
    package = json.loads((ROOT / "package.json").read_text())
    assert package["dependencies"]["pyodide"] == settings.PYODIDE
