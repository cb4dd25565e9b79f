"""The verbs of repeating what is due: begin, reveal, rate, undo, skip, stop.

A repetition is an interview without a clock that grows: a question is put into it when the one before is done, in the
version of that moment, so what is retired or corrected meanwhile is met as it is by then. Each question is answered,
revealed and rated before the next. Whatever is stored is stored as any interview's is: by practice.autosave,
practice.coverage and practice.self_rating. Each verb takes `now`, the moment at which the request arrived.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from questions.models import Question

from . import coverage, interviews, self_rating
from .agenda import agenda
from .interviews import locked
from .models import NOT_SAID, Answer, Confidence, Interview, Part, Rating, ReceivedText, comes_again


def begin(user: User, *, now: datetime, more: bool = False) -> Interview | None:
    """Go on with the open repetition, or begin one; None if nothing is to be repeated today.

    With `more` it gets the minutes of a further day, which otherwise it would have to wait for.
    """
    with transaction.atomic():
        User.objects.lock(user)
        interview = user.interviews.repetitions().open().first()
        if interview is None:
            minutes = user.due_minutes if more else 0
            interview = Interview.objects.create(
                user=user, title="Due again", is_repetition=True, minutes=minutes, started_at=now, current_since=now
            )
        elif more:
            used = sum(interview.answers.filter(rating__isnull=False).values_list("minutes", flat=True))
            interview.minutes = used + user.due_minutes
            interview.save(update_fields=["minutes"])
        return interview if _go_on(interview, now=now) else None


def reveal(interview: Interview, position: int, *, now: datetime, confidence: Confidence | None = None) -> None:
    """Show the reference of a question without a clock: what was written so far is the answer.

    `confidence` is said before that; afterwards nobody knows any more how sure one was. In a repetition the others are
    still to come, in practice this is the end.
    """
    suggestions = coverage.suggest(interview, positions=[position]) if interview.is_repetition else {}
    with locked(interview):
        answer = interview.answers.get(position=position)
        if interview.is_timed or not interview.is_open or answer.revealed_at:
            return
        answer.confidence = confidence
        if interview.is_repetition:
            answer.revealed_at = now
            answer.parts.filter(said_at=None).exclude(role__in=NOT_SAID).update(said_at=now)
            coverage.store(interview, suggestions)
        answer.save(update_fields=["confidence", "revealed_at"])
    if not interview.is_repetition:
        interviews.finish(interview, now=now)


def rate(answer: Answer, rating: Rating, *, now: datetime) -> None:
    """Take down how well one knew it and go on to the next question; after the last one of today it is finished.

    Raises self_rating.StillRunning.
    """
    with transaction.atomic():
        self_rating.rate(answer, rating)
        _go_on(answer.interview, now=now, past=answer.position)


def undo(answer: Answer) -> None:
    """Take a rating back: the card stands as it did before, and while the repetition is open so does the page."""
    with transaction.atomic():
        self_rating.rate(answer, None)
        interview = answer.interview
        with locked(interview):
            if interview.is_open:
                _show(interview, answer.position)


def skip(interview: Interview, *, now: datetime) -> None:
    """Leave the question on the screen for another time, and go on to the next one."""
    with transaction.atomic():
        User.objects.lock(interview.user)
        _go_on(interview, now=now, past=interview.current_position)


def stop(interview: Interview, *, now: datetime) -> None:
    """Finish a repetition before all is done. A question that was not touched leaves it as if it had not been asked;
    one that left none is no attempt at all."""
    with locked(interview):
        if not (interview.is_open and interview.is_repetition):
            return
        untouched = interview.answers.filter(revealed_at=None)
        untouched.exclude(pk__in=ReceivedText.objects.values("part__answer")).exclude(
            pk__in=Part.objects.written().values("answer")
        ).delete()
        if interview.answers.exists():
            interviews.finish(interview, now=now)
        else:
            interview.delete()


def last_rated(interview: Interview) -> Answer | None:
    """What was rated last, which can be taken back, and when it comes again."""
    rated = interview.answers.revealed().filter(rating__isnull=False).annotate(comes_again=comes_again(interview.user))
    return rated.select_related("version__question").order_by("-revealed_at").first()


def _go_on(interview: Interview, *, now: datetime, past: int = 0) -> bool:
    """Lead to the question that waits behind the position `past`, else put the next one that is due into the
    repetition; False if there is none, and then the repetition is over."""
    with locked(interview):
        if not (interview.is_open and interview.is_repetition):
            return False
        answers = interview.answers.order_by("position").values_list("position", "rating", "version__question")
        positions = [position for position, _, _ in answers]
        waiting = [position for position, rating, _ in answers if rating is None and position > past]
        if waiting:
            return _show(interview, waiting[-1])
        if today := agenda(interview.user, now=now, but=[question for _, _, question in answers]).today:
            last = max(positions, default=0)
            interviews.ask(interview, [Question.objects.get(pk=today[0].question)], first=last + 1)
            return _show(interview, last + 1)
        stop(interview, now=now)
    return False


def _show(interview: Interview, position: int) -> bool:
    interview.current_position = position
    interview.save(update_fields=["current_position"])
    return True
