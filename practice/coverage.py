"""Which key points answers touch, as the word check (practice.feedback) finds it.

Comparing takes time, so it is done before a lock is taken; storing is done under it, where an answer that was written
to meanwhile is compared once more.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from questions.models import KeyPoint

from . import feedback, interviewer
from .feedback import Match, Verdict
from .interviewer import Credit
from .models import Answer, Interview, Part, PointCoverage, Recording, joined


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the word check says of one answer, as it was with these revisions of its parts and these transcripts."""

    revisions: tuple[int, ...]
    transcripts: tuple[int, ...]
    points: list[PointCoverage]


def suggest(interview: Interview, *, positions: Iterable[int] | None = None) -> dict[int, Suggestion]:
    """Compare the answers by their ids: those at the positions given, else all but those that were compared when their
    reference was shown. Writes nothing."""
    answers = interview.answers.select_related("version__question").prefetch_related(
        "parts", "recordings", "version__key_points"
    )
    answers = answers.filter(revealed_at=None) if positions is None else answers.filter(position__in=positions)
    return {answer.pk: _suggestion(answer) for answer in answers}


def store(interview: Interview, suggestions: dict[int, Suggestion]) -> None:
    """Put suggestions in place of earlier ones, under the interview's lock."""
    outdated = _outdated(interview, suggestions)
    if outdated:
        suggestions = suggestions | suggest(interview, positions=outdated)
    PointCoverage.objects.bulk_create(
        [point for suggestion in suggestions.values() for point in suggestion.points],
        update_conflicts=True,
        unique_fields=["answer", "key_point"],
        update_fields=["suggested", "perhaps", "covered", "nudged", "evidence"],
    )


def store_again(interview: Interview, suggestions: dict[int, Suggestion]) -> None:
    """As `store`, when the learner may have ticked by now: what they corrected stays as they put it."""
    points = PointCoverage.objects.filter(answer__in=suggestions)
    before = list(points)
    store(interview, suggestions)
    covered_now = set(points.filter(covered=True).values_list("pk", flat=True))
    kept = [each for each in before if each.is_confirmed or (each.covered and each.pk in covered_now)]
    for each in kept:
        each.confirmed = each.is_confirmed
    PointCoverage.objects.bulk_update(kept, ["covered", "confirmed", "nudged", "evidence"])


def _suggestion(answer: Answer) -> Suggestion:
    return Suggestion(
        revisions=tuple(part.revision for part in answer.said),
        transcripts=tuple(recording.transcript.pk for recording in answer.recordings.all() if recording.transcribed),
        points=_points(answer),
    )


def _points(answer: Answer) -> list[PointCoverage]:
    points = list(answer.version.key_points.all())
    if answer.is_story:  # it hardly uses the words of its rubric, so nothing is looked for
        return [PointCoverage(answer=answer, key_point=point, suggested=False, covered=False) for point in points]
    texts = [point.text for point in points]
    first, replies = joined(answer.first), joined(answer.replies)
    unprompted = feedback.match(answer.version.prompt, texts, first)
    in_the_end = feedback.match(answer.version.prompt, texts, f"{first}\n{replies}") if replies else unprompted
    return [_found(answer, *each) for each in zip(points, unprompted, in_the_end, strict=True)]


def _found(answer: Answer, point: KeyPoint, unprompted: Match, in_the_end: Match) -> PointCoverage:
    how = interviewer.credit(unprompted, in_the_end)
    return PointCoverage(
        answer=answer,
        key_point=point,
        suggested=how != Credit.NOT_SAID,
        perhaps=in_the_end.verdict == Verdict.PERHAPS,
        covered=how != Credit.NOT_SAID,
        nudged=how == Credit.NUDGED,
        evidence=in_the_end.evidence,
    )


def _outdated(interview: Interview, suggestions: dict[int, Suggestion]) -> list[int]:
    """The positions of the answers whose words have changed since they were compared."""
    revisions: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    positions: dict[int, int] = {}
    parts = Part.objects.said().filter(answer__interview=interview).order_by("answer", "position")
    for answer, position, revision in parts.values_list("answer", "answer__position", "revision"):
        revisions[answer] += (revision,)
        positions[answer] = position
    transcripts: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    heard = Recording.objects.transcribed().filter(answer__interview=interview)
    for answer, transcript in heard.values_list("answer", "transcript"):
        transcripts[answer] += (transcript,)
    return [
        positions[answer]
        for answer, told in suggestions.items()
        if (told.revisions, told.transcripts) != (revisions[answer], transcripts[answer])
    ]
