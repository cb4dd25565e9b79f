"""Everything the site keeps about a person, for that person. Each app adds its own part when it is ready:

export.register("interviews", interviews_of)
"""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from .models import User

type Exporter = Callable[[User], dict[str, Any]]

_exporters: dict[str, Exporter] = {}


def register(name: str, exporter: Exporter) -> None:
    """`exporter(user)` gives what DjangoJSONEncoder can write; it stands under `name` in the file."""
    _exporters[name] = exporter


def collect(user: User) -> dict[str, Any]:
    return {name: exporter(user) for name, exporter in _exporters.items()}


def account_of(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "time_zone": user.time_zone,
        "extra_time_percent": user.extra_time,
        "hide_countdown": user.hide_countdown,
        "joined": user.date_joined,
        "last_signed_in": user.last_login,
        "email_addresses": list(
            EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
        ),
        "second_factors": list(
            Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user)
            .order_by("pk")
            .values("created_at", "last_seen_at", "ip", "user_agent")
        ),
    }
