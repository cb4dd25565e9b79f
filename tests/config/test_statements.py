import logging

import pytest
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from config import statements


@pytest.mark.django_db
def test_statements_are_counted_and_slow_ones_logged_without_what_was_asked_for(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with statements.timed() as told:
        assert not User.objects.filter(email="the-secret@example.org").exists()
        settings.SLOW_STATEMENT = -1
        assert not User.objects.filter(email="the-secret@example.org").exists()
    assert told.count == 2
    assert told.seconds > 0
    assert connection.execute_wrappers == []
    (record,) = [record for record in caplog.records if record.name == "dryrun.statements"]
    assert record.levelno == logging.WARNING
    assert 'FROM "accounts_user"' in record.getMessage()
    assert "secret" not in record.getMessage()
