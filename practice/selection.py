"""Which questions an interview gets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from django.db.models import Avg, Max

from accounts.models import User
from questions import published
from questions.models import Difficulty, Question

from . import draws, sampling
from .models import Answer, Pool, Section


class NotDrawable(Exception):
    """No draw is what the sections ask for. `fewer` is a number of questions that would do, 0 when it is not known."""

    fewer = 0


class NoSections(NotDrawable):
    """There is nothing to draw for: no section, no question."""


class NotEnoughQuestions(NotDrawable):
    """The bank cannot fill a section: `found` questions fit where `section.count` are asked for.

    `remedies` say what to relax, each with the number that would fit then.
    """

    def __init__(self, section: Section, found: int, remedies: Sequence["Remedy"]) -> None:
        super().__init__(f"{section}: {found} of {section.count}")
        self.section = section
        self.found = found
        self.remedies = remedies


class NotEnoughMinutes(NotDrawable):
    """There are questions, but even the shortest that fit take `least` minutes where there are `minutes`."""

    def __init__(self, least: int, minutes: int) -> None:
        super().__init__(f"{least} of {minutes} minutes")
        self.least = least
        self.minutes = minutes


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


@dataclass(frozen=True, kw_only=True)
class Supply:
    """What one learner's interviews can be drawn from at one moment."""

    questions: Sequence[Question]
    past: Mapping[int, Past]
    due: Collection[int]
    is_whole: bool = True
    """Whether every question that fits is among them; of a large bank it is some, by chance (practice.sampling)."""


def choose(user: User, sections: Iterable[Section], *, minutes: int, now: datetime, rng: Random) -> list[Question]:
    """Draw the questions of an interview, none twice, all of them within `minutes`.

    Questions that this learner has not been asked come first, then those asked longest ago, so that nothing is
    repeated while unseen ones remain. Sections that want the same questions make room for each other where that
    fills both. Raises NotDrawable.
    """
    sections = list(sections)
    some = supply(user, sections, now=now, rng=rng)
    try:
        return draw(sections, some, minutes=minutes, rng=rng)
    except NotDrawable:
        if some.is_whole:
            raise
    return draw(sections, supply(user, sections, now=now), minutes=minutes, rng=rng)


def supply(user: User, sections: Iterable[Section], *, now: datetime, rng: Random | None = None) -> Supply:
    """Fetch what these sections can be drawn from; all of the bank without an `rng`, and where it is small.

    With one, some of each sort that a large bank has: then it is for these sections alone, not for wider ones.
    """
    sections = list(sections)
    offered = Question.objects.offered().order_by("pk")
    offered = offered.only("category_id", "kind", "difficulty", "minutes", "tags", "current_id")
    wants_due = any(section.pool == Pool.DUE for section in sections)
    past = _past(user)
    due = set(user.cards.due(now).values_list("question", flat=True)) if wants_due else set()
    if rng is None or sampling.is_small(published.counts()):
        return Supply(questions=list(offered), past=past, due=due)
    met = list(offered.filter(pk__in=past.keys() | due))
    keys, is_whole = sampling.some([each for each in sections if each.pool not in _OF_THE_PAST], met, rng)
    others = offered.filter(pk__in=keys - {question.pk for question in met})
    return Supply(questions=[*met, *others], past=past, due=due, is_whole=is_whole)


_OF_THE_PAST = (Pool.DUE, Pool.WEAKEST)
"""They take what one has met, and nothing else."""


def draw(sections: Sequence[Section], supply: Supply, *, minutes: int, rng: Random) -> list[Question]:
    """As `choose`, from what was fetched: section by section, each from easy to hard. Raises NotDrawable."""
    check(sections, supply, minutes=minutes)
    questions = {question.pk: question for question in supply.questions}
    drawn: list[Question] = []
    for keys in draws.draw(rows(sections, supply), minutes=minutes, rng=rng):
        drawn += sorted((questions[key] for key in keys), key=lambda each: Difficulty.values.index(each.difficulty))
    return drawn


def check(sections: Sequence[Section], supply: Supply, *, minutes: int) -> None:
    """Raise the NotDrawable that says why no draw is what these sections ask for, if none is."""
    if not sections:
        raise NoSections
    seats = rows(sections, supply)
    least = draws.least_minutes(seats)
    if least is None:
        raise _shortage(sections, seats, supply)
    if least > minutes:
        raise NotEnoughMinutes(least, minutes)


def check_for(
    user: User, sections: Sequence[Section], *, minutes: int, now: datetime, rng: Random, advise: bool = False
) -> None:
    """As `check`, with a look at the whole bank only where some of it does not tell. Raises NotDrawable.

    Where it is to `advise`, the whole bank tells what to relax; else the remedies may be too few.
    """
    some = supply(user, sections, now=now, rng=rng)
    try:
        check(sections, some, minutes=minutes)
    except NotDrawable:
        if some.is_whole and not advise:
            raise
        check(sections, supply(user, sections, now=now), minutes=minutes)


def is_drawable(sections: Sequence[Section], supply: Supply, *, minutes: int) -> bool:
    try:
        check(sections, supply, minutes=minutes)
    except NotDrawable:
        return False
    return True


def rows(sections: Iterable[Section], supply: Supply) -> list[draws.Row]:
    """The sections as a draw sees them: which questions each may take, and in which order."""
    return [
        draws.Row(options=_options(section, supply), count=section.count, at_most=section.at_most)
        for section in sections
    ]


def _past(user: User) -> dict[int, Past]:
    found = (
        Answer.objects.filter(interview__user=user)
        .order_by()
        .values_list("version__question")
        .annotate(Max("interview__started_at"), Avg("rating"))
    )
    return {question: Past(last_asked=last, usual_rating=usual) for question, last, usual in found}


def _options(section: Section, supply: Supply) -> list[draws.Option]:
    fitting = [question for question in supply.questions if section.takes(question)]
    if section.pool == Pool.DUE:
        fitting = [question for question in fitting if question.pk in supply.due]
    elif section.pool == Pool.UNSEEN:
        fitting = [question for question in fitting if question.pk not in supply.past]
    elif section.pool == Pool.WEAKEST:
        fitting = [question for question in fitting if question.pk in supply.past]
    return [_option(question, section, supply.past.get(question.pk)) for question in fitting]


def _option(question: Question, section: Section, past: Past | None) -> draws.Option:
    rank = 0.0
    if past:
        rank = (past.usual_rating or 0) if section.pool == Pool.WEAKEST else past.last_asked.timestamp()
    return draws.Option(key=question.pk, minutes=question.minutes, repeated=past is not None, rank=rank)


_RELAXED = {
    "difficulty": ("any difficulty", ""),
    "kind": ("any kind", ""),
    "tag": ("any tag", ""),
    "pool": ("questions that you have met otherwise too", Pool.ANY),
    "category_id": ("any category", None),
}
"""What can be relaxed in a section: the words for it, and the value that asks for nothing."""


def _shortage(sections: Sequence[Section], seats: Sequence[draws.Row], supply: Supply) -> NotEnoughQuestions:
    """The first section that stays short, with what fits besides the others' as it is and with each limit lifted."""
    if not all(row.at_most for row in seats):
        seats = [replace(row, count=0) if row.at_most else row for row in seats]
    counts = draws.filled(seats)
    place = next(place for place, row in enumerate(seats) if counts[place] < row.count)
    section = sections[place]
    remedies = []
    for field, (words, nothing) in _RELAXED.items():
        if getattr(section, field) == nothing:
            continue
        wider = rows([_with(section, field, nothing)], supply)[0]
        found = draws.most([*seats[:place], replace(seats[place], options=wider.options), *seats[place + 1 :]], place)
        if found > counts[place]:
            remedies.append(Remedy(words=words, found=found, is_enough=found >= section.count))
    return NotEnoughQuestions(section, counts[place], sorted(remedies, key=lambda remedy: not remedy.is_enough))


def _with(section: Section, field: str, value: object) -> Section:
    fields = {name: getattr(section, name) for name in (*_RELAXED, "count")}
    return Section(**fields | {field: value})
