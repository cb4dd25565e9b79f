from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from config import clock, health


@pytest.mark.django_db
def test_healthz_says_ok_to_anybody_is_never_cached_and_asks_for_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_asks_the_database_once(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_without_its_database_a_process_is_alive_and_not_ready(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("the secret of the fault")):
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database is away.\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("ahead", "status"), [(2.5, 503), (-3600, 503), (1.5, 200)])
def test_a_process_whose_clock_is_wrong_is_not_ready(client: Client, ahead: float, status: int) -> None:
    with patch.object(clock, "difference", return_value=ahead):
        response = client.get("/readyz")
    assert response.status_code == status
    assert ("clock differs" in response.content.decode()) == (status == 503)


@pytest.mark.django_db
def test_a_disk_that_is_nearly_full_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ROOM", 10**18)
    assert client.get("/readyz").content == b"The disk is nearly full.\n"
