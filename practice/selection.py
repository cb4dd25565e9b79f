"""Which questions an interview gets."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Max, QuerySet

from accounts.models import User
from questions.models import Difficulty, Question

from .models import Answer, Pool, Section


class NotEnoughQuestions(Exception):
    """The bank cannot fill a section: `found` questions fit where `section.count` are asked for.

    `remedies` say what to relax, each with the number that would fit then.
    """

    def __init__(self, section: Section, found: int, remedies: Sequence["Remedy"]) -> None:
        super().__init__(f"{section}: {found} of {section.count}")
        self.section = section
        self.found = found
        self.remedies = remedies


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One thing to relax in a section; `is_enough` when that alone fills it."""

    words: str
    found: int
    is_enough: bool


@dataclass(frozen=True, kw_only=True)
class Past:
    """A learner's history with one question."""

    last_asked: datetime
    usual_rating: float | None


def choose(user: User, sections: Iterable[Section], *, now: datetime, rng: random.Random) -> list[Question]:
    """Draw the questions of an interview, section by section, none twice.

    Questions that this learner has not been asked come first, then those asked longest ago, so that nothing is
    repeated while unseen ones remain. Sections that want the same questions make room for each other where that
    fills both. Raises NotEnoughQuestions.
    """
    past = _past(user)
    seats = []
    for place, section in enumerate(sections):
        fitting = _ranked(_fitting(user, section, past, now), section, past, rng)
        seats += [_Seat(section=section, place=place, fitting=fitting) for _ in range(section.count)]
    unseen = {question.pk for seat in seats for question in seat.fitting if question.pk not in past}
    _fill(seats, among=unseen)
    _fill(seats, among=None)
    for seat in seats:
        if seat.question is None:
            raise _shortage(user, seat.section, seats, past, now)
    drawn = [(seat.place, seat.question) for seat in seats if seat.question]
    drawn.sort(key=lambda seat: (seat[0], Difficulty.values.index(seat[1].difficulty)))
    return [question for _, question in drawn]


@dataclass
class _Seat:
    """One question still to be found for a section; `fitting` with the best first."""

    section: Section
    place: int
    fitting: list[Question]
    question: Question | None = None


def _fill(seats: Sequence[_Seat], *, among: set[int] | None) -> None:
    """Give each empty seat a question, moving others along where they can (Kuhn's augmenting paths)."""
    holders = {seat.question.pk: seat for seat in seats if seat.question}

    def seat_somebody(seat: _Seat, tried: set[int]) -> bool:
        for question in seat.fitting:
            if question.pk in tried or (among is not None and question.pk not in among):
                continue
            tried.add(question.pk)
            holder = holders.get(question.pk)
            if holder is None or seat_somebody(holder, tried):
                seat.question = question
                holders[question.pk] = seat
                return True
        return False

    for seat in seats:
        if seat.question is None:
            seat_somebody(seat, set())


def _past(user: User) -> dict[int, Past]:
    rows = (
        Answer.objects.filter(interview__user=user)
        .order_by()
        .values_list("version__question")
        .annotate(Max("interview__started_at"), Avg("rating"))
    )
    return {question: Past(last_asked=last, usual_rating=usual) for question, last, usual in rows}


def _fitting(user: User, section: Section, past: dict[int, Past], now: datetime) -> list[Question]:
    found: QuerySet[Question] = Question.objects.published().only("pk", "kind", "difficulty", "minutes", "current_id")
    if section.category_id:
        found = found.filter(category=section.category_id)
    if section.kind:
        found = found.filter(kind=section.kind)
    if section.difficulty:
        found = found.filter(difficulty=section.difficulty)
    if section.pool == Pool.DUE:
        found = found.filter(cards__in=user.cards.due(now))
    questions = list(found.order_by("pk"))
    if section.pool == Pool.UNSEEN:
        return [question for question in questions if question.pk not in past]
    if section.pool == Pool.WEAKEST:
        return [question for question in questions if question.pk in past]
    return questions


def _ranked(fitting: list[Question], section: Section, past: dict[int, Past], rng: random.Random) -> list[Question]:
    rng.shuffle(fitting)
    if section.pool == Pool.WEAKEST:
        return sorted(fitting, key=lambda question: past[question.pk].usual_rating or 0)
    return sorted(fitting, key=lambda question: past[question.pk].last_asked.timestamp() if question.pk in past else 0)


def _shortage(
    user: User, section: Section, seats: Sequence[_Seat], past: dict[int, Past], now: datetime
) -> NotEnoughQuestions:
    """Count what fits the section besides what the others hold, as it is and with each of its limits lifted."""
    others = {seat.question.pk for seat in seats if seat.question and seat.section is not section}

    def count(**relaxed: object) -> int:
        fields = {name: getattr(section, name) for name in ("category_id", "kind", "difficulty", "pool", "count")}
        wider = Section(**fields | relaxed)
        return sum(question.pk not in others for question in _fitting(user, wider, past, now))

    found = count()
    ways = {
        "any difficulty": {"difficulty": ""} if section.difficulty else None,
        "any kind": {"kind": ""} if section.kind else None,
        "questions you have met too": {"pool": Pool.ANY} if section.pool != Pool.ANY else None,
        "any category": {"category_id": None} if section.category_id else None,
    }
    remedies = []
    for words, relaxed in ways.items():
        if relaxed and (wider := count(**relaxed)) > found:
            remedies.append(Remedy(words=words, found=wider, is_enough=wider >= section.count))
    return NotEnoughQuestions(section, found, sorted(remedies, key=lambda remedy: not remedy.is_enough))
