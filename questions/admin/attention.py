"""Which questions want a curator's eye, as conditions that the database answers."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from questions.models import CodeTask, KeyPoint, Question, QuestionVersion, Report, Status

from . import item_analysis

REVIEW_AGAIN = timedelta(days=365)


class Need(StrEnum):
    """Why a question wants attention; `label` is what the admin calls it."""

    NO_POINTS = "no_points"
    NO_ANSWER = "no_answer"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    REPORTED = "reported"
    OLD_REVIEW = "old_review"
    POOR = "poor"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Need.NO_POINTS: "No key points",
    Need.NO_ANSWER: "No reference answer",
    Need.WAITING: "Waits for review",
    Need.SENT_BACK: "Sent back to its writer",
    Need.REPORTED: "Reported by a learner",
    Need.OLD_REVIEW: "Not reviewed for a year",
    Need.POOR: "Poor statistics",
}


def annotated(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Add what the conditions and the admin's list are about. Only what a query uses is computed."""
    of_question = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    newest_points = KeyPoint.objects.filter(version=OuterRef("newest")).order_by().values("version")
    return questions.annotate(
        newest=Subquery(of_question.values("pk")[:1]),
        newest_number=Subquery(of_question.values("number")[:1]),
        newest_title=Subquery(of_question.values("title")[:1]),
        points=Coalesce(Subquery(newest_points.annotate(count=Count("pk")).values("count")), 0),
        is_answered=Exists(QuestionVersion.objects.filter(pk=OuterRef("newest")).exclude(answer=""))
        | Exists(CodeTask.objects.filter(version=OuterRef("newest"))),
        is_reported=Exists(Report.objects.filter(version__question=OuterRef("pk"), state=Report.State.OPEN)),
    )


def condition(need: Need, *, now: datetime) -> Q:
    """What a need means, on questions that are `annotated`. Retired questions need nothing."""
    conditions = {
        Need.NO_POINTS: Q(points=0),
        Need.NO_ANSWER: Q(is_answered=False),
        Need.WAITING: Q(status=Status.IN_REVIEW)
        | Q(status=Status.PUBLISHED, review_note="", newest_number__gt=F("current__number")),
        Need.SENT_BACK: ~Q(review_note=""),
        Need.REPORTED: Q(is_reported=True),
        Need.OLD_REVIEW: Q(status=Status.PUBLISHED) & (Q(reviewed_at=None) | Q(reviewed_at__lt=now - REVIEW_AGAIN)),
        Need.POOR: item_analysis.poor("statistics__"),
    }
    return conditions[need] & ~Q(status=Status.RETIRED)


def counts(*, now: datetime) -> dict[Need, int]:
    """How many questions have each need."""
    wanted = {need.value: Count("pk", filter=condition(need, now=now)) for need in Need}
    found = annotated(Question.objects.all()).aggregate(**wanted)
    return {need: found[need.value] for need in Need}
