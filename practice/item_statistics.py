"""How well each question does its work, from the finished interviews. Computed by the database in four statements.

The numbers are those of classical test theory as the Moodle project defines them for its quizzes ("Quiz statistics
calculations", docs.moodle.org; behind it M. Allen and W. Yen, Introduction to Measurement Theory, 1979):

- An *attempt* is an answer of a finished interview that was reached: on the screen for a second at least, or written.
  What was never reached says nothing about the question.
- The *score* x of an attempt is the share of its key points' weight that is covered, from 0 to 1.
- *Facility* is the mean of x over first attempts, one a person: later attempts build on the first.
- *Discrimination* is Pearson's correlation of x with y, the same share over the rest of that interview, so that the
  question is not compared with itself; for a score of two values it is the point-biserial correlation. From sums,
      r = (n Σxy - Σx Σy) / sqrt((n Σx² - (Σx)²) (n Σy² - (Σy)²))
  and undefined where x or y never varies.
- A key point's *hit rate* is the share of first attempts that cover it, over all versions in which it reads the same.
- *Time* is the median over all attempts, plain and as a share of the minutes planned. *Self-ratings* are counts.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from questions.models import KeyPoint, Question, QuestionStatistics, QuestionVersion

from .models import Answer, Interview, PointCoverage, Rating

ROUNDING = 1e-9
"""Below this, what should be a variance of nothing is the rounding of its sums."""

_TABLES = {
    "answer": Answer._meta.db_table,
    "interview": Interview._meta.db_table,
    "mark": PointCoverage._meta.db_table,
    "version": QuestionVersion._meta.db_table,
    "point": KeyPoint._meta.db_table,
}

_REACHED = """
reached AS (
    SELECT a.id, a.interview_id, v.question_id, a.seconds, a.minutes, a.rating,
           ROW_NUMBER() OVER (PARTITION BY i.user_id, v.question_id ORDER BY i.started_at, a.id) AS nth
    FROM {answer} a
    JOIN {interview} i ON i.id = a.interview_id
    JOIN {version} v ON v.id = a.version_id
    WHERE i.finished_at IS NOT NULL AND (a.seconds > 0 OR a.text <> '')
)"""

_SCORES = """
WITH {reached},
scored AS (
    SELECT r.id, r.interview_id, r.question_id, r.nth,
           CAST(SUM(CASE WHEN m.covered THEN p.weight ELSE 0 END) AS double precision) AS covered,
           CAST(SUM(p.weight) AS double precision) AS total
    FROM reached r
    JOIN {mark} m ON m.answer_id = r.id
    JOIN {point} p ON p.id = m.key_point_id
    GROUP BY r.id, r.interview_id, r.question_id, r.nth
),
whole AS (
    SELECT interview_id, SUM(covered) AS covered, SUM(total) AS total FROM scored GROUP BY interview_id
),
pairs AS (
    SELECT s.question_id, s.covered / s.total AS x,
           CASE WHEN w.total > s.total THEN (w.covered - s.covered) / (w.total - s.total) END AS y
    FROM scored s
    JOIN whole w ON w.interview_id = s.interview_id
    WHERE s.nth = 1
)
SELECT question_id, COUNT(x), AVG(x), COUNT(y), SUM(CASE WHEN y IS NOT NULL THEN x END), SUM(y), SUM(x * y),
       SUM(CASE WHEN y IS NOT NULL THEN x * x END), SUM(y * y)
FROM pairs
GROUP BY question_id"""

_COUNTS = """
WITH {reached}
SELECT question_id, COUNT(*), {ratings}
FROM reached
GROUP BY question_id"""

# The middle one of an odd number, the mean of the middle two of an even one: the two places then differ.
_MEDIANS = """
WITH {reached},
placed AS (
    SELECT question_id, seconds, share, COUNT(*) OVER (PARTITION BY question_id) AS n,
           ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY seconds) AS by_seconds,
           ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY share) AS by_share
    FROM (
        SELECT question_id, CAST(seconds AS double precision) AS seconds,
               CAST(seconds AS double precision) / (60 * CASE WHEN minutes = 0 THEN 1 ELSE minutes END) AS share
        FROM reached
    ) timed
)
SELECT question_id, AVG(CASE WHEN by_seconds IN ((n + 1) / 2, (n + 2) / 2) THEN seconds END),
       AVG(CASE WHEN by_share IN ((n + 1) / 2, (n + 2) / 2) THEN share END)
FROM placed
GROUP BY question_id"""

_HITS = """
WITH {reached}
SELECT r.question_id, p.text, COUNT(*), SUM(CASE WHEN m.covered THEN 1 ELSE 0 END)
FROM reached r
JOIN {mark} m ON m.answer_id = r.id
JOIN {point} p ON p.id = m.key_point_id
WHERE r.nth = 1
GROUP BY r.question_id, p.text"""


def refresh(*, now: datetime, questions: Collection[int] | None = None) -> int:
    """Compute the statistics of these questions (by id; all, if not given) anew; return how many have any."""
    wanted = None if questions is None else set(questions)
    with transaction.atomic():
        rows = [row for row in _statistics(now) if wanted is None or row.question_id in wanted]
        fields = [field.name for field in QuestionStatistics._meta.concrete_fields if not field.primary_key]
        QuestionStatistics.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["question"], update_fields=fields, batch_size=500
        )
        outdated = QuestionStatistics.objects.filter(computed_at__lt=now)
        if wanted is not None:
            outdated = outdated.filter(question__in=wanted)
        outdated.delete()
    return len(rows)


def _statistics(now: datetime) -> Iterator[QuestionStatistics]:
    scores = {question: _correlated(*rest) for question, *rest in _rows(_SCORES)}
    medians = {question: rest for question, *rest in _rows(_MEDIANS)}
    points = _points()
    for question, attempts, *ratings in _rows(_COUNTS):
        seconds, share = medians[question]
        yield QuestionStatistics(
            question_id=question,
            attempts=attempts,
            points=points.get(question, []),
            median_seconds=seconds,
            median_share=share,
            ratings=ratings,
            computed_at=now,
            **scores.get(question, {"firsts": 0, "pairs": 0}),
        )


def _rows(statement: str) -> list[tuple[Any, ...]]:
    ratings = ", ".join(f"SUM(CASE WHEN rating = {rating} THEN 1 ELSE 0 END)" for rating in Rating.values)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**_TABLES, reached=_REACHED.format(**_TABLES), ratings=ratings))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _correlated(
    firsts: int,
    facility: float,
    n: int,
    x: float | None,
    y: float | None,
    xy: float | None,
    xx: float | None,
    yy: float | None,
) -> dict[str, Any]:
    return {
        "firsts": firsts,
        "facility": facility,
        "pairs": n,
        "discrimination": correlation(n, x or 0, y or 0, xy or 0, xx or 0, yy or 0),
    }


def correlation(n: int, x: float, y: float, xy: float, xx: float, yy: float) -> float | None:
    """Pearson's r of n pairs from their sums; None where one of the two never varies."""
    spread = (n * xx - x * x) * (n * yy - y * y)
    if n < 2 or n * xx - x * x < ROUNDING or n * yy - y * y < ROUNDING:
        return None
    return max(-1.0, min(1.0, (n * xy - x * y) / math.sqrt(spread)))


def _points() -> dict[int, list[dict[str, Any]]]:
    """For each question the key points of the version that learners see, with how many met and covered them."""
    hits = {(question, text): (n, covered) for question, text, n, covered in _rows(_HITS)}
    asked = {question for question, _ in hits}
    current = Question.objects.filter(pk__in=asked, current__key_points__isnull=False)
    rows = current.order_by("pk", "current__key_points__position").values_list(
        "pk", "current__key_points__text", "current__key_points__weight"
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for question, text, weight in rows:
        n, covered = hits.get((question, text), (0, 0))
        found[question].append({"text": text, "weight": weight, "n": n, "hits": covered})
    return found
