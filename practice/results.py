"""What each finished answer came to: its time and its points, row by row, read in one statement."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from accounts.models import User
from config import clock
from questions.models import Kind

from . import sums
from .estimates import Estimate
from .models import NOT_SAID


class Telling(Protocol):
    """What is known of a finished answer, whichever statement read it."""

    @property
    def question(self) -> int: ...
    @property
    def category(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def seconds(self) -> int: ...
    @property
    def answered(self) -> bool: ...
    @property
    def unheard(self) -> bool: ...
    @property
    def covered(self) -> float: ...
    @property
    def total(self) -> int: ...
    @property
    def own_words(self) -> int: ...


def is_reached(answer: Telling) -> bool:
    """As `AnswerQuerySet.reached`."""
    return answer.seconds > 0 or answer.answered


def is_known(answer: Telling) -> bool:
    """Whether its points tell anything. Of a story nothing is compared, and nobody has the words of what was spoken
    only: both are known once something is ticked."""
    if answer.total <= 0:
        return False
    is_silent = answer.unheard or (Kind(answer.kind).traits.is_story and answer.answered)
    return answer.covered > 0 or answer.own_words > 0 or not is_silent


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One answer of a finished interview. Weights are those of key points.

    `unprompted` and `nudged` add up to the weight covered, as the score counts it (what took a nudge counts half).
    """

    answer: int
    interview: int
    title: str
    round: str
    """The address of its blueprint, "" where there is none (any more)."""
    started_at: datetime
    finished_at: datetime
    timed: bool
    interviewer: bool
    question: int
    is_published: bool
    kind: str
    category: int
    minutes: int
    """What an interviewer would give it."""
    seconds: int
    answered: bool
    unheard: bool
    unprompted: float
    nudged: float
    total: int
    confirmed: float
    """How much of what is covered the learner has confirmed."""
    own_words: int
    """Key points of which the learner has said whether they are covered."""

    @property
    def covered(self) -> float:
        return self.unprompted + self.nudged

    @property
    def is_reached(self) -> bool:
        return is_reached(self)

    @property
    def is_known(self) -> bool:
        return is_known(self)


# By hand: as the ORM writes it, each row is grouped by all of its columns, and writing that took longer than reading
# the answer. tests/practice/test_results.py holds it against the ORM. The points of all answers are added up once and
# then joined: for each row, as a planner whose counts are out of date would have it, it took minutes.
_NOT_SAID = ", ".join(f"'{role}'" for role in NOT_SAID)
_READ = """
    WITH points AS MATERIALIZED (
        SELECT marks.answer_id,
            SUM(CASE WHEN marks.covered AND NOT marks.nudged THEN point.weight ELSE 0 END) AS unprompted,
            SUM(CASE WHEN marks.covered AND marks.nudged THEN point.weight ELSE 0 END) AS nudged,
            SUM(point.weight) AS total,
            SUM(CASE WHEN {is_own} THEN {credit} ELSE 0 END) AS confirmed,
            SUM(CASE WHEN {is_own} THEN 1 ELSE 0 END) AS own_words
        FROM practice_interview own
        JOIN practice_answer asked ON asked.interview_id = own.id
        JOIN practice_pointmark marks ON marks.answer_id = asked.id
        JOIN questions_keypoint point ON point.id = marks.key_point_id
        WHERE own.user_id = %(user)s AND own.finished_at IS NOT NULL {of_own}
        GROUP BY marks.answer_id
    )
    SELECT answer.id, interview.id, interview.title, COALESCE(blueprint.slug, ''), interview.started_at,
        interview.finished_at, interview.deadline IS NOT NULL, interview.interviewer, version.question_id,
        question.status = 'published', question.kind, question.category_id, answer.minutes, answer.seconds,
        EXISTS (
            SELECT 1 FROM practice_part part
            WHERE part.answer_id = answer.id AND part.role NOT IN ({not_said}) AND part.text <> ''
        ),
        EXISTS (SELECT 1 FROM practice_recording spoken WHERE spoken.answer_id = answer.id AND NOT spoken.late),
        EXISTS (
            SELECT 1 FROM practice_recording heard
            JOIN practice_transcript transcript ON transcript.recording_id = heard.id
            WHERE heard.answer_id = answer.id AND NOT heard.late AND transcript.text > ''
        ),
        points.unprompted, points.nudged, points.total, points.confirmed, points.own_words
    FROM practice_interview interview
    JOIN practice_answer answer ON answer.interview_id = interview.id
    JOIN questions_questionversion version ON version.id = answer.version_id
    JOIN questions_question question ON question.id = version.question_id
    LEFT JOIN practice_blueprint blueprint ON blueprint.id = interview.blueprint_id
    LEFT JOIN points ON points.answer_id = answer.id
    WHERE interview.user_id = %(user)s AND interview.finished_at IS NOT NULL {of}
    ORDER BY interview.started_at, answer.id
"""


def every(user: User, *, of: Sequence[int] | None = None) -> list[Result]:
    """All of this learner's, earlier ones first; or those of some interviews alone, by their ids."""
    if of is not None and not of:
        return []
    these = "" if of is None else f"IN ({', '.join(str(int(each)) for each in of)})"
    narrowed = {"of": these and f"AND interview.id {these}", "of_own": these and f"AND own.id {these}"}
    with connection.cursor() as cursor:
        rule = {"not_said": _NOT_SAID, "is_own": sums.IS_OWN, "credit": sums.CREDIT}
        cursor.execute(_READ.format(**rule, **narrowed), {"user": user.pk})
        return [_result(*row) for row in cursor.fetchall()]


def last_of[Told: Telling](results: Iterable[Told]) -> list[Told]:
    """To each question the last that was reached: where its learner stands now.

    Chosen here, not in the database: a subquery for it, run again for each row by a planner whose counts are out of
    date, took minutes for what takes milliseconds.
    """
    return list({result.question: result for result in results if is_reached(result)}.values())


def grouped[Told: Telling, Key: Hashable](results: Iterable[Told], key: Callable[[Told], Key]) -> dict[Key, list[Told]]:
    """Those that have something in common, in their order."""
    found: defaultdict[Key, list[Told]] = defaultdict(list)
    for result in results:
        found[key(result)].append(result)
    return dict(found)


def estimate(results: Iterable[Telling]) -> Estimate:
    """What these answers cover, as far as that is known."""
    return whole([result for result in results if is_known(result)])


def whole(results: Sequence[Telling]) -> Estimate:
    """What these answers cover as scores have it: what is not known, or was not reached, is not covered."""
    return Estimate(
        covered=sum(result.covered for result in results),
        total=sum(result.total for result in results),
        answers=len(results),
    )


def _result(*row: Any) -> Result:
    """Of a row as it comes: SQLite knows neither time zones nor, of what is computed, whether it is true or false."""
    answer, interview, title, round_, started_at, finished_at, timed, interviewer, question, *row_ = row
    is_published, kind, category, minutes, seconds, written, spoken, heard, *points = row_
    unprompted, nudged, total, confirmed, own_words = (int(number or 0) for number in points)
    return Result(
        answer=answer,
        interview=interview,
        title=title,
        round=round_,
        started_at=clock.aware(started_at),
        finished_at=clock.aware(finished_at),
        timed=bool(timed),
        interviewer=bool(interviewer),
        question=question,
        is_published=bool(is_published),
        kind=kind,
        category=category,
        minutes=minutes,
        seconds=seconds,
        answered=bool(written or spoken),
        unheard=bool(spoken and not written and not heard),
        unprompted=float(unprompted),
        nudged=nudged / 2,
        total=total,
        confirmed=confirmed / 2,
        own_words=own_words,
    )
