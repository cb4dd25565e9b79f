"""What the page of a question in an interview shows: what was said, what is open, and what the interviewer says."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.http import SignedInRequest
from config.runner import isolated
from practice import conversation, numbers, pace, progress, repetition, stories
from practice.forms import PartForm
from practice.interviewer import MOST_FOLLOW_UPS
from practice.models import Answer, Confidence, Interview, Part, day_end
from practice.question_map import Mark
from questions.models import Kind

from . import boxes


def context(
    request: SignedInRequest,
    interview: Interview,
    answer: Answer,
    marks: Sequence[Mark],
    refused: Sequence[PartForm] = (),
) -> dict[str, object]:
    """For practice/question.html; what was `refused` stands in its boxes again."""
    position = answer.position
    found = pace.pace(interview, answer, marks, now=request.arrived_at)
    return {
        "interview": interview,
        "answer": answer,
        "version": answer.version,
        "runs_url": reverse("practice:add_run", args=[interview.pk, position]),
        "map": question_map_of(interview, marks, position) if interview.is_timed else (),
        "total": len(marks),
        "previous": position - 1 if position > 1 and not interview.one_way else None,
        "next": position + 1 if position < len(marks) else None,
        "hints": answer.version.hints_html[: answer.hints_shown],
        "pace": found,
        "stories": list(stories.for_prompt(request.user, answer.version.question)) if answer.is_story else [],
        "numbers": numbers.GROUPS if Kind(answer.version.question.kind).traits.in_stages else (),
        "seconds_left": interview.seconds_left(request.arrived_at),
        **sitting(request, interview),
        **_parts(request, interview, answer, refused, found),
        **curveball(request, interview, answer, found),
    }


def question_map_of(interview: Interview, marks: Sequence[Mark], here: int) -> list[SafeString]:
    """Each question's mark; in a one-way interview only the next one can be gone to."""
    return [
        _mark(
            replace(mark, minutes=0),  # which are not shown
            is_here=mark.position == here,
            is_closed=interview.one_way and mark.position != here + 1,
        )
        for mark in marks
    ]


@lru_cache(maxsize=5_000)
def _mark(mark: Mark, *, is_here: bool, is_closed: bool) -> SafeString:
    """As it looks in any interview: nothing of one person is in it."""
    return render_to_string("practice/_map_mark.html", {"mark": mark, "is_here": is_here, "is_closed": is_closed})


def sitting(request: SignedInRequest, interview: Interview) -> dict[str, object]:
    """Of a repetition: how many of today's questions are done and to go, and what was rated last; else nothing."""
    if not interview.is_repetition:
        return {"confidences": Confidence.choices}
    return {
        "confidences": Confidence.choices,
        "done": interview.answers.filter(rating__isnull=False).count(),
        "to_go": max(1, progress.due(request.user, now=request.arrived_at)),
        "last_rated": repetition.last_rated(interview),
        "today_ends": day_end(request.arrived_at),
    }


def show(request: SignedInRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    """The page; one with a box for code may run it."""
    response = render(request, "practice/question.html", context, status=status)
    return isolated(response) if context["is_coding"] else response


def _parts(
    request: SignedInRequest, interview: Interview, answer: Answer, refused: Sequence[PartForm], found: pace.Pace | None
) -> dict[str, object]:
    sent = {form.part: form for form in refused}
    all_boxes = {part.position: boxes.box(answer, part, sent.get(part.position)) for part in answer.parts.all()}
    in_one_box = request.user.designs_in_one_box
    inquiries = answer.inquiries
    return {
        "notes": all_boxes[Part.NOTES_POSITION],
        "said": boxes.said(answer),
        "steps": boxes.by_stage(answer, all_boxes, found, in_one_box=in_one_box),
        "boxes": boxes.outside_stages(answer, all_boxes, in_one_box=in_one_box),
        "is_coding": hasattr(answer.version, "task") and any(part.is_code and not part.said_at for part in answer.said),
        "is_staged": any(not part.said_at for part in answer.staged),
        "in_one_box": in_one_box,
        "unbooked": boxes.unbooked(interview, answer, now=request.arrived_at),
        "through": answer.said[-1].position,
        "asks_back": (asks_back := conversation.asks_back(interview, answer)),
        "to_say": asks_back and any(not part.said_at for part in answer.said),
        "follow_ups_left": MOST_FOLLOW_UPS - len(answer.replies),
        "told": [part for part in inquiries if part.said_at],
        "inquiry": all_boxes[inquiries[-1].position] if inquiries and not inquiries[-1].said_at else None,
    }


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
