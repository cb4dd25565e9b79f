"""Who is signed in, read together with the session, beside what Django says of the same session."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.middleware import get_user
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import sessions
from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def key(client: Client, user: User) -> str:
    """Of a session that is listed, as signing in does it."""
    client.force_login(user)
    key = str(client.session.session_key)
    UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1")
    return key


def asked(store: db.SessionStore) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = store
    return request


def told(key: str) -> tuple[object, object]:
    """Who it is by us and by Django; each with what is in the session."""
    ours, djangos = asked(sessions.SessionStore(key)), asked(db.SessionStore(key))
    by_us, by_django = sessions.person(ours), get_user(djangos)
    assert dict(ours.session) == dict(djangos.session)
    if by_django.is_authenticated:
        assert {name: value for name, value in vars(by_us).items() if name != "_state"} == {
            name: value for name, value in vars(by_django).items() if name not in {"_state", "backend"}
        }
    return by_us, by_django


def another_password(user: User, key: str) -> None:
    user.set_password("A few other words")
    user.save()


def switched_off(user: User, key: str) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def listed_as_somebody_else(user: User, key: str) -> None:
    UserSession.objects.update(user=make_user())


def not_listed(user: User, key: str) -> None:
    UserSession.objects.all().delete()


def ended(user: User, key: str) -> None:
    UserSession.objects.get(session_key=key).end()


def over(user: User, key: str) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def deleted(user: User, key: str) -> None:
    user.delete()


def by_a_way_that_is_gone(user: User, key: str) -> None:
    store = db.SessionStore(key)
    store["_auth_user_backend"] = "django.contrib.auth.backends.RemoteUserBackend"
    store.save()


@pytest.mark.parametrize(
    ("happened", "is_signed_in"),
    [
        (lambda user, key: None, True),
        (listed_as_somebody_else, True),
        (not_listed, True),
        (another_password, False),
        (switched_off, False),
        (ended, False),
        (over, False),
        (deleted, False),
        (by_a_way_that_is_gone, False),
    ],
)
def test_the_same_as_django(user: User, key: str, happened: Callable[[User, str], None], is_signed_in: bool) -> None:
    happened(user, key)
    by_us, by_django = told(key)
    assert by_us == by_django
    assert by_us == user if is_signed_in else not by_us.is_authenticated  # type: ignore[attr-defined]


def test_a_former_secret_key_still_holds(user: User, key: str, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"
    assert sessions.person(asked(sessions.SessionStore(key))) == user


def test_a_key_that_nobody_has() -> None:
    store = sessions.SessionStore("a" * 32)
    assert not sessions.person(asked(store)).is_authenticated
    assert store.session_key is None


def test_one_statement_for_both(user: User, key: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = asked(sessions.SessionStore(key))
    with django_assert_num_queries(1):
        assert sessions.person(request) == user


def test_signing_in_lists_the_session(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.create_user("ada@example.org", "Some unrelated words")
    client.post("/accounts/login/", {"login": user.email, "password": "Some unrelated words"})
    request = asked(sessions.SessionStore(client.session.session_key))
    with django_assert_num_queries(1):
        assert sessions.person(request) == user
