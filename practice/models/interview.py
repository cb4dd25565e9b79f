from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from questions.models import KeyPoint, QuestionVersion

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

    def untimed(self) -> "InterviewQuerySet":
        """Practice without a clock, from a question's own page."""
        return self.filter(deadline=None)

    def overdue(self, now: datetime) -> "InterviewQuerySet":
        return self.open().filter(deadline__lt=now - GRACE)


class Interview(models.Model):
    """One attempt of one person. Written by practice.interviews and practice.autosave alone.

    `deadline` is fixed at the start, in whole seconds: nothing that changes later moves it. Extra time, when the
    person has it, is part of it and told in `extra_seconds`. Without a deadline it is practice: one question, with
    hints, for as long as it takes.
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
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
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


class Rating(models.IntegerChoices):
    """How well one knew it, as spaced repetition asks (the four grades of FSRS)."""

    AGAIN = 1, "Not at all"
    HARD = 2, "With gaps"
    GOOD = 3, "Well"
    EASY = 4, "Without effort"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def annotate_written(self) -> "AnswerQuerySet":
        """Annotate `written`: whether there is an answer at all, without fetching it."""
        return self.annotate(written=ExpressionWrapper(~Q(text=""), output_field=models.BooleanField()))

    def with_points(self) -> "AnswerQuerySet":
        """Annotate `points_covered` and `points_total`, by weight; the order is said, as Django drops it from sums."""
        return self.annotate(
            points_covered=Coalesce(Sum("coverage__key_point__weight", filter=Q(coverage__covered=True)), 0),
            points_total=Coalesce(Sum("coverage__key_point__weight"), 0),
        ).order_by("interview", "position")


class Answer(models.Model):
    """What one person wrote for one question of an interview. `revision` counts the texts that were applied."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    minutes = models.PositiveSmallIntegerField(help_text="What an interviewer would give this question.")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    flagged = models.BooleanField(default=False)
    notes = models.TextField(blank=True, help_text="For oneself; no part of the answer.")
    seconds = models.PositiveIntegerField(default=0, help_text="How long the question was on the screen.")
    hints_shown = models.PositiveSmallIntegerField(default=0, help_text="Hints taken; timed interviews have none.")
    rating = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)

    objects: ClassVar[models.Manager["Answer"]] = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "position"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "position"], name="answer_position_unique"),
            # No interview asks the same thing twice.
            models.UniqueConstraint(fields=["interview", "version"], name="answer_version_unique"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 4)), name="answer_rating_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.position} of {self.interview}"

    def get_absolute_url(self) -> str:
        return reverse("practice:question", args=[self.interview_id, self.position])

    @property
    def starter(self) -> str:
        """What stands in the box of a coding question before anything is written."""
        task = getattr(self.version, "task", None)
        return task.starter if task else ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


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

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="received_texts")
    text = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(help_text="The revision that the writer had before them.")
    revision = models.PositiveIntegerField(null=True, blank=True, help_text="The revision that it became, if it did.")
    # Who wrote, and its count of what it sent: an opened page and whoever takes over its unsent text. Plain forms
    # send neither.
    writer = models.CharField(max_length=36, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome)

    objects: ClassVar[models.Manager["ReceivedText"]] = ReceivedTextQuerySet.as_manager()

    class Meta:
        # The name of the first release: its processes go on writing here while an upgrade is under way.
        db_table = "practice_draft"
        ordering = ["answer", "received_at", "pk"]
        constraints = [
            # A request that is sent again, because its reply was lost, is the same text.
            models.UniqueConstraint(
                fields=["answer", "writer", "sequence"], condition=~Q(writer=""), name="draft_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome="applied", revision__isnull=False)
                | ~Q(outcome="applied") & Q(revision__isnull=True),
                name="draft_applied_has_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.received_at:%H:%M:%S}"


class PointCoverage(models.Model):
    """Whether an answer touches a key point: suggested by practice.feedback, then the learner's own word."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="coverage")
    key_point = models.ForeignKey(KeyPoint, on_delete=models.PROTECT, related_name="coverage")
    suggested = models.BooleanField()
    covered = models.BooleanField()

    class Meta:
        db_table = "practice_pointmark"  # as with ReceivedText
        verbose_name_plural = "point coverage"
        ordering = ["answer", "key_point__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "key_point"], name="mark_once_per_point"),
        ]

    def __str__(self) -> str:
        return f"{'Covered' if self.covered else 'Open'}: {self.key_point}"


class Recording(models.Model):
    """An answer spoken aloud. It lives in the database, so that every web process can serve it and deleting the
    account deletes it (docs/decisions has the sums); `practice.recordings` keeps the limits."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="recordings")
    created_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(help_text="As the browser measured it.")
    mime_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sound = models.BinaryField()

    class Meta:
        ordering = ["answer", "created_at", "pk"]

    def __str__(self) -> str:
        return f"Recording of {self.created_at:%d %B %Y, %H:%M}"
