"""Plain functions that make what tests need, with sensible values for whatever a test does not care about."""

from itertools import count
from typing import Any

from accounts.models import User

_numbers = count(1)


def make_user(**fields: Any) -> User:
    fields.setdefault("email", f"learner{next(_numbers)}@example.org")
    return User.objects.create_user(**fields)


def make_curator(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)
