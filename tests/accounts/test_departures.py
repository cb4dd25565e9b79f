"""Leaving: seven days in which the account can be kept, then nothing of the person is left, not in a file either."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, models
from django.test import Client
from django.utils import timezone

from accounts import departures
from accounts.models import User
from practice import bookmarks, interviews
from practice.models import OpinionDay, Part, Rating, TranscribedDay
from questions.authoring import versions
from questions.models import Import, QuestionVersion, Report
from tests.factories import (
    NOON,
    current_of,
    make_blueprint,
    make_card,
    make_content,
    make_curator,
    make_interview,
    make_preparation,
    make_question,
    make_recording,
    make_story,
    make_user,
)

PASSWORD = "a-long-enough-secret"
LATER = NOON + departures.WAIT

pytestmark = pytest.mark.django_db


def sign_in(email: str = "ada@example.org") -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    return client


def fill(user: User) -> None:
    """Give a person something in every table that has a column for one."""
    interview = make_interview(user, now=NOON - timedelta(days=1))
    make_recording(interview, sound=b"OggS zanzibar")
    Part.objects.filter(answer__interview=interview).update(text="zanzibar in an answer")
    interviews.close_overdue(now=NOON)
    question = make_question()
    versions.revise(question, make_content(answer="Changed."), now=NOON, editor=user)
    bookmarks.write_notes(user, question, text="zanzibar beside a question", based_on="", now=NOON)
    bookmarks.bookmark(user, question, now=NOON)
    make_card(user, question, Rating.GOOD, now=NOON)
    make_story(user)
    make_preparation(user)
    TranscribedDay.objects.create(user=user, day=NOON.date(), seconds=30)
    OpinionDay.objects.create(user=user, day=NOON.date(), answers=2)
    make_blueprint(owner=user)
    Report.objects.create(version=current_of(question), reporter=user, problem="unclear", text="What is meant?")
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    TOTP.activate(user, generate_totp_secret())
    SocialAccount.objects.create(user=user, provider="github", uid="4711")
    LogEntry.objects.log_actions(user.pk, [question], CHANGE, "Published.")
    Import.objects.create(file="list.md", by=user, count=0)


@pytest.fixture
def user() -> User:
    return make_user(email="ada@example.org", password=PASSWORD)


def columns_of_people() -> set[type[models.Model]]:
    """Every table with a column for a person, those that a person does not lead to (related_name="+") too."""
    return {
        model
        for model in apps.get_models()
        if any(field.related_model is User for field in model._meta.concrete_fields)
    }


def test_in_seven_days_everything_is_gone_that_is_the_persons(user: User) -> None:
    sign_in()
    fill(user)
    other = make_user()
    make_interview(other)
    empty = {m.__name__ for m in columns_of_people() if not m._default_manager.exists()}
    assert empty <= {"EmailConfirmation", "SocialToken"}, "fill() must reach every table"
    key = user.pk

    assert departures.announce(user, now=NOON) == LATER
    assert departures.purge(now=LATER - timedelta(seconds=1)) == 0
    assert departures.purge(now=LATER) == 1

    assert not User.objects.filter(pk=key).exists()
    for model in columns_of_people():
        named = [field.name for field in model._meta.fields if field.related_model is User]
        for name in named:
            assert not model._default_manager.filter(**{f"{name}_id": key}).exists(), f"{model.__name__}.{name}"
    assert other.interviews.count() == 1
    assert Report.objects.get().reporter is None
    assert QuestionVersion.objects.get(answer="Changed.").editor is None


def test_the_trail_of_staff_outlives_their_account_without_their_name(user: User) -> None:
    admin = make_curator()
    question = make_question()
    LogEntry.objects.log_actions(user.pk, [question], CHANGE, "Published.")
    LogEntry.objects.log_actions(admin.pk, [user], CHANGE, "Changed name.")
    departures.announce(user, now=NOON)
    departures.purge(now=LATER)

    mine, about_me = LogEntry.objects.order_by("pk")
    assert (mine.user.get_full_name(), mine.get_change_message()) == ("Former staff", "Published.")
    assert (about_me.user, about_me.object_repr) == (admin, "a former account")
    ghost = User.objects.get(email=departures.FORMER_STAFF)
    assert (ghost.is_active, ghost.has_usable_password()) == (False, False)


def test_leaving_signs_out_everywhere_and_can_be_taken_back(user: User) -> None:
    client, other = sign_in(), sign_in()
    client.post("/accounts/reauthenticate/?next=/accounts/delete/", {"password": PASSWORD})
    response = client.post("/accounts/delete/", {"sure": "on"}, follow=True)
    assert "Sign in before then, and you can keep it." in response.content.decode()
    for browser in (client, other):
        assert "_auth_user_id" not in browser.session
    user.refresh_from_db()
    assert user.leaves_at
    assert abs(user.leaves_at - timezone.now() - departures.WAIT) < timedelta(minutes=1)

    back = sign_in()
    for path in ("/", "/interviews/", "/accounts/", "/accounts/email/", "/questions/"):
        assert back.get(path).headers["Location"] == "/accounts/leaving/"
    assert "Keep my account" in back.get("/accounts/leaving/").content.decode()
    assert back.get("/accounts/data/").getvalue().startswith(b"PK")
    assert back.get("/accounts/privacy/").status_code == 200

    back.post("/accounts/keep/")
    assert not User.objects.exclude(leaves_at=None).exists()
    assert back.get("/").status_code == 200
    assert departures.purge(now=timezone.now() + departures.WAIT) == 0
    assert User.objects.filter(pk=user.pk).exists()


def test_asked_for_again_the_seven_days_do_not_begin_anew(user: User) -> None:
    departures.announce(user, now=NOON)
    assert departures.announce(user, now=NOON + timedelta(days=3)) == LATER


def test_one_that_cannot_be_deleted_stops_no_other(user: User) -> None:
    other = make_user()
    for each in (user, other):
        departures.announce(each, now=NOON)
    remove: Callable[[User], None] = departures.remove

    def failing(each: User) -> None:
        if each == user:
            raise DatabaseError("no")
        remove(each)

    with patch.object(departures, "remove", failing):
        assert departures.purge(now=LATER) == 1
    assert list(User.objects.all()) == [user]


def test_a_session_that_is_over_leaves_no_record_of_its_browser(user: User) -> None:
    client, ended = sign_in(), sign_in()
    Session.objects.filter(pk=ended.session.session_key).delete()
    departures.purge(now=timezone.now())
    assert [record.session_key for record in UserSession.objects.all()] == [client.session.session_key]


def test_the_command_says_how_many(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    departures.announce(user, now=NOON - timedelta(days=400))
    call_command("purge_accounts")
    call_command("purge_accounts")
    assert capsys.readouterr().out == "1 account deleted.\n"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="A file that can be read as a whole is SQLite's.")
@pytest.mark.django_db(transaction=True)
def test_what_was_deleted_is_not_left_in_the_file() -> None:
    user = make_user(email="ada@example.org", password=PASSWORD)
    fill(user)
    Part.objects.update(text="zanzibar " * 5000)  # more than a page, so that some of them are freed as a whole
    database = Path(connection.settings_dict["NAME"])
    files = [database, database.with_name(f"{database.name}-wal")]
    assert any(b"zanzibar" in file.read_bytes() for file in files)

    departures.announce(user, now=NOON)
    departures.purge(now=LATER)
    assert [file.name for file in files if b"zanzibar" in file.read_bytes()] == []
