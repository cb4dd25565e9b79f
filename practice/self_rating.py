"""The verbs of a review: what a learner says about their own finished answers, each in its turn (practice.acts)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from . import bookmarks, scheduling
from .acts import PLAIN, Act, Control, taking
from .models import Answer, PointCoverage, Rating


class StillRunning(Exception):
    """The interview is open: there is nothing to review yet."""


def rate(answer: Answer, rating: Rating, *, act: Act = PLAIN) -> None:
    """Take down how well one knew it, and plan when to see the question again. Rating again on the same answer
    corrects that, and the plan with it. Raises StillRunning and acts.Superseded."""
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
    nudged: Collection[int] = (),
    evidence: Mapping[int, str] = MappingProxyType({}),
    touched: Collection[int] | None = None,
    act: Act = PLAIN,
) -> None:
    """Set which key points (by id) the answer covers, in place of the suggestion; which of these took the
    interviewer's nudge; and the own sentence that shows it. Of all points, or of those `touched` alone: then what
    was ticked elsewhere meanwhile stays. Raises StillRunning and acts.Superseded."""
    _check(answer)
    sentences = set(answer.sentences) if evidence else set()
    with taking(answer, Control.POINTS, act) as is_next:
        if not is_next:
            return
        locked = answer.coverage.select_for_update()
        points = [point for point in locked if touched is None or point.key_point_id in touched]
        for point in points:
            point.covered = point.key_point_id in covered
            point.nudged = point.covered and point.key_point_id in nudged
            if (shown := evidence.get(point.key_point_id)) is not None:
                point.evidence = shown if point.covered and shown in sentences else ""
        PointCoverage.objects.bulk_update(points, ["covered", "nudged", "evidence"])


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
    if answer.interview.is_open:
        raise StillRunning
