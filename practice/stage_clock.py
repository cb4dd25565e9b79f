"""The verb of the stage clock: book. Decision 26 says why so.

The server knows when a question came onto the screen and when each text of it arrived. The time between one arrival and
the next belongs to the stage that the next one is of. Nothing is taken on a page's word, and together the stages never
have more than the question had.
"""

from collections.abc import Iterable
from datetime import datetime

from .interviews import locked
from .models import IN_STAGES, Answer, Interview, Part


def book(interview: Interview, written: Iterable[Part], *, now: datetime) -> None:
    """Book the time since the booking before, or since the question came onto the screen, to what was just written.

    Several parts share it evenly: a page without scripts sends all of them at once. Without a clock nobody counts.
    """
    written = [part for part in written if part.role in IN_STAGES]
    if not written or interview.deadline is None:
        return
    with locked(interview):
        answer = Answer.objects.get(pk=written[0].answer_id)
        if answer.position != interview.current_position:
            return  # an unsent text of a question that was left
        since, until = max(interview.current_since, answer.booked_until or interview.current_since), now
        seconds = _whole(min(until, interview.deadline)) - _whole(since)
        if seconds <= 0:
            return
        answer.booked_until = until
        answer.save(update_fields=["booked_until"])
        share, rest = divmod(seconds, len(written))
        booked = dict(Part.objects.filter(pk__in=[part.pk for part in written]).values_list("pk", "seconds"))
        for place, part in enumerate(written):
            part.seconds = booked[part.pk] + share + (rest if place == 0 else 0)
            part.save(update_fields=["seconds"])


def _whole(moment: datetime) -> int:
    """Whole seconds, so that what short spans lose is not lost: the next one begins where this one ends."""
    return int(moment.timestamp())
