"""When to see a question again: FSRS, the algorithm that Anki uses, by its reference implementation.

The package counts days of 24 hours. People come back by the day: who practises in the evening and again the next
morning has slept over it, and a day has 23 hours now and then. So each moment is told to the package as the noon of its
day by the learner's own calendar, and a card is due at a noon: the day counts, never the hour.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Protocol

import fsrs
from django.utils import timezone

from accounts.models import User
from questions.models import Question

from .models import Answer, Card, Rating

# No fuzz: the same answers give the same dates. No minute-long learning steps: people come back by the day.
_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

type Recall = tuple[Rating, datetime]
"""How well a question was known, and when."""


def plan(recalls: Iterable[Recall]) -> fsrs.Card:
    """Where a question stands after having been recalled so well at these moments, earliest first; its times are those
    of the package, which stand for days."""
    card = fsrs.Card(card_id=0)
    for rating, at in recalls:
        card, _ = _SCHEDULER.review_card(card, fsrs.Rating(rating), review_datetime=_noon(timezone.localdate(at)))
    return card


def due_after(recalls: Iterable[Recall]) -> datetime:
    """When a question comes again after these recalls, in any order: the noon of its day in the current time zone."""
    return _by_the_clock(plan(sorted(recalls, key=lambda recall: recall[1])))


def previews(answer: Answer, *, at: datetime) -> dict[Rating, datetime]:
    """When the question would come again after each rating of this answer. `at` is when it was known so well."""
    before = _recalls(answer.interview.user, answer.version.question, answer)
    return {rating: due_after([*before, (rating, at)]) for rating in Rating}


class Remembered(Protocol):
    """What tells how well a question is remembered: a card, or as much of it."""

    @property
    def stability(self) -> float | None: ...
    @property
    def last_review(self) -> datetime | None: ...


def recall_chance(card: Remembered, *, now: datetime) -> float:
    """How likely it is, from 0 to 1, that the learner still knows the question: FSRS's retrievability. The longer ago
    it was met, measured by its stability, the lower."""
    if not (card.last_review and card.stability):
        return 0.0
    met = fsrs.Card(card_id=0, stability=card.stability, last_review=_noon(timezone.localdate(card.last_review)))
    return float(_SCHEDULER.get_card_retrievability(met, _noon(timezone.localdate(now))))


def reschedule(user: User, question: Question) -> Card | None:
    """Put a question's card where this learner's rated answers to it say, making the card at the first. Without any,
    there is none.

    It is computed from all of them each time, so that a rating corrected later, or given late, or to an earlier
    answer, or taken back, moves the schedule as if that had been said at once. An answer counts as of the moment at
    which its reference was shown, which else is the end of its interview.
    """
    recalls = _recalls(user, question)
    if not recalls:
        user.cards.filter(question=question).delete()
        return None
    planned = plan(recalls)
    card, _ = Card.objects.update_or_create(
        user=user,
        question=question,
        defaults={
            "state": planned.state.value,
            "step": planned.step,
            "stability": planned.stability,
            "difficulty": planned.difficulty,
            "due": _by_the_clock(planned),
            "last_review": recalls[-1][1],
        },
    )
    return card


def _recalls(user: User, question: Question, but: Answer | None = None) -> list[Recall]:
    """What was said of a question in all, earliest first, `but` of that answer."""
    rated = Answer.objects.rated().filter(interview__user=user, version__question=question)
    if but:
        rated = rated.exclude(pk=but.pk)
    rows = rated.order_by("known_at", "pk").values_list("rating", "known_at")  # type: ignore[misc]
    return [(Rating(rating), at) for rating, at in rows if rating]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _by_the_clock(planned: fsrs.Card) -> datetime:
    return timezone.make_aware(datetime.combine(planned.due.date(), time(12)))
