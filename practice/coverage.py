"""Which key points answers touch, as the word check (practice.feedback) finds it.

Comparing takes time, so it is done before a lock is taken; storing is done under it, where an answer that was written
to meanwhile is compared once more.
"""

import json
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from questions.models import KeyPoint

from . import feedback, interviewer, reading, sums
from .feedback import Match, Verdict
from .interviewer import Credit
from .models import Answer, Interview, Part, PointCoverage, Recording, joined


class Found(NamedTuple):
    """What the word check says of one key point, as `PointCoverage` stores it."""

    answer_id: int
    key_point_id: int
    suggested: bool = False
    perhaps: bool = False
    covered: bool = False
    nudged: bool = False
    evidence: str = ""


_PUT = """
    INSERT INTO practice_pointmark (answer_id, key_point_id, suggested, perhaps, covered, nudged, evidence)
    {rows}
    ON CONFLICT (answer_id, key_point_id) DO UPDATE SET
        suggested = excluded.suggested, perhaps = excluded.perhaps, covered = excluded.covered,
        nudged = excluded.nudged, evidence = excluded.evidence
"""
_PUT_ALL = _PUT.format(
    rows="""
    SELECT (point->>0)::bigint, (point->>1)::bigint, (point->>2)::boolean, (point->>3)::boolean, (point->>4)::boolean,
        (point->>5)::boolean, point->>6
    FROM json_array_elements(%s::json) AS point
    """
)
_PUT_ALL_AND_ADD_UP = f"""
    WITH marks AS ({_PUT_ALL} RETURNING answer_id, key_point_id, suggested, covered, confirmed, nudged)
    {sums.PUT}
""".format(
    added_up=f"""
        SELECT marks.answer_id, {sums.ADDED_UP}
        FROM marks JOIN questions_keypoint point ON point.id = marks.key_point_id
        GROUP BY marks.answer_id
    """  # noqa: S608
)
_PUT_ONE = _PUT.format(rows="VALUES (%s, %s, %s, %s, %s, %s, %s)")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the word check says of one answer, as it was with these revisions of its parts and these transcripts."""

    revisions: tuple[int, ...]
    transcripts: tuple[int, ...]
    points: list[Found]


def suggest(interview: Interview, *, positions: Container[int] | None = None) -> dict[int, Suggestion]:
    """Compare the answers by their ids: those at the positions given, else all but those that were compared when their
    reference was shown. Writes nothing."""
    asked = [
        answer
        for answer in reading.every(interview, recordings=_may_be_spoken(interview))
        if (answer.revealed_at is None if positions is None else answer.position in positions)
    ]
    points: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    told = KeyPoint.objects.filter(version__in=[answer.version_id for answer in asked]).order_by("version", "position")
    for version, pk, text in told.values_list("version", "pk", "text"):
        points[version].append((pk, text))
    return {answer.pk: _suggestion(answer, points[answer.version_id]) for answer in asked}


def store(interview: Interview, suggestions: dict[int, Suggestion]) -> None:
    """Put suggestions in place of earlier ones, and add them up, under the interview's lock.

    By hand, since an interview has hundreds of points: the ORM takes longer to make and to write an object of each than
    the database to store them. `tests/practice/test_coverage.py` reads them with the ORM.
    """
    outdated = _outdated(interview, suggestions)
    if outdated:
        suggestions = suggestions | suggest(interview, positions=outdated)
    found = [point for suggestion in suggestions.values() for point in suggestion.points]
    to_add_up = [answer for answer, suggestion in suggestions.items() if not suggestion.points]
    if found:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_PUT_ALL_AND_ADD_UP, [json.dumps(found)])
            else:
                cursor.executemany(_PUT_ONE, found)
                to_add_up = list(suggestions)
    sums.add_up(to_add_up)


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
    sums.add_up(suggestions)


def _may_be_spoken(interview: Interview) -> bool:
    """Whether there can be recordings: what was brought in is believed in nothing."""
    return interview.speak_first or interview.imported_at is not None


def _suggestion(answer: Answer, points: list[tuple[int, str]]) -> Suggestion:
    return Suggestion(
        revisions=tuple(part.revision for part in answer.said),
        transcripts=tuple(recording.transcript.pk for recording in answer.recordings.all() if recording.transcribed),
        points=_points(answer, points),
    )


def _points(answer: Answer, points: list[tuple[int, str]]) -> list[Found]:
    if answer.is_story:  # it hardly uses the words of its rubric, so nothing is looked for
        return [Found(answer.pk, pk) for pk, _ in points]
    texts = [text for _, text in points]
    first, replies = joined(answer.first), joined(answer.replies)
    unprompted = feedback.match(answer.version.prompt, texts, first)
    in_the_end = feedback.match(answer.version.prompt, texts, f"{first}\n{replies}") if replies else unprompted
    return [_found(answer.pk, pk, *each) for (pk, _), *each in zip(points, unprompted, in_the_end, strict=True)]


def _found(answer: int, key_point: int, unprompted: Match, in_the_end: Match) -> Found:
    how = interviewer.credit(unprompted, in_the_end)
    return Found(
        answer_id=answer,
        key_point_id=key_point,
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
    if _may_be_spoken(interview):
        heard = Recording.objects.transcribed().filter(answer__interview=interview)
        for answer, transcript in heard.values_list("answer", "transcript"):
            transcripts[answer] += (transcript,)
    return [
        positions[answer]
        for answer, told in suggestions.items()
        if (told.revisions, told.transcripts) != (revisions[answer], transcripts[answer])
    ]
