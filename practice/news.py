"""What there is for a learner to look at: what others left since they last looked, and whether anything is planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from accounts.models import User

from . import agenda, mentors
from .models import Interview

# By hand: home asks at each look, mostly for nothing, and these are two tables that no relation leads to together.
# tests/practice/test_news.py holds it against the ORM.
_READ = """
    SELECT
        (
            SELECT COUNT(*) FROM questions_report report
            WHERE report.reporter_id = %(user)s AND report.resolved_at IS NOT NULL AND report.seen_at IS NULL
        ),
        EXISTS (
            SELECT 1 FROM practice_interview interview
            JOIN practice_answer answer ON answer.interview_id = interview.id
            JOIN practice_mentorcomment remark ON remark.answer_id = answer.id
            WHERE interview.user_id = %(user)s AND remark.seen_at IS NULL
        ),
        EXISTS (SELECT 1 FROM practice_card card WHERE card.user_id = %(user)s AND card.due < %(until)s),
        EXISTS (SELECT 1 FROM practice_preparation preparation WHERE preparation.user_id = %(user)s)
"""


@dataclass(frozen=True, kw_only=True)
class News:
    """`replies` counts the reports that were answered; `commented` are the attempts with new comments by a mentor.

    `is_planned`: whether the agenda may hold anything, `is_preparing`, whether there is a day to prepare for. Where
    there is not, nobody need look.
    """

    replies: int
    commented: Sequence[Interview]
    is_planned: bool
    is_preparing: bool


def news(user: User, *, now: datetime) -> News:
    """In one statement where no mentor has left anything, else in two."""
    until = connection.ops.adapt_datetimefield_value(agenda.end(now))
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"user": user.pk, "until": until})
        replies, is_commented, is_planned, is_preparing = cursor.fetchone()
    return News(
        replies=replies,
        commented=list(mentors.with_news(user)) if is_commented else [],
        is_planned=bool(is_planned),
        is_preparing=bool(is_preparing),
    )
