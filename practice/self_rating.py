"""The verbs of a review: what a learner says about their own finished answers, each in its turn (practice.acts)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from . import bookmarks, scheduling, sums
from .acts import PLAIN, Act, Control, taking
from .models import Answer, PointCoverage, Rating


class StillRunning(Exception):
    """The answer is still being written: there is nothing to review yet."""


def rate(answer: Answer, rating: Rating | None, *, act: Act = PLAIN) -> None:
    """Take down how well one knew it, and plan when to see the question again. Rating again on the same answer
    corrects that, and the plan with it; None takes it back, as if it had not been said. Raises StillRunning and
    acts.Superseded."""
    _check(answer)
    # Under the person's lock: two ratings of one question plan it one after the other.
    with taking(answer, Control.RATING, act) as is_next:
        if is_next:
            answer.rating = rating
            answer.save(update_fields=["rating"])
            scheduling.reschedule(answer.interview.user, answer.version.question)


def tick_components(
    answer: Answer, drawn: Collection[str], *, touched: Collection[str] | None = None, act: Act = PLAIN
) -> None:
    """Set which components of the reference diagram one had, too: all of them, or those `touched` alone. Raises
    StillRunning and acts.Superseded."""
    _check(answer)
    with taking(answer, Control.COMPONENTS, act) as is_next:
        if is_next:
            answer.refresh_from_db(fields=["drawn"])
            stays = set(answer.drawn) if touched is not None else set()
            now = (stays - set(touched or ())) | set(drawn if touched is None else set(drawn) & set(touched))
            answer.drawn = [component for component in answer.version.components if component in now]
            answer.save(update_fields=["drawn"])


def tick(
    answer: Answer,
    covered: Collection[int],
    *,
    confirmed: Collection[int] | None = (),
    nudged: Collection[int] = (),
    evidence: Mapping[int, str] = MappingProxyType({}),
    touched: Collection[int] | None = None,
    act: Act = PLAIN,
) -> None:
    """Set which key points (by id) the answer covers, in place of what the word check found; which of these took the
    interviewer's nudge; and, of those named, the own sentence that shows it. Of all points, or of those `touched`
    alone: then what was ticked elsewhere meanwhile stays. Raises StillRunning and acts.Superseded.

    What changes by that is the learner's word, and so are the points in `confirmed`, as they stand now; None are all.
    """
    _check(answer)
    sentences = set(answer.sentences) if evidence else set()
    with taking(answer, Control.POINTS, act) as is_next:
        if not is_next:
            return
        points = list(answer.coverage.select_for_update())
        for point in points:
            pk, was = point.key_point_id, (point.covered, point.nudged)
            if touched is None or pk in touched:
                point.covered = pk in covered
                point.nudged = point.covered and pk in nudged
                if pk in evidence:
                    point.evidence = evidence[pk] if point.covered and evidence[pk] in sentences else ""
            point.confirmed |= confirmed is None or pk in confirmed or was != (point.covered, point.nudged)
        PointCoverage.objects.bulk_update(points, ["covered", "confirmed", "nudged", "evidence"])
        sums.add_up([answer.pk])


def write_notes(answer: Answer, *, text: str, based_on: str, now: datetime, act: Act = PLAIN) -> str:
    """Store one's notes on the question, and tell how they stand now (practice.bookmarks): what was written elsewhere
    meanwhile stays. Raises StillRunning and bookmarks.NotesTooLong."""
    _check(answer)
    with taking(answer, Control.NOTES, act, merges=True) as is_next:
        if is_next:
            user, question = answer.interview.user, answer.version.question
            bookmarks.write_notes(user, question, text=text, based_on=based_on, now=now)
    stands = answer.interview.user.notes.filter(question=answer.version.question).first()
    return stands.text if stands else ""


def _check(answer: Answer) -> None:
    if not answer.is_revealed:
        raise StillRunning
