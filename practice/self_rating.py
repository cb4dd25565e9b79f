"""The verbs of a review: what a learner says about their own answers once the reference may be read."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from django.db import transaction

from accounts.models import User

from . import scheduling
from .models import Answer, PointCoverage, Rating


class StillRunning(Exception):
    """The answer is still being written: there is nothing to review yet."""


def rate(answer: Answer, rating: Rating | None) -> None:
    """Take down how well one knew it, and plan when to see the question again. Rating again on the same answer
    corrects that, and the plan with it; None takes it back, as if it had not been said. Raises StillRunning."""
    if not answer.is_revealed:
        raise StillRunning
    user = answer.interview.user
    with transaction.atomic():
        User.objects.lock(user)  # two ratings of one question plan it one after the other
        answer.rating = rating
        answer.save(update_fields=["rating"])
        scheduling.reschedule(user, answer.version.question)


def tick_components(answer: Answer, drawn: Collection[str]) -> None:
    """Set which components of the reference diagram one had, too. Raises StillRunning."""
    if not answer.is_revealed:
        raise StillRunning
    answer.drawn = [component for component in answer.version.components if component in drawn]
    answer.save(update_fields=["drawn"])


def tick(
    answer: Answer,
    covered: Collection[int],
    *,
    confirmed: Collection[int] | None = (),
    nudged: Collection[int] = (),
    evidence: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Set which key points (by id) the answer covers, in place of what the word check found; which of these took the
    interviewer's nudge; and, of those named, the own sentence that shows it. Raises StillRunning.

    What changes by that is the learner's word, and so are the points in `confirmed`, as they stand now; None are all.
    """
    if not answer.is_revealed:
        raise StillRunning
    sentences = set(answer.sentences) if evidence else set()
    with transaction.atomic():
        points = list(answer.coverage.select_for_update())
        for point in points:
            pk, was = point.key_point_id, (point.covered, point.nudged)
            point.covered = pk in covered
            point.nudged = point.covered and pk in nudged
            point.confirmed |= confirmed is None or pk in confirmed or was != (point.covered, point.nudged)
            if pk in evidence:
                point.evidence = evidence[pk] if point.covered and evidence[pk] in sentences else ""
        PointCoverage.objects.bulk_update(points, ["covered", "confirmed", "nudged", "evidence"])
