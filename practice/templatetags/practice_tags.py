"""What templates of any app may show of a learner's practice."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate, localtime

from accounts.http import Request
from config import pieces
from config.pieces import Piece, slot
from practice import charts, progress, recordings, standings
from practice.attempts import Attempt
from practice.models import Answer
from practice.progress import CategoryProgress
from questions.listings import Listing
from questions.models import Question

register = template.Library()


@register.simple_tag(takes_context=True)
def with_own(context: dict[str, Any], listing: Listing) -> SafeString:
    """A page of the bank's list with what it tells this learner: how much is due, and how each question stands."""
    request: Request = context["request"]
    if not request.user.is_authenticated:
        return listing.filled("")
    found = standings.read(request.user, listing.questions, now=request.arrived_at)
    due = progress.due(request.user, now=request.arrived_at) if found.any_due else 0
    told = render_to_string("practice/_due_today.html", {"due": due}) if due else ""
    marks = [_mark(each.mark, each.again_on and localdate(each.again_on)) for each in found.by_question.values()]
    return listing.filled(told, marks)


@lru_cache(maxsize=1_000)
def _mark(mark: str, again_on: date | None) -> SafeString:
    return render_to_string("practice/_row_standing.html", {"standing": {"mark": mark, "again_on": again_on}})


@register.simple_tag
def attempt_rows(attempts: Iterable[Attempt]) -> SafeString:
    """The rows of a list of attempts. What is a learner's own is filled into rows that are rendered once."""
    return mark_safe("".join(_attempt_row(attempt) for attempt in attempts))


def _attempt_row(attempt: Attempt) -> SafeString:
    began, score = localtime(attempt.started_at), attempt.score
    row = _attempt_piece(
        is_repetition=attempt.is_repetition,
        is_imported=attempt.is_imported,
        is_timed=attempt.taken is not None,
        is_time_up=attempt.is_time_up,
    )
    day, day_in_full = _day_in_words(began.date())
    return row.filled(
        {
            "interview": attempt.interview,
            "title": attempt.title,
            "at": began.isoformat(),
            "day_and_time": f"{day_in_full}, {began:%H:%M}",
            "day": day,
            "score": score,
            "share": score.share,
            "taken": minutes(attempt.taken),
        }
    )


@lru_cache
def _attempt_piece(**sort: bool) -> Piece:
    own = "interview", "title", "at", "day_and_time", "day", "score", "share", "taken"
    return pieces.made("practice/_attempt.html", sort | {name: slot(name) for name in own})


@lru_cache(maxsize=2_000)
def _day_in_words(day: date) -> tuple[str, str]:
    return date_format(day, "j M Y"), date_format(day, "j F Y")


@register.simple_tag
def category_rows(categories: Iterable[CategoryProgress]) -> SafeString:
    """The rows of home's progress, filled in the same way."""
    return mark_safe("".join(_category_row(progress) for progress in categories))


def _category_row(progress: CategoryProgress) -> SafeString:
    category, estimate = progress.category, progress.estimate
    return _category_piece(category.name, category.url).filled(
        {
            "share_seen": progress.share_seen,
            "seen": progress.seen,
            "published": category.published,
            "points": estimate if estimate.is_telling else "–",
        }
    )


@lru_cache
def _category_piece(name: str, url: str) -> Piece:
    own = {name: slot(name) for name in ("share_seen", "seen", "published", "points")}
    return pieces.made("practice/_category_row.html", own | {"name": name, "url": url})


@register.inclusion_tag("practice/_study.html", takes_context=True)
def study(context: dict[str, Any], question: Question) -> dict[str, Any]:
    """What a learner can do with a question on its own page, and what they did: for a stranger, the way in."""
    request: Request = context["request"]
    if not request.user.is_authenticated:
        return {"question": question, "request": request}
    asked = Answer.objects.filter(interview__user=request.user, version__question=question)
    finished = asked.filter(interview__finished_at__isnull=False).with_points().select_related("interview", "version")
    return {
        "question": question,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "learner": request.user,
        "missing": task.missing if (task := getattr(question.current, "task", None)) else [],
        "standing": standings.read(request.user, [question.pk], now=request.arrived_at).by_question[question.pk],
        "is_open": asked.filter(interview__in=request.user.interviews.open().practices()).exists(),
        "is_bookmarked": request.user.bookmarks.filter(question=question).exists(),
        "notes": request.user.notes.filter(question=question).first(),
        "answers": finished.order_by("-interview__started_at")[:10],
    }


@register.inclusion_tag("practice/_recorder.html", takes_context=True)
def recorder(context: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """What records an answer aloud, and what was recorded of it so far."""
    room = recordings.room(answer.interview.user)
    return {
        "csrf_token": context.get("csrf_token"),
        "answer": answer,
        "recordings": answer.recordings.all(),
        "most_seconds": recordings.longest(answer),
        "target_seconds": min(recordings.TARGET_SECONDS, recordings.longest(answer)),
        "megabytes_left": max(0, room // 1_000_000) if room < recordings.LITTLE_ROOM else None,
    }


@register.filter
def minutes(value: timedelta | float | None) -> str:
    """A duration (or seconds) in words: "31 minutes", "1 minute", "40 seconds"."""
    seconds = int(value.total_seconds()) if isinstance(value, timedelta) else int(value or 0)
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    whole = seconds // 60
    return f"{whole} minute{'' if whole == 1 else 's'}"


@register.filter
def minutes_of(seconds: int, planned: int) -> str:
    """Seconds beside the minutes that were planned, as lists have room for: "4 of 5 min"."""
    return f"{seconds // 60} of {planned} min"


@register.filter
def hours(value: timedelta) -> str:
    """A long time in words: "14 hours", "1 hour"; below an hour as `minutes`."""
    whole = round(value.total_seconds() / 3600)
    return f"{whole} hour{'' if whole == 1 else 's'}" if value >= timedelta(hours=1) else minutes(value)


@register.filter
def along(share: float) -> str:
    """A share (0 to 1) as a place in a drawing, from its left: "43.75%"."""
    return charts.percent(share)


@register.filter
def in_percent(share: float) -> str:
    """A share (0 to 1) as one reads it: "44 %"."""
    return f"{100 * share:.0f} %"


@register.filter
def clock(seconds: float) -> str:
    """Seconds as a countdown shows them: 31:42, or 1:02:03 past an hour."""
    hours, rest = divmod(ceil(seconds), 3600)
    minute, second = divmod(rest, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"
