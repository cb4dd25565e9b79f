import logging
import socket
import sys
import threading

import pytest
from django.core import mail
from django.test import RequestFactory
from django.urls import resolve
from pytest_django import Settings

from config import fault_mail
from config.fault_mail import FaultMail


@pytest.fixture
def handler(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> FaultMail:
    """One whose thread sleeps, so that a test sends when it wants to."""
    settings.ADMINS = ["ada@example.org"]
    monkeypatch.setattr(FaultMail, "_send_now_and_then", lambda self: None)
    return FaultMail()


def fault(
    path: str = "/accounts/password/reset/key/1-the-secret/", error: type[Exception] = ValueError
) -> logging.LogRecord:
    request = RequestFactory().post(path, {"text": "the words of an answer"})
    request.resolver_match = resolve(path)
    try:
        raise error("the words of an answer")
    except error:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "the words", None, sys.exc_info())
    record.request = request
    return record


def test_faults_are_counted_and_told_in_one_mail_without_a_word_or_secret(handler: FaultMail) -> None:
    for _ in range(245):
        handler.handle(fault())
    handler.handle(fault("/questions/", KeyError))
    assert mail.outbox == []
    handler.send()
    handler.send()
    (sent,) = mail.outbox
    assert sent.subject.endswith("246 faults at http://127.0.0.1:8000")
    assert sent.body.splitlines()[0].startswith("245 × POST /accounts/password/reset/key/(?P<")
    assert sent.body.splitlines()[1] == "1 × POST /questions/: KeyError"
    for hidden in ("the words", "the-secret", "SECRET_KEY", "only-for-tests"):
        assert hidden not in sent.body


def test_more_sorts_than_fit_are_not_kept(handler: FaultMail) -> None:
    for number in range(fault_mail.SORTS * 2):
        handler.handle(logging.LogRecord(f"of.{number}", logging.ERROR, "", 0, "x", None, None))
    assert len(handler._counts) == fault_mail.SORTS


def test_a_mail_server_that_is_silent_holds_up_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes the connection and never says a word
        settings.ADMINS = ["ada@example.org"]
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": server.getsockname()[1], "timeout": 0.3},
            }
        }
        handler, done = FaultMail(), threading.Event()
        monkeypatch.setattr(fault_mail, "EVERY", 0.0)
        send = FaultMail.send

        def then_tell(self: FaultMail) -> None:
            send(self)
            done.set()

        monkeypatch.setattr(FaultMail, "send", then_tell)
        handler.handle(fault())
        assert not done.is_set()  # whoever had the fault has gone on
        assert done.wait(10)
    (told,) = [record.getMessage() for record in caplog.records if record.name == "dryrun.fault_mail"]
    assert told.startswith("The mail about faults could not be sent: ")
