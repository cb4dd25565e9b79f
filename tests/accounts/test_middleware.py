"""What accounts.middleware asks of staff; its time zones are tested with the preferences."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.factories import make_curator

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> User:
    return make_curator()


@pytest.fixture
def client(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def test_without_the_setting_a_password_opens_the_admin(client: Client) -> None:
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/questions/question/add/"])
def test_with_the_setting_the_admin_asks_for_a_second_factor(
    client: Client, curator: User, settings: Settings, path: str
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    for response in (client.get(path), client.post(path, {"title": "typed"})):
        assert response.status_code == 403
        assert 'href="/accounts/2fa/"' in response.content.decode()
        assert "your words are still in the page" in response.content.decode()
    RecoveryCodes.activate(curator)
    assert client.get(path).status_code == 403
    TOTP.activate(curator, generate_totp_secret())
    assert client.get(path).status_code == 200


def test_the_setting_closes_nothing_else(client: Client, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True
    assert client.get("/").status_code == 200
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.post("/admin/logout/").headers["Location"] == "/"
