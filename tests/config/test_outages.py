import logging
from unittest.mock import patch

import psycopg
import pytest
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.test import Client

from config.outages import is_outage
from tests.factories import make_interview, make_user

SCRIPT = {"Accept": "application/json"}


def only_reads() -> InternalError:
    error = InternalError("cannot execute INSERT in a read-only transaction")
    error.__cause__ = psycopg.errors.ReadOnlySqlTransaction()
    return error


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed"), only_reads()])
def test_what_the_database_cannot_do_now_is_an_outage(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize("error", [None, ValueError(), ProgrammingError("no such column"), InternalError("damaged")])
def test_what_is_wrong_in_the_code_is_none(error: Exception | None) -> None:
    assert not is_outage(error)


@pytest.fixture
def away() -> Client:
    """A client of a site whose database has just gone, in the middle of whatever is asked."""
    return Client(raise_request_exception=False)


def gone() -> object:
    return patch.object(connection, "cursor", side_effect=OperationalError("connection to 10.0.0.7 failed\nIs it up?"))


@pytest.mark.django_db
def test_a_page_says_when_to_come_again_and_the_log_has_one_line(
    away: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with gone(), caplog.at_level(logging.INFO):  # type: ignore[attr-defined]
        response = away.get("/questions/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Try again in a few seconds" in response.content.decode()
    assert "10.0.0.7" not in response.content.decode()
    faults = [record for record in caplog.records if record.name == "django.request"]
    assert [record.getMessage() for record in faults] == [
        "GET /questions/: OperationalError: connection to 10.0.0.7 failed Is it up?"
    ]
    assert faults[0].exc_info is None
    assert [record.getMessage()[:18] for record in caplog.records if record.name == "dryrun.requests"] == [
        "GET /questions/ 50"
    ]


@pytest.mark.django_db
def test_a_script_is_told_in_its_own_words_and_a_form_gets_its_words_back(away: Client) -> None:
    user = make_user()
    away.force_login(user)
    address = f"{make_interview(user).get_absolute_url()}1/save/"
    with gone():  # type: ignore[attr-defined]
        told = away.post(address, {"text": "Mine"}, headers=SCRIPT)
        shown = away.post(address, {"1-text": 'Four words & a "quote"', "go": "2"}).content.decode()
    assert (told.status_code, told.json()) == (503, {"outcome": "away", "seconds": 5})
    assert '<textarea hidden name="1-text">\nFour words &amp; a &quot;quote&quot;</textarea>' in shown
    assert '<textarea hidden name="go">\n2</textarea>' in shown
    assert 'name="csrfmiddlewaretoken"' in shown


@pytest.mark.django_db
def test_no_password_is_shown_back(away: Client) -> None:
    with gone():  # type: ignore[attr-defined]
        shown = away.post("/accounts/login/", {"login": "ada@example.org", "password": "the-secret-of-ada"})
    assert shown.status_code == 503
    assert "the-secret-of-ada" not in shown.content.decode()
    assert "Go back, and send it again" in shown.content.decode()


@pytest.mark.django_db
def test_the_page_of_a_fault_names_the_request(away: Client) -> None:
    with patch("questions.views.render", side_effect=ValueError("the secret of the fault")):
        response = away.get("/questions/")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()
    assert "secret" not in response.content.decode()
