from urllib.parse import urlsplit

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_link_sets_a_new_password_once(capsys: pytest.CaptureFixture[str]) -> None:
    user = make_user(email="ada@example.org", password="the-forgotten-secret")
    call_command("reset_link", "ADA@example.org")
    printed = capsys.readouterr()
    assert printed.err == "For ada@example.org alone; works once, within 3 days:\n"
    link = printed.out.strip()
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/")

    client = Client()
    page = client.get(urlsplit(link).path, follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "seven lamps and a violin", "password2": "seven lamps and a violin"}
    )
    assert authenticate(email="ada@example.org", password="seven lamps and a violin") == user
    assert client.session["_auth_user_id"] == str(user.pk)

    again = Client().get(urlsplit(link).path, follow=True)
    assert "This link no longer works" in again.content.decode()


def test_nobody_and_a_switched_off_account_are_named() -> None:
    make_user(email="off@example.org", is_active=False)
    with pytest.raises(CommandError, match=r"Nobody signs in with ada@example\.org\."):
        call_command("reset_link", "ada@example.org")
    with pytest.raises(CommandError, match=r"off@example\.org is switched off"):
        call_command("reset_link", "off@example.org")


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/password/reset/done/"])
def test_without_a_mail_server_the_page_says_whom_to_ask_and_nothing_is_sent_or_printed(
    path: str, client: Client, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    make_user(email="ada@example.org", password="a-long-enough-secret")
    pages = [client.get(path), client.post(path, {"email": "ada@example.org"})]
    for page in pages:
        assert page.status_code == 200
        assert "This site sends no mail" in page.content.decode()
        assert "Look into your mail" not in page.content.decode()
    assert mail.outbox == []
    assert "/key/" not in "".join(capsys.readouterr()) + caplog.text
