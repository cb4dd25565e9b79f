"""What an answer covers of its question's rubric."""

from django.db import models

from practice.feedback import Verdict
from questions.models import KeyPoint

from .answer import Answer


class PointStanding:
    """How a key point stands with an answer: what follows of the facts about it, however these were read."""

    __slots__ = ()

    suggested: bool
    perhaps: bool
    covered: bool
    confirmed: bool
    nudged: bool

    @property
    def verdict(self) -> Verdict:
        """The word check's. A process of the last release, during an upgrade, may find what stood as perhaps found."""
        if self.suggested:
            return Verdict.FOUND
        return Verdict.PERHAPS if self.perhaps else Verdict.NOT_FOUND

    @property
    def is_confirmed(self) -> bool:
        """Whether it is the learner's word: that it agrees is stored, that it differs is plain; see `confirmed`."""
        return self.confirmed or self.covered != self.suggested

    @property
    def asks(self) -> bool:
        """Whether it waits for the learner's word."""
        return self.perhaps and not (self.suggested or self.is_confirmed)

    @property
    def how(self) -> str:
        """How the point came to be said, in words."""
        if self.asks:
            return "perhaps said"
        if not self.covered:
            return "not said"
        return "said after a nudge" if self.nudged else "said unprompted"


class PointCoverage(PointStanding, models.Model):
    """Whether an answer touches a key point: by the word check (practice.feedback), then by the learner's own word.

    What the word check finds is covered until the learner says otherwise; `confirmed` is where they have said so.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="coverage")
    key_point = models.ForeignKey(KeyPoint, on_delete=models.PROTECT, related_name="coverage")
    suggested = models.BooleanField(help_text="The word check found it.")
    perhaps = models.BooleanField(
        default=False, db_default=False, help_text="The word check perhaps found it, so the learner is asked."
    )
    covered = models.BooleanField()
    confirmed = models.BooleanField(
        default=False, db_default=False, help_text="The learner has said that it is covered, or that it is not."
    )
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
