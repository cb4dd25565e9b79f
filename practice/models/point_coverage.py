"""What an answer covers of its question's rubric."""

from django.db import models

from questions.models import KeyPoint

from .answer import Answer


class PointCoverage(models.Model):
    """Whether an answer touches a key point: suggested by practice.feedback, then the learner's own word."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="coverage")
    key_point = models.ForeignKey(KeyPoint, on_delete=models.PROTECT, related_name="coverage")
    suggested = models.BooleanField()
    covered = models.BooleanField()
    nudged = models.BooleanField(
        default=False, db_default=False, help_text="Said only after the interviewer's nudge; then it counts half."
    )
    evidence = models.TextField(blank=True, default="", db_default="", help_text="The own sentence that shows it.")

    class Meta:
        db_table = "practice_pointmark"  # as with ReceivedText
        verbose_name_plural = "point coverage"
        ordering = ["answer", "key_point__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "key_point"], name="mark_once_per_point"),
        ]

    def __str__(self) -> str:
        return f"{self.how}: {self.key_point}"

    @property
    def how(self) -> str:
        """How the point came to be said, in words."""
        if not self.covered:
            return "not said"
        return "said after a nudge" if self.nudged else "said unprompted"
