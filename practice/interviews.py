"""The verbs of a timed interview: start, visit, save_answer, finish, close_overdue. Nothing else writes an interview.

Each takes `now`, the moment at which the request arrived, and decides by it alone. Each works under a lock on the
interview's row, so that saving and finishing follow one another in some order, in however many processes.
docs/decisions/0003 records the protocol.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User

from . import feedback, selection
from .models import Answer, Blueprint, Draft, Interview, PointMark


class AlreadyRunning(Exception):
    """This person has an open interview, `interview`; one at a time."""

    def __init__(self, interview: Interview) -> None:
        super().__init__(str(interview))
        self.interview = interview


class OneWay(Exception):
    """The interview goes from each question to the next one only."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a text: `draft.outcome` tells; `answer` is as it stands now."""

    answer: Answer
    draft: Draft

    @property
    def applied(self) -> bool:
        return self.draft.outcome == Draft.Outcome.APPLIED


def running(user: User, *, now: datetime) -> Interview | None:
    """The person's open interview, after closing it if its time is over."""
    interview = user.interviews.open().first()
    if interview and interview.is_overdue(now):
        finish(interview, now=now)
        return None
    return interview


def start(user: User, blueprint: Blueprint, *, now: datetime, rng: random.Random) -> Interview:
    """Draw the questions and start the clock. Raises AlreadyRunning and selection.NotEnoughQuestions."""
    now = now.replace(microsecond=0)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if interview := running(user, now=now):
            raise AlreadyRunning(interview)
        questions = selection.choose(user, blueprint.sections.all(), now=now, rng=rng)
        seconds = blueprint.minutes * 60
        extra = seconds * user.extra_time // 100
        interview = Interview.objects.create(
            user=user,
            blueprint=blueprint,
            title=blueprint.title,
            minutes=blueprint.minutes,
            extra_seconds=extra,
            one_way=blueprint.one_way,
            speak_first=blueprint.speak_first,
            started_at=now,
            deadline=now + timedelta(seconds=seconds + extra),
            current_since=now,
        )
        Answer.objects.bulk_create(
            Answer(interview=interview, position=position, version_id=question.current_id, minutes=question.minutes)
            for position, question in enumerate(questions, 1)
        )
    return interview


def visit(interview: Interview, position: int, *, now: datetime) -> None:
    """Put a question on the screen: time from now on is its own. Raises OneWay, and nothing once it is closed."""
    with locked(interview):
        if not interview.is_open or position == interview.current_position:
            return
        if interview.one_way and position != interview.current_position + 1:
            raise OneWay
        _count_time(interview, until=now)
        interview.current_position = position
        interview.save(update_fields=["current_position", "current_since"])


def save_answer(
    interview: Interview,
    position: int,
    *,
    text: str,
    based_on: int,
    now: datetime,
    emptied: bool = False,
    writer: str = "",
    sequence: int = 0,
) -> Saved:
    """Take in a text; keep it whatever becomes of it.

    It is applied when it arrives in time and nobody else has written since revision `based_on`. A blank is applied
    over words only with `emptied`, the writer's own word for it. `writer` names one opened page and `sequence`
    counts what it sent, so that a page whose replies were lost is no stranger to its own texts, a repeated request
    changes nothing, and one that overtook a newer one stays behind it.
    """
    text = text.replace("\r\n", "\n").replace("\0", "")
    with locked(interview):
        answer = interview.answers.select_related("version__task").get(position=position)
        if not answer.revision and text == answer.starter:
            text = ""  # an untouched starter is no answer
        if writer and (repeated := answer.drafts.filter(writer=writer, sequence=sequence).first()):
            return Saved(answer=answer, draft=repeated)
        draft = Draft(
            answer=answer, text=text, based_on=based_on, received_at=now, writer=writer, sequence=sequence
        )
        if not _counts(interview, position, now):
            draft.outcome = Draft.Outcome.LATE
        elif text == answer.text or (_follows(draft) and (text.strip() or answer.is_blank or emptied)):
            draft.outcome = Draft.Outcome.APPLIED
            _apply(draft)
        else:
            draft.outcome = Draft.Outcome.STALE
        if text or answer.revision:
            draft.save()
        if draft.outcome == Draft.Outcome.APPLIED and not interview.is_open:
            _suggest_marks([answer])
    return Saved(answer=answer, draft=draft)


def flag(interview: Interview, position: int, *, flagged: bool) -> None:
    """Mark a question to come back to; a closed interview stays as it is."""
    with locked(interview):
        if interview.is_open:
            interview.answers.filter(position=position).update(flagged=flagged)


def write_notes(interview: Interview, position: int, *, notes: str) -> None:
    """Keep what one jots down beside an answer. It is no part of it, so it may be written at any time."""
    interview.answers.filter(position=position).update(notes=notes.replace("\r\n", "\n").replace("\0", ""))


def finish(interview: Interview, *, now: datetime) -> None:
    """Close an interview; a closed one stays as it is. After the deadline, it ended at the deadline."""
    with locked(interview):
        if not interview.is_open:
            return
        if now >= interview.deadline:
            interview.finished_at, interview.ending = interview.deadline, Interview.Ending.TIME_UP
        else:
            interview.finished_at, interview.ending = max(now, interview.started_at), Interview.Ending.FINISHED
        _count_time(interview, until=interview.finished_at)
        interview.save(update_fields=["finished_at", "ending", "current_since"])
        _suggest_marks(interview.answers.select_related("version"))


def close_overdue(*, now: datetime) -> int:
    """Close every interview whose time is over and return how many; safe to run twice at once."""
    closed = 0
    for interview in Interview.objects.overdue(now).iterator():
        finish(interview, now=now)
        closed += 1
    return closed


@contextmanager
def locked(interview: Interview) -> Iterator[None]:
    """A transaction that holds the interview's row and brings the object up to date."""
    with transaction.atomic():
        interview.refresh_from_db(from_queryset=Interview.objects.select_for_update())
        yield


def _counts(interview: Interview, position: int, received_at: datetime) -> bool:
    left_behind = interview.one_way and position < interview.current_position
    return interview.counts(received_at) and not left_behind


def _follows(draft: Draft) -> bool:
    """Whether the writer of `draft` had everything before them that now stands in the answer."""
    answer = draft.answer
    if not draft.writer:
        return draft.based_on == answer.revision
    applied = answer.drafts.filter(outcome=Draft.Outcome.APPLIED)
    overtaken = applied.filter(writer=draft.writer, sequence__gt=draft.sequence)
    foreign = applied.filter(revision__gt=draft.based_on).exclude(writer=draft.writer)
    return not overtaken.exists() and not foreign.exists()


def _apply(draft: Draft) -> None:
    answer = draft.answer
    if draft.text != answer.text:
        answer.text = draft.text
        answer.revision += 1
    draft.revision = answer.revision
    if answer.revision:
        answer.saved_at = draft.received_at
    answer.save(update_fields=["text", "revision", "saved_at"])


def _count_time(interview: Interview, *, until: datetime) -> None:
    """Book the time since `current_since` to the question on the screen."""
    until = min(max(until, interview.current_since), interview.deadline)
    seconds = round((until - interview.current_since).total_seconds())
    answer = interview.answers.get(position=interview.current_position)
    answer.seconds += seconds
    answer.save(update_fields=["seconds"])
    interview.current_since = until


def _suggest_marks(answers: Iterable[Answer]) -> None:
    """Note for each key point whether the answer seems to touch it, in place of earlier suggestions."""
    marks = []
    for answer in answers:
        points = list(answer.version.key_points.all())
        touched = feedback.touches(answer.text, [point.text for point in points], answer.version.prompt)
        marks += [
            PointMark(answer=answer, key_point=point, suggested=is_touched, covered=is_touched)
            for point, is_touched in zip(points, touched, strict=True)
        ]
    PointMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["answer", "key_point"],
        update_fields=["suggested", "covered"],
    )
