"""Which questions an interview gets."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Avg, Max, OuterRef, QuerySet, Subquery

from accounts.models import User
from questions.models import Difficulty, Question

from .models import Answer, Pool, Section


class NotEnoughQuestions(Exception):
    """The bank cannot fill a section: `found` questions fit where `section.count` are asked for."""

    def __init__(self, section: Section, found: int) -> None:
        super().__init__(f"{section}: {found} of {section.count}")
        self.section = section
        self.found = found


def choose(user: User, sections: Iterable[Section], *, now: datetime, rng: random.Random) -> list[Question]:
    """Draw the questions of an interview, section by section, none twice.

    Questions that this learner has not been asked come first, then those asked longest ago, so that nothing is
    repeated while unseen ones remain. Raises NotEnoughQuestions.
    """
    chosen: list[Question] = []
    for section in sections:
        taken = {question.pk for question in chosen}
        fitting = [question for question in _fitting(user, section, now) if question.pk not in taken]
        if len(fitting) < section.count:
            raise NotEnoughQuestions(section, len(fitting))
        chosen += sorted(_draw(fitting, section, rng), key=_from_easy_to_hard)
    return chosen


def available(user: User, section: Section, *, now: datetime) -> int:
    """How many questions fit a section for this learner today."""
    return _fitting(user, section, now).count()


def _fitting(user: User, section: Section, now: datetime) -> QuerySet[Question]:
    mine = Answer.objects.filter(interview__user=user, version__question=OuterRef("pk"))
    asked = mine.order_by().values("version__question")
    questions = (
        Question.objects.published()
        .only("pk", "difficulty", "minutes", "current_id")
        .annotate(
            last_asked=Subquery(asked.annotate(last=Max("interview__started_at")).values("last")),
            usual_rating=Subquery(asked.annotate(usual=Avg("rating")).values("usual")),
        )
    )
    if section.category_id:
        questions = questions.filter(category=section.category_id)
    if section.kind:
        questions = questions.filter(kind=section.kind)
    if section.difficulty:
        questions = questions.filter(difficulty=section.difficulty)
    if section.pool == Pool.UNSEEN:
        questions = questions.filter(last_asked=None)
    elif section.pool == Pool.WEAKEST:
        questions = questions.exclude(last_asked=None)
    elif section.pool == Pool.DUE:
        questions = questions.filter(cards__in=user.cards.due(now))
    return questions


def _draw(fitting: list[Question], section: Section, rng: random.Random) -> Sequence[Question]:
    rng.shuffle(fitting)
    if section.pool == Pool.WEAKEST:
        fitting.sort(key=lambda question: question.usual_rating or 0)
    else:
        fitting.sort(key=lambda question: question.last_asked.timestamp() if question.last_asked else 0)
    return fitting[: section.count]


def _from_easy_to_hard(question: Question) -> int:
    return Difficulty.values.index(question.difficulty)
