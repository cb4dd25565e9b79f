"""What answers come to, kept beside them, so that home and the history add up a few answers, not hundreds of points.

Whatever changes coverage adds it up anew; words that are written once an answer is compared change it, too. A process
of an earlier release, which does not, leaves no wrong sums behind: PostgreSQL forgets those of an answer when its
coverage changes (migration 0023), and readers add up what is missing.
"""

from collections.abc import Iterable

from django.db import connection

from .models import NOT_SAID

CREDIT = """CASE
    WHEN NOT marks.covered THEN 0
    WHEN marks.nudged THEN point.weight
    ELSE 2 * point.weight
END"""
"""What a key point adds to the score, in halves of its weight: `models.covered_weight` in SQL."""

IS_OWN = "(marks.confirmed OR marks.covered <> marks.suggested)"
"""Whether that is the learner's word: `models.confirmed` in SQL."""

ADDED_UP = f"""
    COALESCE(SUM({CREDIT}), 0) / 2.0 AS covered,
    COALESCE(SUM(CASE WHEN {IS_OWN} THEN {CREDIT} ELSE 0 END), 0) / 2.0 AS confirmed,
    COALESCE(SUM(point.weight), 0) AS total,
    COALESCE(SUM(CASE WHEN {IS_OWN} THEN 1 ELSE 0 END), 0) AS own
"""

PUT = """
    UPDATE practice_answer SET
        sum_covered = added_up.covered, sum_confirmed = added_up.confirmed,
        sum_total = added_up.total, sum_own = added_up.own,
        sum_written = EXISTS (
            SELECT 1 FROM practice_part part
            WHERE part.answer_id = added_up.answer_id AND part.role NOT IN ({not_said}) AND part.text <> ''
        )
    FROM ({{added_up}}) added_up
    WHERE added_up.answer_id = practice_answer.id
""".format(not_said=", ".join(f"'{role}'" for role in NOT_SAID))  # noqa: S608  (names of roles)

_AGAIN = PUT.format(
    added_up=f"""
        SELECT asked.id AS answer_id, {ADDED_UP}
        FROM practice_answer asked
        LEFT JOIN practice_pointmark marks ON marks.answer_id = asked.id
        LEFT JOIN questions_keypoint point ON point.id = marks.key_point_id
        WHERE asked.id IN (%s)
        GROUP BY asked.id
    """  # noqa: S608
)


def add_up(answers: Iterable[int]) -> None:
    """Add up these answers, by their ids, in the transaction in which their coverage changed."""
    ids = ", ".join(str(int(answer)) for answer in answers)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_AGAIN % ids)
