"""What the review shows: all questions of an interview, or one of them with more room and what one did before."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from accounts.http import SignedInRequest, whole_number
from practice import comparison, next_step, pace, reviewed, stories, transcripts
from practice.models import (
    Answer,
    AnswerQuerySet,
    Interview,
    MentorComment,
    Part,
    PointCoverage,
    ReceivedText,
    Recording,
    Run,
    day_end,
)
from practice.next_step import Now
from practice.reviewed import ReviewedAnswer
from questions import published

from . import code_review, review_items
from .access import content
from .review_items import Page
from .review_rows import Reviewed, is_plain


def rows_of(interview: Interview, position: int | None = None) -> list[Reviewed]:
    """All answers as they are listed; with their parts, those of all or of the one at `position`."""
    told = reviewed.read(interview, position)
    paces = pace.paces(interview, told)
    return [Reviewed(told=each, pace=its_pace) for each, its_pace in zip(told, paces, strict=True)]


def context(
    request: SignedInRequest, interview: Interview, position: int | None, *, whole: bool = False
) -> dict[str, Any]:
    """For practice/review.html: of all questions, their references folded unless it is the `whole`; or of the one at
    `position`. Raises Http404."""
    everything = rows_of(interview, position)
    rows = [row for row in everything if position is None or row.told.position == position]
    if not rows:
        raise Http404
    is_one = len(rows) == 1
    compares = is_one and "with" in request.GET
    fetch(interview, [row for row in rows if whole or compares or not is_plain(row.told, interview)])
    if is_one and rows[0].version is None:
        rows[0].version = content(rows[0].told.version)
    shared = _shared(request, interview, rows, in_full=is_one or whole)
    beside = _beside_one(request, interview, rows[0], len(everything)) if is_one else {}
    page = _page(request, interview, shared | beside, one=is_one, alone=position is not None, in_full=is_one or whole)
    return {
        **shared,
        **beside,
        "whole": whole,
        "is_folded": not page.in_full,
        "rows": rows,
        "items": _joined([review_items.item(row, page) for row in rows]),
        "list": _joined([review_items.listed(row, page, position) for row in everything])
        if len(everything) > 1
        else "",
        **(_what_next(request, rows) if position is None else {}),
    }


def one(request: SignedInRequest, interview: Interview, answer: Answer) -> dict[str, Any]:
    """Of one question what its review shows, for a page that goes on from there (practice/revealed.html)."""
    row = next(row for row in rows_of(interview, answer.position) if row.told.pk == answer.pk)
    row.pace, row.version = None, content(answer.version_id)
    answer.version = row.version
    fetch(interview, [] if is_plain(row.told, interview) else [row])
    shared = _shared(request, interview, [row], in_full=True)
    page = _page(request, interview, shared, one=False, alone=False, in_full=True)
    values = page.values(row.told)
    return {
        **shared,
        "row": row,
        "answer": row.answer or answer,
        "blocks": {
            "answer": review_items.answer(row, page, values),
            "points": review_items.points(row, page, values),
            "reference": review_items.reference(row, page),
        },
    }


def fetch(interview: Interview, rows: Sequence[Reviewed]) -> None:
    """Put at hand what the answers of these are made of; what none of them has costs no query."""

    def if_any(has: bool, found: QuerySet[Any]) -> QuerySet[Any]:
        return found if has else found.none()

    if not rows:
        return
    by_answer = {row.told.pk: row for row in rows}
    answers = interview.answers.filter(pk__in=by_answer).select_related("version__task", "version__question", "story")
    told = [row.told for row in rows]
    boxes = [part for each in told for part in each.parts]
    comments = if_any(any(each.has_comments for each in told), MentorComment.objects.all())
    unused = if_any(any(part.has_unused for part in boxes), ReceivedText.objects.unused())
    runs = if_any(any(part.is_code and not part.is_blank for part in boxes), Run.objects.defer("code"))
    recordings = if_any(any(each.has_recordings for each in told), Recording.objects.all())
    answers = answers.prefetch_related(
        Prefetch("parts", Part.objects.order_by("position")),
        Prefetch("parts__received_texts", unused, to_attr="unused"),
        Prefetch("parts__runs", runs),
        Prefetch("recordings", recordings),
        Prefetch("mentor_comments", comments),
    )
    for answer in answers:
        row = by_answer[answer.pk]
        row.answer, row.version = answer, answer.version
        for part in answer.parts.all():
            part.marked_html = row.marked.get(part.pk, "")  # type: ignore[attr-defined]


def _page(
    request: SignedInRequest, interview: Interview, rest: dict[str, Any], *, one: bool, alone: bool, in_full: bool
) -> Page:
    return Page(
        interview=interview,
        csrf_token=get_token(request),
        today_ends=day_end(request.arrived_at),
        one=one,
        alone=alone,
        in_full=in_full,
        rest=rest,
    )


def _joined(items: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(items))


def _shared(
    request: SignedInRequest, interview: Interview, rows: Sequence[Reviewed], *, in_full: bool
) -> dict[str, Any]:
    """What is told of the page as a whole, and what the blocks in full ask for."""
    answers = [row.answer for row in rows if row.answer]
    return {
        "interview": interview,
        "answers": [row.told for row in rows],
        "in_full": answers,
        "transcription": transcripts.offer(request.user, now=request.arrived_at),
        "has_maths": any(row.told.has_maths for row in rows),
        "has_diagram": any(row.drawings or (row.version and row.version.has_diagram) for row in rows),
        "has_code": code_review.add_to(answers, compares=in_full),
        **_stories(request, answers),
    }


def _stories(request: SignedInRequest, answers: Sequence[Answer]) -> dict[str, object]:
    """One's stories, where the interview asked for any; each answer then knows the use of its own."""
    told = [answer for answer in answers if answer.is_story]
    if not told:
        return {}
    uses = stories.uses(request.user)
    for answer in told:
        answer.story_use = uses.get(answer.story_id or 0)  # type: ignore[attr-defined]
    return {"stories": list(request.user.stories.all())}


def _what_next(request: SignedInRequest, rows: Sequence[Reviewed]) -> dict[str, object]:
    categories = sorted({row.told.category for row in rows})
    name = "-".join(["along", *map(str, categories)])
    tips, resources = published.kept(name, lambda: _to_take_along(categories))
    return {
        "tips": tips,
        "step": next_step.next_step(Now(request.user, now=request.arrived_at)),
        "resources": resources,
    }


def _to_take_along(categories: Sequence[int]) -> tuple[SafeString, SafeString]:
    """The tips, and what to read on these categories, as everybody sees them."""
    resources = [each for each in published.resources() if each.category_id in {None, *categories}]
    return (
        render_to_string("practice/_review_tips.html", {"tips": published.tips()}),
        render_to_string("practice/_review_resources.html", {"resources": resources}),
    )


def _beside_one(request: SignedInRequest, interview: Interview, row: Reviewed, total: int) -> dict[str, object]:
    """What only one question has room for: the way to its neighbours, and one's earlier answers to it."""
    position = row.told.position
    has_earlier = row.told.has_earlier or (total == 1 and _earlier(request, interview, row.told).exists())
    offered = _offered(_earlier(request, interview, row.told)) if has_earlier else []
    wanted = whole_number(request.GET.get("with", ""), digits=18)
    chosen = next((earlier for earlier in offered if earlier.pk == wanted), None)
    if chosen and row.answer:
        points = Prefetch("coverage", PointCoverage.objects.select_related("key_point"))
        prefetch_related_objects([chosen, row.answer], "parts", "recordings", points)
    return {
        "one": row,
        "total": total,
        "previous": position - 1 if position > 1 else None,
        "next": position + 1 if position < total else None,
        "earlier": offered,
        "comparison": comparison.compare(chosen, row.answer) if chosen and row.answer else None,
    }


def _earlier(request: SignedInRequest, interview: Interview, told: ReviewedAnswer) -> AnswerQuerySet:
    return comparison.earlier_answers(request.user, told.question, before=interview.started_at)


def _offered(found: AnswerQuerySet) -> list[Answer]:
    points = found.with_points().order_by(*found.query.order_by)  # which brings an order of its own
    return list(points.select_related("interview", "version__question")[: comparison.MOST_OFFERED])
