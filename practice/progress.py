"""What a learner's past attempts add up to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from accounts.models import User
from questions.models import Category, Question, Status

from .models import Answer, FormerAttempt, Interview, PointCoverage, Rating, confirmed, covered_weight, day_end


@dataclass(frozen=True, kw_only=True)
class Score:
    """Of an attempt: key points covered, by weight (half of it after a nudge), and questions answered.

    What the word check found is covered until the learner says otherwise. `confirmed` is how much of what is covered
    they have confirmed; `is_own_word`, whether they have said a word about any point at all.
    """

    covered: float
    total: int
    answered: int
    asked: int
    confirmed: float
    is_own_word: bool
    weakest: str = ""

    @property
    def share(self) -> int:
        """In per cent, of the points where there are any, else of the questions."""
        part, whole = (self.covered, self.total) if self.total else (self.answered, self.asked)
        return round(100 * part / whole) if whole else 0

    def __str__(self) -> str:
        if not self.total:
            return f"{self.answered} of {self.asked} answered"
        told = f"{self.covered:g} of {self.total} points"
        if not self.is_own_word:
            return f"{told} by the word check"
        if not self.covered:
            return told
        return f"{told}, {'all' if self.confirmed == self.covered else f'{self.confirmed:g}'} of them confirmed by you"


@dataclass(frozen=True, kw_only=True)
class CategoryProgress:
    category: Category
    seen: int
    published: int
    covered: float
    total: int

    @property
    def share_seen(self) -> int:
        return round(100 * self.seen / self.published) if self.published else 0

    @property
    def share_covered(self) -> int:
        return round(100 * self.covered / self.total) if self.total else 0


def score(answers: Sequence[Answer]) -> Score:
    """Add up one interview's answers, annotated by `AnswerQuerySet.with_points`."""
    missed: defaultdict[str, int] = defaultdict(int)
    for answer in answers:
        missed[answer.version.question.category.name] += answer.points_total - answer.points_covered  # type: ignore[attr-defined]
    weakest = max(missed, key=lambda name: missed[name], default="")
    return Score(
        covered=sum(answer.points_covered for answer in answers),  # type: ignore[attr-defined]
        total=sum(answer.points_total for answer in answers),  # type: ignore[attr-defined]
        answered=sum(not answer.is_blank for answer in answers),
        asked=len(answers),
        confirmed=sum(answer.points_confirmed for answer in answers),  # type: ignore[attr-defined]
        is_own_word=any(answer.own_words for answer in answers),  # type: ignore[attr-defined]
        weakest=weakest if missed and missed[weakest] and len(missed) > 1 else "",
    )


def scored(interviews: Iterable[Interview]) -> list[tuple[Interview, Score]]:
    """Each of a page of interviews with its score, in two queries however many there are."""
    interviews = list(interviews)
    points = {
        row["answer__interview"]: row
        for row in PointCoverage.objects.filter(answer__interview__in=interviews)
        .order_by()
        .values("answer__interview")
        .annotate(
            weight=Coalesce(Sum(covered_weight()), 0.0),
            weight_confirmed=Coalesce(Sum(covered_weight(), filter=confirmed()), 0.0),
            own_words=Count("pk", filter=confirmed()),
            total=Sum("key_point__weight"),
        )
    }
    counts = {
        row["interview"]: row
        for row in Answer.objects.filter(interview__in=interviews)
        .annotate_answered()
        .order_by()
        .values("interview")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(answered=True)))
    }
    none = {"weight": 0, "weight_confirmed": 0, "own_words": 0, "total": 0, "asked": 0, "answered": 0}
    result = []
    for interview in interviews:
        point, count = points.get(interview.pk, none), counts.get(interview.pk, none)
        result.append(
            (
                interview,
                Score(
                    covered=point["weight"],
                    total=point["total"],
                    answered=count["answered"],
                    asked=count["asked"],
                    confirmed=point["weight_confirmed"],
                    is_own_word=bool(point["own_words"]),
                ),
            )
        )
    return result


def by_category(user: User) -> list[CategoryProgress]:
    """For each category: how much of it this learner has been asked, and how many points were covered."""
    mine = Answer.objects.filter(interview__user=user, interview__finished_at__isnull=False).order_by()
    seen = dict(
        mine.filter(version__question__status=Status.PUBLISHED)
        .values_list("version__question__category")
        .annotate(Count("version__question", distinct=True))
    )
    points = {
        category: (covered, total)
        for category, covered, total in mine.values_list("version__question__category").annotate(
            points_covered=Coalesce(Sum(covered_weight("coverage__")), 0.0),
            points_total=Coalesce(Sum("coverage__key_point__weight"), 0),
        )
    }
    return [
        CategoryProgress(
            category=category,
            seen=seen.get(category.pk, 0),
            published=category.published,  # type: ignore[attr-defined]
            covered=points.get(category.pk, (0, 0))[0],
            total=points.get(category.pk, (0, 0))[1],
        )
        for category in Category.objects.with_published()
    ]


def due(user: User, *, now: datetime) -> int:
    """How many questions the schedule wants this learner to see today."""
    return user.cards.due(now).count()


def coming(user: User, *, now: datetime) -> list[tuple[date, int]]:
    """How many questions the schedule brings on each day of the week after today; days without any are left out."""
    after = user.cards.filter(question__status=Status.PUBLISHED, due__gte=day_end(now))
    days = after.filter(due__lt=day_end(now + timedelta(days=7))).annotate(day=TruncDate("due")).order_by("day")
    return list(days.values_list("day").annotate(Count("pk")))


def next_due(user: User, *, now: datetime) -> datetime | None:
    """When the schedule asks for the next question that is not due yet, None when it asks for none."""
    card = user.cards.filter(due__gte=day_end(now), question__status=Status.PUBLISHED).order_by("due").first()
    return card.due if card else None


def asked_versions(user: User | None) -> QuerySet[Any, Any]:
    """The ids of the versions that interviews have asked this person, or anybody, those who have left among them; the
    bank finds it in its `asked`."""
    if user:
        return Answer.objects.filter(interview__user=user).order_by().values("version")
    return Answer.objects.order_by().values("version").union(FormerAttempt.objects.values("version"))


class Mark:
    """What a question is to a learner, as the bank's list shows it."""

    NEW, SEEN, DUE, AGAIN, KNOWN = "new", "seen", "due", "again", "known"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A question's mark and, where it is planned for another day, when it comes again."""

    mark: str
    again_on: datetime | None = None


def standings(user: User | AnonymousUser, questions: Sequence[Question], *, now: datetime) -> dict[int, Standing]:
    """How each question stands with a learner, by its id; nothing for a stranger."""
    if not user.is_authenticated:
        return {}
    result = {question.pk: Standing(mark=Mark.NEW) for question in questions}
    asked = Answer.objects.filter(interview__user=user, version__question__in=questions)
    for question in asked.order_by().values_list("version__question", flat=True).distinct():
        result[question] = Standing(mark=Mark.SEEN)
    for card in user.cards.filter(question__in=questions).with_last_rating():
        result[card.question_id] = _planned(card.due, card.last_rating, now)  # type: ignore[attr-defined]
    return result


def _planned(due: datetime, last_rating: int | None, now: datetime) -> Standing:
    """What one said last decides: a question that went badly is not known, however far off its day is."""
    if due < day_end(now):
        return Standing(mark=Mark.DUE)
    known = last_rating is not None and last_rating >= Rating.GOOD
    return Standing(mark=Mark.KNOWN if known else Mark.AGAIN, again_on=due)
