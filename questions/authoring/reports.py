"""The verbs of a report: a learner says what is wrong, a curator answers, the learner sees it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from questions.models import QuestionVersion, Report

LONGEST = 10_000
"""Characters of one report, with all that was added to it."""


class ReportFull(Exception):
    """The person's open report of this problem would be longer than LONGEST."""


class ReplyMissing(Exception):
    """Leaving a question as it is needs a word to the person who took the trouble to report it."""


def report(
    version: QuestionVersion, reporter: User, *, problem: str, text: str, now: datetime, context: str = ""
) -> tuple[Report, bool]:
    """Store a report, or add `text` to the person's own open one of the same problem; the flag tells a new one.

    Raises ReportFull.
    """
    with transaction.atomic():
        User.objects.lock(reporter)  # two clicks at once make one report
        found = Report.objects.filter(
            version=version, reporter=reporter, problem=problem, state=Report.State.OPEN
        ).first()
        if found is None:
            fields = {"problem": problem, "text": text, "context": context[:200], "created_at": now}
            return Report.objects.create(version=version, reporter=reporter, **fields), True
        if text and text not in found.text:
            together = f"{found.text}\n\n{text}".strip()
            if len(together) > LONGEST:
                raise ReportFull
            found.text = together
            found.save(update_fields=["text"])
    return found, False


def resolve(report: Report, state: str, *, reply: str, resolver: User, now: datetime) -> None:
    """Close a report with what came of it, or open it again. Raises ReplyMissing."""
    if state == Report.State.DECLINED and not reply.strip():
        raise ReplyMissing
    is_open = state == Report.State.OPEN
    report.state, report.reply = state, reply
    report.resolved_at = None if is_open else now
    report.resolved_by = None if is_open else resolver
    report.seen_at = None
    report.save(update_fields=["state", "reply", "resolved_at", "resolved_by", "seen_at"])


def acknowledge_replies(user: User, *, now: datetime) -> None:
    user.reports.filter(resolved_at__isnull=False, seen_at=None).update(seen_at=now)


def reports_of(user: User) -> dict[str, Any]:
    """What a person reported and was answered, for the download of their data."""
    fields = ("problem", "text", "created_at", "state", "reply", "resolved_at")
    return {"reports": list(user.reports.order_by("pk").values(*fields, question=F("version__question__slug")))}
