"""What belongs to a learner and a question, apart from any one interview."""

from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from questions.models import Question

from .answer import Answer


def day_end(now: datetime) -> datetime:
    """The midnight that ends the day of `now` in the current time zone, the learner's."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))


def day_start(now: datetime) -> datetime:
    """The midnight that began the day of `now`; the day between the two may have 23 hours, or 25."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))


class CardQuerySet(models.QuerySet["Card"]):
    def due(self, now: datetime) -> "CardQuerySet":
        """Those whose day has come: people come back by the day, so the hour of the last answer does not matter."""
        return self.filter(due__lt=day_end(now), question__status="published")

    def with_last_rating(self) -> "CardQuerySet":
        """Annotate `last_rating`: how well the learner said they knew it the last time they said."""
        rated = Answer.objects.rated().filter(interview__user=OuterRef("user"), version__question=OuterRef("question"))
        last = rated.order_by("-known_at", "-pk")  # type: ignore[misc]
        return self.annotate(last_rating=Subquery(last.values("rating")[:1]))


class Card(models.Model):
    """A question's place in one learner's spaced-repetition schedule; the numbers are those of FSRS."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="cards")
    due = models.DateTimeField()
    state = models.PositiveSmallIntegerField(default=1, help_text="1 learning, 2 review, 3 relearning.")
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    stability = models.FloatField(null=True, blank=True, help_text="Days until recall falls to 90 %.")
    difficulty = models.FloatField(null=True, blank=True, help_text="1 to 10.")
    last_review = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Card"]] = CardQuerySet.as_manager()

    class Meta:
        ordering = ["due"]
        constraints = [
            models.UniqueConstraint(fields=["user", "question"], name="card_one_per_question"),
        ]
        indexes = [
            # Home and the selection of due questions.
            models.Index(fields=["user", "due"], name="card_due"),
        ]

    def __str__(self) -> str:
        return f"{self.question} for {self.user}"


def comes_again(user: User) -> Subquery:
    """When a person meets the question of an answer again; to annotate answers with."""
    return Subquery(user.cards.filter(question=OuterRef("version__question")).values("due")[:1])


class Bookmark(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "question"], name="bookmark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question}, bookmarked by {self.user}"


class QuestionNotes(models.Model):
    """What a learner wants to remember about a question; nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        # The name of the first release: its processes go on writing here while an upgrade is under way.
        db_table = "practice_note"
        verbose_name = verbose_name_plural = "question notes"
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "question"], name="note_one_per_question"),
        ]

    def __str__(self) -> str:
        return f"Notes of {self.user} on {self.question}"
