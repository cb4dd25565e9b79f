import logging

import pytest
from django.test import Client
from pytest_django import Settings

from config.logs import Numbered

pytestmark = pytest.mark.django_db


def number(client: Client, given: str) -> str:
    return client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]


def test_the_number_of_a_proxy_of_ours_is_taken_and_no_strangers(client: Client, settings: Settings) -> None:
    assert number(client, "of-a-stranger") != "of-a-stranger"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert number(client, "0123456789abcdef") == "0123456789abcdef"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "two words", "a\tb-c-d-e-f"])
def test_what_is_no_number_is_replaced(client: Client, settings: Settings, given: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    one, other = number(client, given), number(client, given)
    assert len(one) == 32
    assert one != other


def test_the_line_of_the_log_carries_it(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(Numbered())
    with caplog.at_level(logging.INFO, logger="dryrun.requests"):
        told = client.get("/healthz").headers["X-Request-ID"]
    assert [getattr(record, "request_id", "") for record in caplog.records if record.name == "dryrun.requests"] == [
        told
    ]
