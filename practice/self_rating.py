"""The verbs of a review: what a learner says about their own finished answers."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from . import scheduling
from .models import Answer, Rating


class StillRunning(Exception):
    """The interview is open: there is nothing to review yet."""


def rate(answer: Answer, rating: Rating, *, now: datetime) -> None:
    """Take down how well one knew it, and plan when to see the question again. Rating again on the same answer
    corrects that; only the first moves the schedule. Raises StillRunning."""
    if answer.interview.is_open:
        raise StillRunning
    with transaction.atomic():
        answer.refresh_from_db(fields=["rating"], from_queryset=Answer.objects.select_for_update())
        first = answer.rating is None
        answer.rating = rating
        answer.save(update_fields=["rating"])
        if first:
            scheduling.repeat(answer.interview.user, answer.version.question, rating, now=now)


def tick(answer: Answer, covered: Collection[int]) -> None:
    """Set which key points (by id) the answer covers, in place of the suggestion. Raises StillRunning."""
    if answer.interview.is_open:
        raise StillRunning
    with transaction.atomic():
        answer.coverage.filter(key_point__in=covered).update(covered=True)
        answer.coverage.exclude(key_point__in=covered).update(covered=False)
