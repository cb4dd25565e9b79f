"""How often one person may do what costs the site something: save, search, start, import, export, report.

A limit is a store that is used up by `cost` and fills again at a steady pace, kept as one moment in one row (the
generic cell rate algorithm of ATM networks). One conditional UPDATE decides, so any number of processes agree.
docs/decisions has the record of the numbers and of what was rejected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from math import ceil
from typing import Any, cast

from allauth.core.internal.ratelimit import get_ip
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from .http import Request
from .models import Usage

CSRF_FIELD = "csrfmiddlewaretoken"

KEPT = timedelta(days=1)
"""How long a row stays after it has said nothing any more."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """`amount` at once, and from then on one in each `every`. `deed` says in the page what was done so often."""

    name: str
    amount: int
    every: timedelta
    deed: str

    def open_until(self, now: datetime) -> datetime:
        """The latest `restored_at` with which one more is let through now."""
        return now + (self.amount - 1) * self.every


class TooMany(Exception):
    """A limit is used up; in `seconds` it can be tried again."""

    def __init__(self, limit: Limit, seconds: int) -> None:
        super().__init__(f"{limit.name}: {seconds} s")
        self.limit = limit
        self.seconds = seconds


def _second(count: float) -> timedelta:
    return timedelta(seconds=count)


# A save costs one, and one more for each thousand characters: ten megabytes at once, then ten kilobytes a second. After
# the longest text there may be one waits ten seconds, less than the grace: what is held back at the end still counts.
SAVING = Limit(name="saving", amount=10_000, every=_second(0.1), deed="saved")
WRITING = Limit(name="writing", amount=120, every=_second(0.5), deed="sent something")
RUNNING = Limit(name="running", amount=200, every=_second(3), deed="ran code")
STARTING = Limit(name="starting", amount=40, every=_second(60), deed="started")
BUILDING = Limit(name="building", amount=20, every=_second(60), deed="built interviews")
REPORTING = Limit(name="reporting", amount=15, every=_second(120), deed="reported problems")
COMMENTING = Limit(name="commenting", amount=30, every=_second(20), deed="commented")
SEARCHING = Limit(name="searching", amount=120, every=_second(0.5), deed="searched")
IMPORTING = Limit(name="importing", amount=15, every=_second(30), deed="imported")
BRINGING_IN = Limit(name="bringing in", amount=10, every=_second(300), deed="brought answers in")
EXPORTING = Limit(name="exporting", amount=8, every=_second(60), deed="downloaded")


def spend(who: str, limit: Limit, *, now: datetime, cost: int = 1) -> None:
    """Use up `cost` of a limit. Raises TooMany, and then nothing is used up.

    The last one let through may cost more than is left; what follows waits for it.
    """
    open_until = limit.open_until(now)
    if _use_up(who, limit, cost * limit.every, now=now, open_until=open_until):
        return
    usage, is_new = Usage.objects.get_or_create(
        who=who, limit=limit.name, defaults={"restored_at": now + cost * limit.every}
    )
    if is_new:
        Usage.objects.filter(restored_at__lt=now - KEPT).delete()
    elif usage.restored_at > open_until:
        raise TooMany(limit, ceil((usage.restored_at - open_until).total_seconds()))
    else:  # another request made the row at the same moment
        spend(who, limit, now=now, cost=cost)


# By hand, since each save begins with it: the ORM takes longer to write it than the database to answer.
_USE_UP = """
    UPDATE accounts_usage SET restored_at = {spent}
    WHERE who = %(who)s AND "limit" = %(limit)s AND restored_at <= %(open_until)s
"""
_USE_UP_BY = {
    "postgresql": _USE_UP.format(spent="GREATEST(restored_at, %(now)s) + %(cost)s"),
    "sqlite": _USE_UP.format(spent="django_format_dtdelta('+', MAX(restored_at, %(now)s), %(cost)s)"),  # Django's own
}


def _use_up(who: str, limit: Limit, cost: timedelta, *, now: datetime, open_until: datetime) -> bool:
    """Whether something was left, and then it is used up."""
    moment, vendor = connection.ops.adapt_datetimefield_value, connection.vendor
    told: dict[str, Any] = {"who": who, "limit": limit.name, "now": moment(now), "open_until": moment(open_until)}
    told["cost"] = cost if vendor == "postgresql" else cost // timedelta(microseconds=1)
    with connection.cursor() as cursor:
        cursor.execute(_USE_UP_BY[vendor], told)
        return bool(cursor.rowcount)


def limited[View: Callable[..., HttpResponseBase]](
    limit: Limit,
    *,
    when: Callable[[HttpRequest], bool] = lambda request: request.method == "POST",
    cost: Callable[[HttpRequest], int] = lambda request: 1,
) -> Callable[[View], View]:
    """A view that answers 429 when the limit of whoever asks is used up. Only requests that are meant count."""

    def decorator(view: View) -> View:
        @wraps(view)
        def limited_view(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
            if when(request):
                try:
                    spend(who(request), limit, now=request.arrived_at, cost=cost(request))
                except TooMany as error:
                    return refusal(request, error)
            return view(request, *args, **kwargs)

        limited_view.limit = limit  # type: ignore[attr-defined]  # so that a view tells
        return cast("View", limited_view)

    return decorator


def who(request: HttpRequest) -> str:
    """Whose limits a request uses up: the person's, or a stranger's address', which the site does not keep."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}"
    digest = salted_hmac("accounts.limits", get_ip(request), algorithm="sha256").hexdigest()
    return f"address {digest}"


def refusal(request: HttpRequest, error: TooMany) -> HttpResponse:
    """Say how long to wait; a form that was sent is given back, to be sent again."""
    headers = {"Retry-After": str(error.seconds)}
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "limited", "seconds": error.seconds}, status=429, headers=headers)
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != CSRF_FIELD]
    context = {"limit": error.limit, "seconds": error.seconds, "sent": sent, "has_files": bool(request.FILES)}
    return HttpResponse(render_to_string("accounts/too_many.html", context, request), status=429, headers=headers)
