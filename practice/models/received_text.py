"""Every text that was ever received for a part of an answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from practice import scenes

from .answer import Part


class ReceivedTextQuerySet(models.QuerySet["ReceivedText"]):
    def unused(self) -> "ReceivedTextQuerySet":
        """Words that were received and are not what the answer says."""
        return self.exclude(outcome=ReceivedText.Outcome.APPLIED).exclude(text="")


class ReceivedText(models.Model):
    """A text as it reached the server, applied or not. Together they hold every word ever received: a text that
    only goes on from the writer's one before takes its place (practice.autosave), everything else is added."""

    class Outcome(models.TextChoices):
        APPLIED = "applied", "Saved"
        STALE = "stale", "Written over an older text"
        LATE = "late", "After time"
        AWAY = "away", "After going on to another question"
        SAID = "said", "After it was said"

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="received_texts")
    text = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(help_text="The revision that the writer had before them.")
    revision = models.PositiveIntegerField(null=True, blank=True, help_text="The revision that it became, if it did.")
    # Who wrote, and its count of what it sent: a box of an opened page and whoever takes over its unsent text. Plain
    # forms send neither.
    writer = models.CharField(max_length=36, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome)

    objects: ClassVar[models.Manager["ReceivedText"]] = ReceivedTextQuerySet.as_manager()

    class Meta:
        # The name of the first release: its processes go on writing here while an upgrade is under way.
        db_table = "practice_draft"
        ordering = ["part", "received_at", "pk"]
        constraints = [
            # A request that is sent again, because its reply was lost, is the same text.
            models.UniqueConstraint(
                fields=["part", "writer", "sequence"], condition=~Q(writer=""), name="received_text_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="applied", revision__isnull=False)
                | ~Q(outcome="applied") & Q(revision__isnull=True),
                name="draft_applied_has_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.received_at:%H:%M:%S}"

    @property
    def description(self) -> str:
        """Of a sketch: what it shows, in words."""
        return scenes.described(scenes.read(self.text))
