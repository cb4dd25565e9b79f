"""The verbs of a review: what a learner says about their own finished answers."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User

from . import scheduling
from .models import Answer, Rating


class StillRunning(Exception):
    """The interview is open: there is nothing to review yet."""


def rate(answer: Answer, rating: Rating) -> None:
    """Take down how well one knew it, and plan when to see the question again. Rating again on the same answer
    corrects that, and the plan with it. Raises StillRunning."""
    if answer.interview.is_open:
        raise StillRunning
    user = answer.interview.user
    with transaction.atomic():
        User.objects.lock(user)  # two ratings of one question plan it one after the other
        answer.rating = rating
        answer.save(update_fields=["rating"])
        scheduling.reschedule(user, answer.version.question)


def tick(answer: Answer, covered: Collection[int]) -> None:
    """Set which key points (by id) the answer covers, in place of the suggestion. Raises StillRunning."""
    if answer.interview.is_open:
        raise StillRunning
    with transaction.atomic():
        answer.coverage.filter(key_point__in=covered).update(covered=True)
        answer.coverage.exclude(key_point__in=covered).update(covered=False)
