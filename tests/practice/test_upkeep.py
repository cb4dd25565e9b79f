import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from accounts.models import Upkeep
from config import backups
from practice import interviews, upkeep
from practice.models import Interview
from tests.factories import make_interview, make_user

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 1, 5, 22, 0, tzinfo=UTC)
NIGHTLY = ["departures", "sessions", "tasks", "statistics"]


def test_each_minute_and_each_night_once() -> None:
    assert upkeep.tend(now=EVENING) == ["close_overdue", *NIGHTLY]
    assert upkeep.tend(now=EVENING + timedelta(seconds=30)) == []
    assert upkeep.tend(now=EVENING + timedelta(minutes=1)) == ["close_overdue"]
    night = datetime(2026, 1, 6, 3, 15, tzinfo=UTC)
    assert upkeep.tend(now=night - timedelta(seconds=1)) == ["close_overdue"]
    assert upkeep.tend(now=night) == ["close_overdue", *NIGHTLY]


def test_one_that_fails_stops_no_other_and_is_told() -> None:
    with patch.object(interviews, "close_overdue", side_effect=ValueError("words of somebody's")):
        assert upkeep.tend(now=EVENING) == NIGHTLY
    failed = Upkeep.objects.get(job="close_overdue")
    assert (failed.fault, failed.finished_at) == ("ValueError", None)
    assert upkeep.tend(now=EVENING + timedelta(minutes=1)) == ["close_overdue"]
    failed.refresh_from_db()
    assert failed.fault == ""
    assert failed.finished_at


def test_an_overdue_interview_is_closed() -> None:
    make_interview(now=datetime(2026, 1, 1, tzinfo=UTC))
    call_command("tend")
    assert Interview.objects.open().count() == 0


def test_a_backup_is_a_job_where_a_folder_is_set(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    assert [job.name for job in upkeep.jobs()][-1] == "backup"
    settings.BACKUPS = None
    assert "backup" not in [job.name for job in upkeep.jobs()]


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_whole_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "sound").write_text("spoken")
    interview = make_interview(make_user(email="ada@example.org"))
    first = backups.write(tmp_path / "kept", now=EVENING)
    second = backups.write(tmp_path / "kept", now=EVENING + timedelta(seconds=1))
    assert first != second
    assert first.stat().st_mode & 0o777 == 0o600

    pk = interview.pk
    interview.delete()
    make_user(email="later@example.org")
    (settings.MEDIA_ROOT / "sound").unlink()
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", first)
    call_command("restore", first, yes=True)

    restored = Interview.objects.get()
    assert (restored.pk, restored.user.email) == (pk, "ada@example.org")
    assert type(restored.user)._default_manager.filter(email="later@example.org").count() == 0
    assert (settings.MEDIA_ROOT / "sound").read_text() == "spoken"


def test_old_copies_go_and_a_copy_that_fails_leaves_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "none"
    old = tmp_path / "dryrun-2025-11-01T031500Z.dump"
    old.touch()
    os.utime(old, (0, (EVENING - timedelta(days=31)).timestamp()))
    with (
        patch.object(backups, "_run", side_effect=backups.Damaged),
        patch.object(backups, "_copy_sqlite", side_effect=backups.Damaged),
        pytest.raises(backups.Damaged),
    ):
        backups.write(tmp_path, now=EVENING)
    assert list(tmp_path.iterdir()) == [old]
    with patch.object(backups, "_run"), patch.object(backups, "_copy_sqlite"):
        kept = backups.write(tmp_path, now=EVENING)
    assert list(tmp_path.iterdir()) == [kept]
