from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .question import QuestionVersion


class Report(models.Model):
    """A learner's word that something is wrong with a question, and what came of it."""

    class Problem(models.TextChoices):
        WRONG = "wrong", "Something in it is wrong"
        UNCLEAR = "unclear", "It is unclear"
        DUPLICATE = "duplicate", "It repeats another question"
        CODE = "code", "Its code fails"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        FIXED = "fixed", "Fixed"
        DECLINED = "declined", "Left as it is"

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reports", editable=False
    )
    problem = models.CharField(max_length=9, choices=Problem)
    text = models.TextField("what is wrong", blank=True)
    context = models.CharField(max_length=200, blank=True, editable=False, help_text="Where it was reported from.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reply = models.TextField("note to the reporter", max_length=2000, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the reporter first saw the outcome."
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            # Saying the same thing twice adds to the first report (authoring.reports) instead of filling the queue.
            models.UniqueConstraint(
                fields=["reporter", "version", "problem"], condition=Q(state="open"), name="report_one_open_a_problem"
            ),
            models.CheckConstraint(
                condition=Q(state="open", resolved_at__isnull=True) | ~Q(state="open") & Q(resolved_at__isnull=False),
                name="report_resolved_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_problem_display()}: {self.version.title}"

    def clean(self) -> None:
        if self.problem == self.Problem.WRONG and not self.text.strip():
            raise ValidationError({"text": "Say what is wrong, so that a curator can check it."})
