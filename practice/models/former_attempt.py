"""What stays of the attempts of people who have left: numbers for a question's statistics, and nobody in them."""

import uuid

from django.db import models
from django.db.models import Q

from questions.models import QuestionVersion

from .answer import Rating


class FormerAttempt(models.Model):
    """One attempt at one version, by somebody whose account is gone.

    It names no person, no interview and no day. Its key is random, so that none tells which of them belonged together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="former_attempts")
    timed = models.BooleanField(help_text="Whether a clock ran.")
    seconds = models.PositiveIntegerField(help_text="How long the question was on the screen.")
    minutes = models.PositiveSmallIntegerField(help_text="What an interviewer would have given it.")
    rating = models.PositiveSmallIntegerField(choices=Rating, null=True)
    credits = models.JSONField(
        default=list,
        help_text="[position of a key point, half points for each of its weight: 0 to 2]; of a first attempt alone.",
    )
    rest = models.FloatField(
        null=True, help_text="Of a first attempt: the share covered over the rest of its interview, 0 to 1."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 4)), name="former_attempt_rating_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(rest__isnull=True) | Q(rest__range=(0, 1)), name="former_attempt_rest_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"A former attempt at {self.version}"
