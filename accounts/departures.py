"""Leaving: an account that is to be deleted waits seven days, in which it can be kept, and is then gone for good.

What an account is made of goes with it by the database's own cascades. Three things stay, without the person: reports
stay with the bank, and what somebody of the staff did stays in the audit trail, under the name "Former staff". And what
an app counts over everybody may stay as numbers; it says so when it is ready:

departures.register(item_statistics.keep)
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction

from .models import User

WAIT = timedelta(days=7)

FORMER_STAFF = "former-staff@invalid"
"""The address of the one account that nobody can sign in to; RFC 2606 keeps .invalid free of mail."""

log = logging.getLogger("dryrun.departures")

type Keeper = Callable[[User], object]

_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """`keeper(user)` stores what is to outlast an account, without the person, before the account is deleted and in
    the same transaction."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def announce(user: User, *, now: datetime) -> datetime:
    """Sign a person out everywhere and return when the account will be gone; announced again, it keeps that time."""
    with transaction.atomic():
        User.objects.lock(user)
        user.refresh_from_db(fields=["leaves_at"])
        if user.leaves_at is None:
            user.leaves_at = now + WAIT
            user.save(update_fields=["leaves_at"])
        end_sessions(user)
    return user.leaves_at


def take_back(user: User) -> None:
    User.objects.filter(pk=user.pk).update(leaves_at=None)
    user.leaves_at = None


def purge(*, now: datetime) -> int:
    """Delete every account whose seven days are over and return how many; one that cannot be deleted stops no other."""
    gone = sum(_purge_one(pk, now=now) for pk in User.objects.leaving(now).values_list("pk", flat=True))
    UserSession.objects.exclude(session_key__in=Session.objects.filter(expire_date__gt=now).values("pk")).delete()
    if gone:
        transaction.on_commit(_wipe)  # SQLite empties its log outside of a transaction alone
    return gone


def remove(user: User) -> None:
    """Delete an account at once, with everything that is the person's."""
    with transaction.atomic():
        end_sessions(user)
        _keep_the_trail(user)
        for keeper in _keepers:
            keeper(user)
        user.delete()


def end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _purge_one(pk: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            user = User.objects.leaving(now).select_for_update().filter(pk=pk).first()
            if user:  # else it was kept, or another process was first
                remove(user)
    except DatabaseError:
        log.exception("The account %s could not be deleted.", pk)
        return False
    return user is not None


def _keep_the_trail(user: User) -> None:
    """The admin's log belongs to whoever wrote it and would go with them."""
    theirs = LogEntry.objects.filter(user=user)
    if theirs.exists():
        ghost, _ = User.objects.get_or_create(
            email=FORMER_STAFF, defaults={"name": "Former staff", "is_active": False, "password": "!"}
        )
        theirs.update(user=ghost)
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User, for_concrete_model=False), object_id=str(user.pk)
    )
    about.update(object_repr="a former account")


def _wipe() -> None:
    """SQLite overwrites what is deleted (secure_delete); its write-ahead log has the old pages until it is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
