"""When to see a question again: FSRS, the algorithm that Anki uses, by its reference implementation."""

from collections.abc import Iterable
from datetime import datetime

import fsrs

from accounts.models import User
from questions.models import Question

from .models import Answer, Card, Rating

# No fuzz: the same answers give the same dates. No minute-long learning steps: people come back by the day.
_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def plan(recalls: Iterable[tuple[Rating, datetime]]) -> fsrs.Card:
    """Where a question stands after having been recalled so well at these moments, earliest first."""
    card = fsrs.Card(card_id=0)
    for rating, at in recalls:
        card, _ = _SCHEDULER.review_card(card, fsrs.Rating(rating), review_datetime=at)
    return card


def reschedule(user: User, question: Question) -> Card:
    """Put a question's card where this learner's rated answers to it say, making the card at the first.

    It is computed from all of them each time, so that a rating corrected later, or given late, or to an earlier
    answer, moves the schedule as if it had been said at once. An answer counts as of the end of its interview.
    """
    rated = Answer.objects.filter(interview__user=user, version__question=question, rating__isnull=False)
    rows = rated.order_by("interview__finished_at", "pk").values_list("rating", "interview__finished_at")
    planned = plan((Rating(rating), at) for rating, at in rows if rating and at)
    card, _ = Card.objects.update_or_create(
        user=user,
        question=question,
        defaults={
            "state": planned.state.value,
            "step": planned.step,
            "stability": planned.stability,
            "difficulty": planned.difficulty,
            "due": planned.due,
            "last_review": planned.last_review,
        },
    )
    return card
