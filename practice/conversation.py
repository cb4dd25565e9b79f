"""The verbs of a conversation: say, ask, throw_curveball. What the interviewer says is chosen by practice.interviewer.

A part that is said stands as it is: what arrives for it later is stored beside it. Each verb works under the lock of
the interview and decides by `now`, as those of practice.interviews do.
"""

from datetime import datetime

from django.utils.html import escape

from questions.kinds import Kind

from . import interviewer, pace
from .interviewer import Brief, Choice, Time
from .interviews import locked
from .models import Answer, Interview, Part, Role

MOST_INQUIRIES = 20
"""To one question."""


def asks_back(interview: Interview, answer: Answer) -> bool:
    """Whether there is an interviewer, and a version that gives something to ask."""
    return interview.interviewer and bool(answer.version.follow_ups)


def tells(interview: Interview, answer: Answer) -> bool:
    """Whether there is an interviewer who tells facts on asking."""
    return interview.interviewer and bool(answer.version.facts)


def say(interview: Interview, position: int, *, through: int, now: datetime) -> Part | None:
    """“That is my answer”: close what was written as said; return the open reply to what is asked back, if any.

    `through` is the place of the last part that the page showed: pressed twice, it says the same once. Raises
    Answer.DoesNotExist.
    """
    guess = _choose(interview, _read(interview, position), now=now)
    with locked(interview):
        answer = _read(interview, position)
        last = answer.said[-1]
        if last.position != through or not _takes_words(interview, answer, now=now):
            return None if last.said_at else last
        Part.objects.filter(pk__in=[part.pk for part in answer.said], said_at=None).update(said_at=now)
        revisions, choice = guess
        if revisions != _revisions(answer):  # somebody wrote on while it was chosen
            _, choice = _choose(interview, answer, now=now)
        return None if choice is None else _open_reply(answer, choice)


def ask(interview: Interview, position: int, *, now: datetime) -> Part | None:
    """Put what stands in the open inquiry to the interviewer; return it with what was told, None for a blank one.

    The next box is opened with it, up to MOST_INQUIRIES. Raises Answer.DoesNotExist.
    """
    with locked(interview):
        answer = _read(interview, position)
        inquiry = answer.inquiries[-1] if answer.inquiries else None
        if not inquiry or inquiry.said_at or inquiry.is_blank or not _takes_words(interview, answer, now=now):
            return None
        facts = answer.version.content.facts
        told = interviewer.told(facts, inquiry.text)
        inquiry.place = facts.index(told) if told else None
        inquiry.line = told.told if told else interviewer.YOURS_TO_DECIDE
        inquiry.line_html = answer.version.facts_html[inquiry.place] if told else escape(inquiry.line)
        inquiry.said_at = now
        inquiry.save(update_fields=["place", "line", "line_html", "said_at"])
        if len(answer.inquiries) < MOST_INQUIRIES:
            Part.objects.create(answer=answer, position=_next_place(answer), role=Role.INQUIRY)
    return inquiry


def throw_curveball(interview: Interview, answer: Answer, *, share: float, now: datetime) -> bool:
    """Tell what changes on the way once `share` (0 to 1) of the question's time is over; whether it is told by now."""
    if answer.curveball_at:
        return True
    curveball = answer.version.content.curveball
    if not (interview.interviewer and interview.is_open and interviewer.curveball_due(curveball, share)):
        return False
    with locked(interview):
        interview.answers.filter(pk=answer.pk, curveball_at=None).update(curveball_at=now)
    answer.curveball_at = now
    return True


def _read(interview: Interview, position: int) -> Answer:
    answers = interview.answers.select_related("version__question", "version__task")
    return answers.prefetch_related("parts", "recordings", "version__key_points").get(position=position)


def _takes_words(interview: Interview, answer: Answer, *, now: datetime) -> bool:
    is_left = interview.one_way and answer.position != interview.current_position
    return interview.is_open and interview.counts(now) and not is_left


def _revisions(answer: Answer) -> list[tuple[int, int]]:
    return [(part.position, part.revision) for part in answer.said]


def _choose(interview: Interview, answer: Answer, *, now: datetime) -> tuple[list[tuple[int, int]], Choice | None]:
    """What to ask back about the answer as it is, and at which revisions it was."""
    if not asks_back(interview, answer):
        return _revisions(answer), None
    asked_back = [part.choice for part in answer.replies]
    time = _time(interview, answer, now=now)
    choice = interviewer.ask_back(
        brief(answer),
        answer.words,
        asked_back=[choice for choice in asked_back if choice is not None],
        time=time,
        heard=not answer.is_unheard,
    )
    return _revisions(answer), choice


def brief(answer: Answer) -> Brief:
    """What the interviewer has on paper about an answer's question."""
    content = answer.version.content
    kind = Kind(answer.version.question.kind)
    return Brief(kind=kind, prompt=content.prompt, points=content.key_points, follow_ups=content.follow_ups)


def _time(interview: Interview, answer: Answer, *, now: datetime) -> Time | None:
    found = pace.pace(interview, answer, list(interview.answers.only("minutes", "interview")), now=now)
    left = interview.seconds_left(now)
    return None if found is None or left is None else Time(left=left, share=found.share, used=found.used)


def _open_reply(answer: Answer, choice: Choice) -> Part:
    line = interviewer.text_of(choice, brief(answer))
    place = choice if isinstance(choice, int) else None
    return Part.objects.create(
        answer=answer,
        position=_next_place(answer),
        role=Role.REPLY,
        line=line,
        line_html=escape(line) if place is None else answer.version.follow_ups_html[place],
        place=place,
        gap="" if isinstance(choice, int) else choice.value,
    )


def _next_place(answer: Answer) -> int:
    return 1 + max(answer.parts.values_list("position", flat=True))
