from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .blueprint import Blueprint

GRACE = timedelta(seconds=15)
"""How long after the deadline a save still counts: what was typed in time may be on its way. Nobody is told of it."""


class InterviewQuerySet(models.QuerySet["Interview"]):
    def open(self) -> "InterviewQuerySet":
        return self.filter(finished_at=None)

    def finished(self) -> "InterviewQuerySet":
        return self.exclude(finished_at=None)

    def timed(self) -> "InterviewQuerySet":
        return self.exclude(deadline=None)

    def practices(self) -> "InterviewQuerySet":
        """Practice without a clock, from a question's own page."""
        return self.filter(deadline=None, is_repetition=False)

    def repetitions(self) -> "InterviewQuerySet":
        return self.filter(is_repetition=True)

    def overdue(self, now: datetime) -> "InterviewQuerySet":
        return self.open().filter(deadline__lt=now - GRACE)


class Interview(models.Model):
    """One attempt of one person. Written by practice.interviews and practice.autosave alone.

    `deadline` is fixed at the start, in whole seconds: nothing that changes later moves it. Extra time, when the
    person has it, is part of it and told in `extra_seconds`. Without a deadline it is practice: one question, with
    hints, for as long as it takes; or a repetition (practice.repetition): what is due, one question after another, of
    `minutes` in all.
    """

    class Ending(models.TextChoices):
        FINISHED = "finished", "Finished"
        TIME_UP = "time_up", "Time ran out"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interviews")
    blueprint = models.ForeignKey(
        Blueprint, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews"
    )
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField(default=0)
    extra_seconds = models.PositiveIntegerField(default=0)
    one_way = models.BooleanField(default=False)
    speak_first = models.BooleanField(default=False)
    interviewer = models.BooleanField(default=False, db_default=False, help_text="Somebody asks back.")
    is_repetition = models.BooleanField(default=False, db_default=False, help_text="What was due, without a clock.")
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    imported_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was brought in from an archive of the learner's own."
    )
    imported_identity = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="What it is known by wherever it is brought in."
    )
    # The question on the screen and since when: what the time spent is counted from.
    current_position = models.PositiveSmallIntegerField(default=1)
    current_since = models.DateTimeField()

    objects: ClassVar[models.Manager["Interview"]] = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            # Two tabs pressing Start at once must end up in the same interview. Practice has no clock to keep to.
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(finished_at__isnull=True, deadline__isnull=False),
                name="interview_one_open_per_user",
            ),
            # Two tabs go on with the same repetition, and neither asks what the other does.
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(finished_at__isnull=True, is_repetition=True),
                name="interview_one_open_repetition",
            ),
            models.CheckConstraint(
                condition=Q(is_repetition=False) | Q(deadline__isnull=True), name="interview_repetition_without_clock"
            ),
            # What is brought in twice is there once, whichever of two tabs was first.
            models.UniqueConstraint(
                fields=["user", "imported_identity"], condition=~Q(imported_identity=""), name="interview_imported_once"
            ),
            # An attempt that came in is marked as that, and is over.
            models.CheckConstraint(
                condition=Q(imported_at__isnull=True, imported_identity="")
                | Q(imported_at__isnull=False, finished_at__isnull=False) & ~Q(imported_identity=""),
                name="interview_imported_is_known_and_over",
            ),
            models.CheckConstraint(condition=Q(deadline__gt=F("started_at")), name="interview_deadline_after_start"),
            # Nobody finishes before the start or after the deadline; who notices late writes down the deadline.
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(finished_at__gte=F("started_at"), finished_at__lte=F("deadline")),
                name="interview_finished_within_its_time",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, ending="") | Q(finished_at__isnull=False) & ~Q(ending=""),
                name="interview_finished_has_ending",
            ),
        ]
        indexes = [
            # interviews.close_overdue looks for open ones by deadline.
            models.Index(fields=["deadline"], condition=Q(finished_at__isnull=True), name="interview_open_deadline"),
            # The history: one person's, newest first.
            models.Index(fields=["user", "-started_at"], name="interview_history"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.started_at:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("practice:interview", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def is_timed(self) -> bool:
        return self.deadline is not None

    @property
    def duration(self) -> timedelta | None:
        """All the time there is, extra time included; None without a clock."""
        return self.deadline - self.started_at if self.deadline else None

    @property
    def time_taken(self) -> timedelta | None:
        """From the start to the end, or to the deadline while it runs; None without a clock."""
        return (self.finished_at or self.deadline) - self.started_at if self.deadline else None

    @property
    def counts_until(self) -> datetime | None:
        """The last moment at which a text may arrive and be part of the attempt; None while there is no end to it.

        It is the deadline with its grace, unless the person ended the interview before. The moment of arrival
        decides, not the order in which locks are won: what was under way when Finish was pressed still counts.
        """
        if self.ending == self.Ending.FINISHED:
            return self.finished_at
        return self.deadline + GRACE if self.deadline else None

    def is_overdue(self, now: datetime) -> bool:
        return self.is_open and self.deadline is not None and now > self.deadline + GRACE

    def is_time_up(self, now: datetime) -> bool:
        return self.deadline is not None and now >= self.deadline

    def seconds_left(self, now: datetime) -> float | None:
        """To the deadline, never below 0; None without a clock."""
        return max(0.0, (self.deadline - now).total_seconds()) if self.deadline else None

    def counts(self, received_at: datetime) -> bool:
        """Whether a text that arrived then is part of the attempt."""
        return self.counts_until is None or received_at <= self.counts_until
