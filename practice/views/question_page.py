"""What the page of a question in an interview shows: what was said, what is open, and what the interviewer says."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.http import SignedInRequest
from practice import conversation, pace, stories
from practice.forms import PartForm
from practice.interviewer import MOST_FOLLOW_UPS
from practice.models import Answer, Interview, Part


@dataclass(frozen=True, kw_only=True)
class Box:
    """An open part as the page shows it: with its text, and why that could not be stored."""

    part: Part
    text: str
    errors: Sequence[str] = ()


def context(
    request: SignedInRequest, interview: Interview, answer: Answer, refused: Sequence[PartForm] = ()
) -> dict[str, object]:
    """For practice/question.html; what was `refused` stands in its boxes again."""
    answers = list(interview.answers.annotate_answered())
    position = answer.position
    found = pace.pace(interview, answer, answers, now=request.arrived_at)
    return {
        "interview": interview,
        "answer": answer,
        "version": answer.version,
        "answers": answers,
        "total": len(answers),
        "previous": position - 1 if position > 1 and not interview.one_way else None,
        "next": position + 1 if position < len(answers) else None,
        "hints": answer.version.hints_html[: answer.hints_shown],
        "pace": found,
        "stories": list(stories.for_prompt(request.user, answer.version.question)) if answer.is_story else [],
        "seconds_left": interview.seconds_left(request.arrived_at),
        **_parts(interview, answer, refused),
        **curveball(request, interview, answer, found),
    }


def _parts(interview: Interview, answer: Answer, refused: Sequence[PartForm]) -> dict[str, object]:
    sent = {form.part: form for form in refused}
    boxes = {part.position: _box(answer, part, sent.get(part.position)) for part in answer.parts.all()}
    open_parts = [part for part in answer.said if not part.said_at]
    inquiries = answer.inquiries
    return {
        "notes": boxes[Part.NOTES_POSITION],
        "said": [part for part in answer.said if part.said_at],
        "boxes": [boxes[part.position] for part in open_parts if not part.is_sketch],
        "sketch": next((boxes[part.position] for part in open_parts if part.is_sketch), None),
        "through": answer.said[-1].position,
        "asks_back": (asks_back := conversation.asks_back(interview, answer)),
        "to_say": asks_back and bool(open_parts),
        "follow_ups_left": MOST_FOLLOW_UPS - len(answer.replies),
        "told": [part for part in inquiries if part.said_at],
        "inquiry": boxes[inquiries[-1].position] if inquiries and not inquiries[-1].said_at else None,
    }


def _box(answer: Answer, part: Part, form: PartForm | None) -> Box:
    part.answer = answer  # which has the question's starter at hand
    errors = [str(error) for listed in form.errors.values() for error in listed] if form else []
    return Box(part=part, text=form.sent_text if form else part.shown, errors=errors)


def curveball(
    request: SignedInRequest, interview: Interview, answer: Answer, found: pace.Pace | None
) -> dict[str, object]:
    """Its text once it has come, and before that only in how many seconds the page is to look again."""
    at = answer.version.curveball_share
    if not (at and found and interview.interviewer):
        return {}
    share = found.used / found.share if found.share else 1.0
    if conversation.throw_curveball(interview, answer, share=share, now=request.arrived_at):
        return {"curveball": answer.version.curveball_html}
    return {"curveball_in": round(at * found.share) - found.used + 1}
