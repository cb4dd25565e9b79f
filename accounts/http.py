"""What the views of this project get: Django's request with what our middleware adds, and the numbers in it."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User


class Request(HttpRequest):
    """A request. `arrived_at` is the moment that every decision about time in it goes by."""

    arrived_at: datetime


class SignedInRequest(Request):
    """A request that `LoginRequiredMiddleware` has let through: its user is a person."""

    user: User


def whole_number(text: str, *, digits: int) -> int | None:
    """The number that a request names; None for anything else, and for more digits than a database would take."""
    return int(text) if text.isdecimal() and len(text) <= digits else None
