"""The session of a request and the person whose it is, read in one statement.

Each page of somebody who is signed in asks for both. The session alone says who it is; allauth's list of sessions
(`usersessions`) only tells beforehand whose row to bring along, and where it tells nothing, or another person, Django
goes its own way.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from config import rows

from .models import User

# By hand: no relation leads from a session to its person, and the ORM takes longer to write the two statements than the
# database to answer them. tests/accounts/test_sessions.py holds it against Django's own.
_READ = f"""
    SELECT session.session_data, {rows.columns(User, "person")}
    FROM {Session._meta.db_table} session
    LEFT JOIN {UserSession._meta.db_table} listed ON listed.session_key = session.session_key
    LEFT JOIN {User._meta.db_table} person ON person.id = listed.user_id
    WHERE session.session_key = %s AND session.expire_date > %s
"""  # noqa: S608  (names of tables)


class SessionStore(db.SessionStore):
    """Django's sessions in the database. `owner` is who the list of sessions says that the one that was read is."""

    owner: User | None = None

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        data, *person = found
        self.owner = rows.made(User, person) if any(person) else None
        loaded: dict[str, Any] = self.decode(data)
        return loaded


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, but that the person may have come with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person(request))  # type: ignore[assignment]


def person(request: Any) -> Any:
    """Who is signed in, asked once a request."""
    if not hasattr(request, "_cached_user"):
        request._cached_user = _owner(request.session) or auth.get_user(request)
    return request._cached_user


def _owner(session: Any) -> User | None:
    """The owner if Django would say the same of the session; None leaves it to Django."""
    key, owner = session.get(auth.SESSION_KEY), session.owner
    if owner is None or key != str(owner.pk) or not owner.is_active:
        return None
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    is_of_this_password = constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), owner.get_session_auth_hash())
    return owner if is_of_this_password else None
