"""Which key points answers touch, as the word check (practice.feedback) suggests it.

Comparing takes time, so it is done before a lock is taken; storing is done under it, where an answer that was written
to meanwhile is compared once more.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from questions.content import Point
from questions.models import KeyPoint

from . import interviewer
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
        update_fields=["suggested", "covered", "nudged"],
    )


def store_again(interview: Interview, suggestions: dict[int, Suggestion]) -> None:
    """As `store`, when the learner may have ticked by now: what they corrected stays as they put it."""
    points = PointCoverage.objects.filter(answer__in=suggestions)
    before = list(points)
    store(interview, suggestions)
    covered_now = set(points.filter(covered=True).values_list("pk", flat=True))
    own = [each for each in before if each.covered != each.suggested or (each.covered and each.pk in covered_now)]
    PointCoverage.objects.bulk_update(own, ["covered", "nudged"])


def _suggestion(answer: Answer) -> Suggestion:
    points = list(answer.version.key_points.all())
    return Suggestion(
        revisions=tuple(part.revision for part in answer.said),
        transcripts=tuple(recording.transcript.pk for recording in answer.recordings.all() if recording.transcribed),
        points=[
            PointCoverage(
                answer=answer,
                key_point=point,
                suggested=how != Credit.NOT_SAID,
                covered=how != Credit.NOT_SAID,
                nudged=how == Credit.NUDGED,
            )
            for point, how in zip(points, _credit(answer, points), strict=True)
        ],
    )


def _credit(answer: Answer, points: list[KeyPoint]) -> list[Credit]:
    """A story hardly uses the words of its rubric, so of stories nothing is suggested."""
    if answer.is_story:
        return [Credit.NOT_SAID] * len(points)
    told = [Point(text=point.text, weight=point.weight) for point in points]
    first, replies = joined(answer.first), joined(answer.replies)
    return interviewer.credit(told, answer.version.prompt, first=first, replies=replies)


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
