"""The verbs of an interview: start, practise, visit, finish, close_overdue; practice.autosave has the one for texts,
practice.repetition those of what is due.

Nothing else writes an interview. Each verb takes `now`, the moment at which the request arrived, and decides by it
alone. Each works under a lock on the interview's row, so that saving and finishing follow one another in some order,
in however many processes. docs/decisions has the record of the protocol.
"""

import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from config import rows
from questions.content import Stage
from questions.models import Kind, Question, QuestionVersion

from . import coverage, selection, stages
from .models import Answer, Blueprint, Interview, Part, Role

logger = logging.getLogger(__name__)


PRACTICES_SHOWN = 3
"""Of those that are open, so many are offered to go on with."""


class AlreadyRunning(Exception):
    """This person has an open interview, `interview`; one at a time."""

    def __init__(self, interview: Interview) -> None:
        super().__init__(str(interview))
        self.interview = interview


class OneWay(Exception):
    """The interview goes from each question to the next one only."""


# By hand, since home and each review of all questions ask for it: the ORM takes longer to write it than the database to
# answer. tests/practice/test_interviews.py holds it against the ORM.
_OPEN = f"""
    SELECT {rows.columns(Interview, "interview")}
    FROM practice_interview interview
    WHERE interview.user_id = %s AND interview.finished_at IS NULL
    ORDER BY interview.deadline ASC NULLS LAST, interview.started_at DESC, interview.id DESC
    LIMIT %s
"""  # noqa: S608  (names of columns)


def running(user: User, *, now: datetime) -> Interview | None:
    """The person's open timed interview, after closing it if its time is over."""
    timed = user.interviews.timed().open().order_by("deadline", "-started_at", "-pk")
    return next(iter(_still_open(timed[:1], now=now)), None)


def still_open(user: User, *, now: datetime) -> list[Interview]:
    """What this person has begun and not finished, the timed interview (closed, if its time is over) before a few
    practices without a clock."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [user.pk, PRACTICES_SHOWN + 1])
        found = [rows.made(Interview, row) for row in cursor.fetchall()]
    for interview in found:
        interview.user = user
    return _still_open(found, now=now)


def start(
    user: User, blueprint: Blueprint, *, now: datetime, rng: random.Random, interviewer: bool | None = None
) -> Interview:
    """Draw the questions and start the clock. Raises AlreadyRunning and selection.NotDrawable.

    `interviewer`: whether somebody is to ask back, where the blueprint leaves the choice; None if nobody has said.
    """
    with transaction.atomic():
        _make_sure_nothing_runs(user, now=now)
        sections = blueprint.sections.select_related("category")
        questions = selection.choose(user, sections, minutes=blueprint.minutes, now=now, rng=rng)
        return _begin(
            user,
            questions,
            now=now,
            minutes=blueprint.minutes,
            blueprint=blueprint,
            title=blueprint.title,
            one_way=blueprint.one_way,
            speak_first=blueprint.speak_first,
            interviewer=blueprint.has_interviewer(wanted=interviewer),
        )


def sit(user: User, questions: Sequence[Question], *, now: datetime, title: str) -> Interview:
    """Start the clock over these questions, for the minutes that they take. Raises AlreadyRunning."""
    with transaction.atomic():
        _make_sure_nothing_runs(user, now=now)
        return _begin(user, questions, now=now, minutes=sum(question.minutes for question in questions), title=title)


def practise(user: User, question: Question, *, now: datetime) -> Interview:
    """Begin practice of a published question without a clock, or go on with the one that is open."""
    with transaction.atomic():
        User.objects.lock(user)
        mine = user.interviews.open().practices()
        if interview := mine.filter(answers__version__question=question).first():
            return interview
        interview = Interview.objects.create(
            user=user, title=f"Practice: {question}"[:120], started_at=now, current_since=now
        )
        ask(interview, [question])
    return interview


def show_hint(interview: Interview) -> None:
    """Take one more hint where no clock runs; how many were needed is noted."""
    with locked(interview):
        answer = interview.answers.select_related("version").get(position=interview.current_position)
        if interview.is_open and not interview.is_timed and answer.hints_shown < len(answer.version.hints):
            answer.hints_shown += 1
            answer.save(update_fields=["hints_shown"])


def visit(interview: Interview, position: int, *, now: datetime) -> None:
    """Put a question on the screen: time from now on is its own. Raises OneWay, and nothing once it is closed."""
    if _is_visited(interview, position):
        return  # nothing is written, so nothing is locked
    with locked(interview):
        if _is_visited(interview, position):
            return
        if interview.one_way and position != interview.current_position + 1:
            raise OneWay
        _count_time(interview, until=now)
        interview.current_position = position
        interview.save(update_fields=["current_position", "current_since"])


def _is_visited(interview: Interview, position: int) -> bool:
    return not interview.is_open or position == interview.current_position


def flag(interview: Interview, position: int, *, flagged: bool) -> None:
    """Mark a question to come back to; a closed interview stays as it is."""
    with locked(interview):
        if interview.is_open:
            interview.answers.filter(position=position).update(flagged=flagged)


def finish(interview: Interview, *, now: datetime) -> bool:
    """Close an interview; False when it was closed already. After the deadline, it ended at the deadline."""
    suggestions = coverage.suggest(interview) if interview.is_open else {}  # pressed again: nothing is compared anew
    with locked(interview):
        if not interview.is_open:
            return False
        if interview.deadline and now >= interview.deadline:
            ended, interview.ending = interview.deadline, Interview.Ending.TIME_UP
        else:
            ended, interview.ending = max(now, interview.started_at), Interview.Ending.FINISHED
        _count_time(interview, until=ended)
        interview.finished_at = ended
        interview.save(update_fields=["finished_at", "ending", "current_since"])
        coverage.store(interview, suggestions)
    return True


def close_overdue(*, now: datetime) -> int:
    """Close every interview whose time is over and return how many; safe to run twice at once.

    One that cannot be closed is logged and stops no other.
    """
    closed = 0
    for interview in Interview.objects.overdue(now):
        try:
            closed += finish(interview, now=now)
        except Exception:
            logger.exception("Interview %s could not be closed.", interview.pk)
    return closed


@contextmanager
def locked(interview: Interview) -> Iterator[None]:
    """A transaction that holds the interview's row and brings the object up to date.

    Raises Interview.DoesNotExist where it is gone, or another's than the object says.
    """
    with transaction.atomic():
        mine = Interview.objects.filter(user=interview.user_id)
        interview.refresh_from_db(from_queryset=mine.select_for_update(no_key=True))
        yield


def _still_open(found: Iterable[Interview], *, now: datetime) -> list[Interview]:
    found = list(found)
    for interview in found:
        if interview.is_overdue(now):
            finish(interview, now=now)
    return [interview for interview in found if interview.is_open]


def _make_sure_nothing_runs(user: User, *, now: datetime) -> None:
    User.objects.lock(user)
    if interview := running(user, now=now):
        raise AlreadyRunning(interview)


def _begin(user: User, questions: Sequence[Question], *, now: datetime, minutes: int, **fields: Any) -> Interview:
    """Put the questions on an interview's table and start its clock, in whole seconds."""
    now = now.replace(microsecond=0)
    extra = minutes * 60 * user.extra_time // 100
    interview = Interview.objects.create(
        user=user,
        minutes=minutes,
        extra_seconds=extra,
        started_at=now,
        deadline=now + timedelta(minutes=minutes, seconds=extra),
        current_since=now,
        **fields,
    )
    ask(interview, questions)
    return interview


def ask(interview: Interview, questions: Iterable[Question], *, first: int = 1) -> None:
    """Put the questions into the interview, each with the empty parts that its kind begins with; the first of them at
    the position `first`."""
    asked = [question for question in questions if question.current_id]  # a published question has one
    answers = Answer.objects.bulk_create(
        Answer(interview=interview, position=position, version_id=question.current_id, minutes=question.minutes)
        for position, question in enumerate(asked, first)
        if question.current_id
    )
    versions = QuestionVersion.objects.only("facts", "stages").in_bulk([answer.version_id for answer in answers])
    parts = []
    for answer, question in zip(answers, asked, strict=True):
        for position, part in enumerate(_first_parts(question, versions[answer.version_id], interview)):
            part.answer, part.position = answer, position
            parts.append(part)
    Part.objects.bulk_create(parts)


def _first_parts(question: Question, version: QuestionVersion, interview: Interview) -> Iterator[Part]:
    """The notes, what the kind's answer begins with, the stages, and a question to an interviewer who tells facts."""
    traits = Kind(question.kind).traits
    yield from (Part(role=role) for role in (Role.NOTES, *traits.parts))
    if traits.in_stages:
        yield from stages.first_parts([Stage(**stage) for stage in version.stages])
    if interview.interviewer and version.facts:
        yield Part(role=Role.INQUIRY)


def _count_time(interview: Interview, *, until: datetime) -> None:
    """Book the time since `current_since` to the question on the screen. Without a clock nobody counts."""
    if interview.deadline is None:
        return
    until = max(min(until, interview.deadline), interview.current_since)
    seconds = round((until - interview.current_since).total_seconds())
    interview.answers.filter(position=interview.current_position).update(seconds=F("seconds") + seconds)
    interview.current_since = until
