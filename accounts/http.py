"""What the views of this project get: Django's request with what our middleware adds."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User


class Request(HttpRequest):
    """A request. `arrived_at` is the moment that every decision about time in it goes by."""

    arrived_at: datetime


class SignedInRequest(Request):
    """A request that `LoginRequiredMiddleware` has let through: its user is a person."""

    user: User
