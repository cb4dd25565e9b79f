from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from questions.models import Category, Difficulty, KeyPoint, Kind, Question, QuestionVersion

GRACE = timedelta(seconds=15)
"""How long after the deadline a save still counts: what was typed in time may be on its way. Nobody is told of it."""


class Pool(models.TextChoices):
    """Which of the fitting questions a section draws from, as this learner has met them."""

    ANY = "any", "Any, unseen ones first"
    UNSEEN = "unseen", "Only unseen"
    WEAKEST = "weakest", "My weakest"
    DUE = "due", "Due for review"


class BlueprintQuerySet(models.QuerySet["Blueprint"]):
    def shared(self) -> "BlueprintQuerySet":
        return self.filter(owner=None)

    def visible_to(self, user: User) -> "BlueprintQuerySet":
        return self.filter(Q(owner=None) | Q(owner=user))

    def with_counts(self) -> "BlueprintQuerySet":
        """Annotate `questions`, how many it asks; in the blueprints' order."""
        return self.annotate(questions=Coalesce(Sum("sections__count"), 0)).order_by("position", "title")


class Blueprint(models.Model):
    """What an interview is made of: its sections and its minutes. One with an owner is that person's own."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    simulates = models.TextField(blank=True, help_text="Which real round it stands for, in a sentence or two.")
    judged = models.TextField("how it is judged", blank=True, help_text="What an interviewer looks for in this round.")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(480)])
    one_way = models.BooleanField("one way", default=False, help_text="No going back to an earlier question.")
    speak_first = models.BooleanField("speak first", default=False, help_text="Answers may be recorded aloud.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="blueprints"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["Blueprint"]] = BlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 480)), name="blueprint_minutes_within_a_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("interview_start", args=[self.slug])


class Section(models.Model):
    """A part of a blueprint: so many questions of one sort. An empty field means any."""

    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    difficulty = models.CharField(max_length=6, choices=Difficulty, blank=True)
    pool = models.CharField(max_length=7, choices=Pool, default=Pool.ANY)
    count = models.PositiveSmallIntegerField(
        "questions", default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        ordering = ["blueprint", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(count__range=(1, 50)), name="section_count_1_to_50"),
        ]

    def __str__(self) -> str:
        parts = [
            str(self.category) if self.category else "",
            self.get_kind_display(),
            self.get_difficulty_display(),
            "" if self.pool == Pool.ANY else self.get_pool_display(),
        ]
        return ", ".join(filter(None, parts)) or "Any question"


class InterviewQuerySet(models.QuerySet["Interview"]):
    def open(self) -> "InterviewQuerySet":
        return self.filter(finished_at=None)

    def finished(self) -> "InterviewQuerySet":
        return self.exclude(finished_at=None)

    def overdue(self, now: datetime) -> "InterviewQuerySet":
        return self.open().filter(deadline__lt=now - GRACE)



class Interview(models.Model):
    """One timed attempt of one person. Written by practice.interviews alone.

    `deadline` is fixed at the start, in whole seconds: nothing that changes later moves it. Extra time, when the
    person has it, is part of it and kept in `extra_seconds`.
    """

    class Ending(models.TextChoices):
        FINISHED = "finished", "Finished"
        TIME_UP = "time_up", "Time ran out"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interviews")
    blueprint = models.ForeignKey(
        Blueprint, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews"
    )
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    extra_seconds = models.PositiveIntegerField(default=0)
    one_way = models.BooleanField(default=False)
    speak_first = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)
    # The question on the screen and since when: what the time spent is counted from.
    current_position = models.PositiveSmallIntegerField(default=1)
    current_since = models.DateTimeField()

    objects: ClassVar[models.Manager["Interview"]] = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            # Two tabs pressing Start at once must end up in the same interview.
            models.UniqueConstraint(
                fields=["user"], condition=Q(finished_at__isnull=True), name="interview_one_open_per_user"
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
        return reverse("interview", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def duration(self) -> timedelta:
        return self.deadline - self.started_at

    @property
    def time_taken(self) -> timedelta:
        """From the start to the end, or to the deadline while it runs."""
        return (self.finished_at or self.deadline) - self.started_at

    def is_overdue(self, now: datetime) -> bool:
        return self.is_open and now > self.deadline + GRACE

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds to the deadline, never below 0."""
        return max(0, int((self.deadline - now).total_seconds()))

    def counts(self, received_at: datetime) -> bool:
        """Whether a text that arrived then is part of the attempt.

        It is up to the deadline and the grace, unless the person ended the interview before that.
        """
        return self.ending != self.Ending.FINISHED and received_at <= self.deadline + GRACE


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
        """Annotate `points_covered` and `points_total`, by weight."""
        return self.annotate(
            points_covered=Coalesce(Sum("marks__key_point__weight", filter=Q(marks__covered=True)), 0),
            points_total=Coalesce(Sum("marks__key_point__weight"), 0),
        )


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
        return reverse("interview_question", args=[self.interview_id, self.position])

    @property
    def starter(self) -> str:
        """What stands in the box of a coding question before anything is written."""
        task = getattr(self.version, "task", None)
        return task.starter if task else ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class Draft(models.Model):
    """A text as it reached the server, applied or not. Together they are every word ever received."""

    class Outcome(models.TextChoices):
        APPLIED = "applied", "Saved"
        STALE = "stale", "Written over an older text"
        LATE = "late", "After time"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(help_text="The revision that the writer had before them.")
    revision = models.PositiveIntegerField(null=True, blank=True, help_text="The revision that it became, if it did.")
    # One opened page and its count of what it sent; plain forms send neither.
    writer = models.CharField(max_length=36, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome)

    class Meta:
        ordering = ["answer", "received_at", "pk"]
        constraints = [
            # A request that is sent again because its reply was lost is the same draft.
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


class PointMark(models.Model):
    """Whether an answer touches a key point: suggested by practice.feedback, then the learner's own word."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="marks")
    key_point = models.ForeignKey(KeyPoint, on_delete=models.PROTECT, related_name="marks")
    suggested = models.BooleanField()
    covered = models.BooleanField()

    class Meta:
        ordering = ["answer", "key_point__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "key_point"], name="mark_once_per_point"),
        ]

    def __str__(self) -> str:
        return f"{'Covered' if self.covered else 'Open'}: {self.key_point}"


class CardQuerySet(models.QuerySet["Card"]):
    def due(self, now: datetime) -> "CardQuerySet":
        return self.filter(due__lte=now, question__status="published")


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
