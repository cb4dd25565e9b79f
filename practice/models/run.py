"""What a learner ran of their code, as their own browser told it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .answer import Part

MOST_TESTS = 40
"""Tests of one run: the visible ones and the hidden ones of a task."""


class Run(models.Model):
    """One run of a part's code in the learner's own browser, which says itself what came of it: it is shown to the
    learner as what it is, and nothing is ever decided by it. `practice.runs` keeps the newest of each part.
    """

    class Outcome(models.TextChoices):
        """How the code itself ended; of tests, each has its own."""

        ENDED = "ended", "Ran to its end"
        FAILED = "failed", "Stopped at an error"
        EXITED = "exited", "Ended itself"
        STOPPED = "stopped", "Was stopped"

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="runs")
    created_at = models.DateTimeField()
    code = models.TextField(blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome)
    milliseconds = models.PositiveIntegerField(help_text="As the browser measured it.")
    passed = models.PositiveSmallIntegerField(default=0)
    failed = models.PositiveSmallIntegerField(default=0)
    tests = models.JSONField(
        default=list,
        blank=True,
        help_text='[{"name", "suite", "passed", "milliseconds", "message", "expected", "got"}], in their order.',
    )

    objects: ClassVar[models.Manager["Run"]] = models.Manager()

    class Meta:
        ordering = ["part", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["ended", "failed", "exited", "stopped"]), name="run_outcome_known"
            ),
            # A browser can tell anything; what it tells has a bound.
            models.CheckConstraint(
                condition=Q(passed__lte=MOST_TESTS, failed__lte=MOST_TESTS), name="run_tests_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"Run of {self.created_at:%d %B %Y, %H:%M}: {self.passed} passed, {self.failed} failed"

    @property
    def is_of_tests(self) -> bool:
        return bool(self.tests)

    @property
    def total(self) -> int:
        return self.passed + self.failed

    @property
    def had_hidden(self) -> bool:
        """Whether the tests that one does not read while working were among them."""
        return any(test["suite"] == "hidden" for test in self.tests)
