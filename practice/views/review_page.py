"""What the review shows: all questions of an interview, or one of them with more room and what one did before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.http import Http404
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.http import SignedInRequest, whole_number
from practice import comparison, evidence, next_step, pace, stages, stories, transcripts
from practice.models import (
    Answer,
    AnswerQuerySet,
    Interview,
    MentorComment,
    Part,
    PointCoverage,
    Rating,
    ReceivedText,
    Recording,
    Run,
    comes_again,
    day_end,
)
from practice.next_step import Now
from questions import published

from . import code_review


@dataclass(kw_only=True)
class Reviewed:
    """An answer as the review shows it; each thing is worked out once, however often the page asks."""

    answer: Answer
    pace: pace.Pace | None

    @cached_property
    def steps(self) -> list[stages.Step]:
        return stages.steps(self.answer, self.pace.share if self.pace else None)

    @cached_property
    def points(self) -> list[PointCoverage]:
        """Each with its ids as texts, which pages put together faster than numbers."""
        points = list(self.answer.coverage.all())
        for point in points:
            point.own_id, point.touches = str(point.pk), str(point.key_point_id)  # type: ignore[attr-defined]
        return points

    @cached_property
    def unstaged(self) -> list[Part]:
        """The parts outside stages that there is anything to show of; of an answer that is blank, the first."""
        shown = [
            part
            for part in self.answer.unstaged
            if not part.is_blank or part.unused or part.line_html  # type: ignore[attr-defined]
        ]
        return shown or ([] if self.steps else self.answer.unstaged[:1])

    @cached_property
    def chooses_evidence(self) -> bool:
        """Whether one says oneself which sentence shows a point."""
        return self.answer.is_story and not self.answer.is_blank

    @cached_property
    def only_lists(self) -> bool:
        return not self.answer.is_story and self.answer.only_lists

    @cached_property
    def drawings(self) -> list[Part]:
        return self.answer.drawings

    @cached_property
    def has_replies(self) -> bool:
        return bool(self.answer.replies)

    @cached_property
    def sentences(self) -> list[str]:
        return self.answer.sentences

    def mark_evidence(self) -> None:
        """Mark one's own words where they are evidence; each point then knows whether its sentence is to be shown
        (`is_shown`) and whether it is marked in a text (`is_marked`)."""
        points = {point.key_point.position: point for point in self.points}
        sought = {place: point.evidence for place, point in points.items() if point.evidence}
        for point in self.points:
            point.is_shown = bool(point.evidence) and (point.covered or point.asks)  # type: ignore[attr-defined]
        for part in self.answer.said:
            if part.is_blank or part.is_code or part.is_sketch:
                continue
            cut = evidence.stretches(part.text, sought)
            part.marked_html = _marked(cut, points)  # type: ignore[attr-defined]
            for place in {place for stretch in cut for place in stretch.begins}:
                points[place].is_marked = True  # type: ignore[attr-defined]
                del sought[place]


def marked(answer: Answer) -> list[PointCoverage]:
    """The points of an answer that there is evidence of, as the review shows it."""
    row = Reviewed(answer=answer, pace=None)
    row.mark_evidence()
    return [point for point in row.points if point.evidence]


def _marked(cut: Sequence[evidence.Stretch], points: Mapping[int, PointCoverage]) -> SafeString:
    """A text with its evidence marked. Each mark is where its points lead to, and leads back to them."""
    return format_html_join("", "{}", ((_mark(stretch, points) if stretch.shows else stretch.text,) for stretch in cut))


def _mark(stretch: evidence.Stretch, points: Mapping[int, PointCoverage]) -> SafeString:
    shown = [points[place] for place in stretch.begins]
    begins = format_html_join("", '<span id="said-{}"></span>', ((point.pk,) for point in shown))
    back = format_html_join(
        "",
        '<a href="#point-{}" aria-label="for key point {}"><sup>{}</sup></a>',
        ((point.pk, point.key_point.position, point.key_point.position) for point in shown),
    )
    kind = "evidence is-open" if not any(points[place].covered for place in stretch.shows) else "evidence"
    return format_html('<mark class="{}">{}{}{}</mark>', kind, begins, stretch.text, back)


def listed(interview: Interview) -> AnswerQuerySet:
    """An interview's answers with all that the list of its questions tells, and nothing that they say."""
    return interview.answers.with_points().annotate(title=F("version__title"))


def shown(request: SignedInRequest, interview: Interview) -> AnswerQuerySet:
    """An interview's answers with all that the review tells of them, and what is the person's own beside each."""
    return (
        listed(interview)
        .select_related("version__task", "version__question__category", "story", "opinion")
        .annotate(
            current_number=F("version__question__current__number"),
            comes_again=comes_again(request.user),
            question_notes=Subquery(
                request.user.notes.filter(question=OuterRef("version__question")).values("text")[:1]
            ),
            has_recordings=Exists(Recording.objects.filter(answer=OuterRef("pk"))),
            has_unused=Exists(ReceivedText.objects.unused().filter(part__answer=OuterRef("pk"))),
            has_earlier=Exists(
                comparison.earlier_answers(request.user, OuterRef("version__question"), before=interview.started_at)
            ),
            has_comments=Exists(MentorComment.objects.filter(answer=OuterRef("pk"))),
            has_runs=Exists(Run.objects.filter(part__answer=OuterRef("pk"))),
        )
    )


def fetch_parts(answers: Sequence[Answer]) -> None:
    """Put at hand what the answers are made of; what none of them has costs no query."""

    def if_any(name: str, found: QuerySet[Any]) -> QuerySet[Any]:
        return found if any(getattr(answer, name) for answer in answers) else found.none()

    prefetch_related_objects(
        answers,
        Prefetch("coverage", PointCoverage.objects.select_related("key_point", "opinion")),
        Prefetch("mentor_comments", if_any("has_comments", MentorComment.objects.all())),
        Prefetch("parts__received_texts", if_any("has_unused", ReceivedText.objects.unused()), to_attr="unused"),
        Prefetch("parts__runs", if_any("has_runs", Run.objects.defer("code"))),
        Prefetch("recordings", if_any("has_recordings", Recording.objects.all())),
    )


def context(request: SignedInRequest, interview: Interview, position: int | None) -> dict[str, object]:
    """For practice/review.html: of all questions, or of the one at `position`. Raises Http404."""
    found = shown(request, interview)
    answers = list(found if position is None else found.filter(position=position))
    if not answers:
        raise Http404
    fetch_parts(answers)
    everything = answers if position is None else list(listed(interview))
    rows = [Reviewed(answer=answer, pace=pace_of(interview, answer, everything)) for answer in answers]
    for row in rows:
        row.mark_evidence()
    return {
        **_of_rows(request, interview, rows),
        "alone": position is not None,
        "listed": [(answer, pace_of(interview, answer, everything)) for answer in everything],
        **(_beside_one(request, interview, rows[0], len(everything)) if len(rows) == 1 else {}),
        **(_what_next(request, answers) if position is None else {}),
    }


def one(request: SignedInRequest, interview: Interview, position: int) -> dict[str, Any]:
    """Of one question what its review shows, for a page that goes on from there (practice/revealed.html)."""
    answers = list(shown(request, interview).filter(position=position))
    fetch_parts(answers)
    rows = [Reviewed(answer=answer, pace=None) for answer in answers]
    for row in rows:
        row.mark_evidence()
    return _of_rows(request, interview, rows)


def _of_rows(request: SignedInRequest, interview: Interview, rows: Sequence[Reviewed]) -> dict[str, Any]:
    answers = [row.answer for row in rows]
    return {
        "interview": interview,
        "answers": answers,
        "rows": rows,
        "ratings": Rating.choices,
        "transcription": transcripts.offer(request.user, now=request.arrived_at),
        "today_ends": day_end(request.arrived_at),
        "has_maths": any(answer.version.has_maths for answer in answers),
        "has_diagram": any(row.answer.version.has_diagram or row.drawings for row in rows),
        "has_code": code_review.add_to(answers),
        **_stories(request, answers),
    }


def pace_of(interview: Interview, answer: Answer, answers: Sequence[Answer]) -> pace.Pace | None:
    return pace.pace(interview, answer, answers, now=interview.started_at)


def _stories(request: SignedInRequest, answers: Sequence[Answer]) -> dict[str, object]:
    """One's stories, where the interview asked for any; each answer then knows the use of its own."""
    told = [answer for answer in answers if answer.is_story]
    if not told:
        return {}
    uses = stories.uses(request.user)
    for answer in told:
        answer.story_use = uses.get(answer.story_id or 0)  # type: ignore[attr-defined]
    return {"stories": list(request.user.stories.all())}


def _what_next(request: SignedInRequest, answers: Sequence[Answer]) -> dict[str, object]:
    categories = {answer.version.question.category_id for answer in answers}
    return {
        "tips": published.tips(),
        "step": next_step.next_step(Now(request.user, now=request.arrived_at)),
        "resources": [each for each in published.resources() if each.category_id in {None, *categories}],
    }


def _beside_one(request: SignedInRequest, interview: Interview, row: Reviewed, total: int) -> dict[str, object]:
    """What only one question has room for: the way to its neighbours, and one's earlier answers to it."""
    answer = row.answer
    answer.interview = interview
    offered = _earlier(request, answer) if answer.has_earlier else []  # type: ignore[attr-defined]
    wanted = whole_number(request.GET.get("with", ""), digits=18)
    chosen = next((earlier for earlier in offered if earlier.pk == wanted), None)
    if chosen:
        prefetch_related_objects(
            [chosen], "parts", "recordings", Prefetch("coverage", PointCoverage.objects.select_related("key_point"))
        )
    return {
        "one": row,
        "total": total,
        "previous": answer.position - 1 if answer.position > 1 else None,
        "next": answer.position + 1 if answer.position < total else None,
        "earlier": offered,
        "comparison": comparison.compare(chosen, answer) if chosen else None,
    }


def _earlier(request: SignedInRequest, answer: Answer) -> list[Answer]:
    question, before = answer.version.question_id, answer.interview.started_at
    found = comparison.earlier_answers(request.user, question, before=before)
    points = found.with_points().order_by(*found.query.order_by)  # which brings an order of its own
    return list(points.select_related("interview", "version__question")[: comparison.MOST_OFFERED])
