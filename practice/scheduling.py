"""When to see a question again: FSRS, the algorithm that Anki uses, by its reference implementation."""

from datetime import datetime

import fsrs

from accounts.models import User
from questions.models import Question

from .models import Card, Rating

# No fuzz: the same answers give the same dates. No minute-long learning steps: people come back by the day.
_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def repeat(user: User, question: Question, rating: Rating, *, now: datetime) -> Card:
    """Move a question's card by one rating, making the card at the first."""
    card = Card.objects.filter(user=user, question=question).first() or Card(user=user, question=question, due=now)
    known = fsrs.Card(
        card_id=question.pk,
        state=fsrs.State(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )
    moved, _ = _SCHEDULER.review_card(known, fsrs.Rating(rating), review_datetime=now)
    card, _ = Card.objects.update_or_create(
        user=user,
        question=question,
        defaults={
            "state": moved.state.value,
            "step": moved.step,
            "stability": moved.stability,
            "difficulty": moved.difficulty,
            "due": moved.due,
            "last_review": moved.last_review,
        },
    )
    return card
