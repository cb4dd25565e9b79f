"""What others have left for a learner since they last looked: curators' replies, mentors' comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from accounts.models import User

from . import mentors
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
        )
"""


@dataclass(frozen=True, kw_only=True)
class News:
    """`replies` counts the reports that were answered; `commented` are the attempts with new comments by a mentor."""

    replies: int
    commented: Sequence[Interview]


def news(user: User) -> News:
    """In one statement where no mentor has left anything, else in two."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"user": user.pk})
        replies, is_commented = cursor.fetchone()
    return News(replies=replies, commented=list(mentors.with_news(user)) if is_commented else [])
