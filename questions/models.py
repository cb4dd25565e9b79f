from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from . import asked, markdown
from .content import Content, Entry, Point, Task
from .immutable import Unchanging


class Kind(models.TextChoices):
    """The four sorts of question, each with the minutes an interviewer usually gives one."""

    THEORY = "theory", "Theory"
    CODING = "coding", "Coding"
    DESIGN = "design", "System design"
    BEHAVIORAL = "behavioral", "Behavioral"

    @property
    def usual_minutes(self) -> int:
        return {Kind.THEORY: 5, Kind.CODING: 20, Kind.DESIGN: 30, Kind.BEHAVIORAL: 6}[self]


class Difficulty(models.TextChoices):
    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class CategoryQuerySet(models.QuerySet["Category"]):
    def with_published(self) -> "CategoryQuerySet":
        """Annotate `published`, the number of questions that learners can see; in the categories' order."""
        published = Count("questions", filter=Q(questions__status=Status.PUBLISHED))
        return self.annotate(published=published).order_by("position", "name")


class Category(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    blurb = models.CharField(max_length=300, blank=True, help_text="What to expect, in one sentence.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in every list of categories.")

    objects: ClassVar[models.Manager["Category"]] = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("questions:list", query={"category": self.slug})


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        """What learners meet: the only questions that the bank shows and that interviews draw from."""
        return self.filter(status=Status.PUBLISHED)

    def listed(self) -> "QuestionQuerySet":
        """In the bank's order, with what a list shows of each."""
        return self.select_related("category", "current").order_by("category__position", "position", "pk")


RESERVED_SLUGS = frozenset({"reports"})
"""Pages of the bank that stand where a question's address would."""


class Question(models.Model):
    """Identity and life cycle; what it says is in its versions.

    `current` is the version that learners see. A newer one may wait for review.
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="questions")
    slug = models.SlugField(max_length=120, unique=True, help_text="Its address: /questions/slug/.")
    kind = models.CharField(max_length=10, choices=Kind)
    difficulty = models.CharField(max_length=6, choices=Difficulty, default=Difficulty.MEDIUM)
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="What an interviewer would give it.",
    )
    tags = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    position = models.PositiveIntegerField(default=0, help_text="Its place within its category.")
    current = models.OneToOneField(
        "QuestionVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_note = models.CharField(
        max_length=1000, blank=True, editable=False, help_text="What a reviewer who sent the last change back asks for."
    )
    origin = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Where it was imported from: file, line, licence."
    )
    # Digest of the question file that was last loaded or dumped; it tells an edit in the admin from one in the files.
    file_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Title, prompt and tags of the current version without marks: what search looks through (questions.search).
    search_text = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["Question"]] = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["category__position", "position", "pk"]
        permissions = [
            ("publish_question", "Can publish and retire questions"),
            ("publish_own_change", "Can publish a change of their own"),
        ]
        constraints = [
            # Learners are shown `current`; a published question without one would be an empty page.
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(current__isnull=False),
                name="question_published_has_current",
                violation_error_message="A published question needs a version that learners can see.",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="question_slug_not_reserved",
                violation_error_message="This address is a page of the bank; choose another one.",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_kind_known"),
            models.CheckConstraint(condition=Q(difficulty__in=Difficulty.values), name="question_difficulty_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="question_status_known"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 120)), name="question_minutes_within_two_hours"),
        ]
        indexes = [
            # The bank's list and the drawing of interviews both start from the published ones of a category.
            models.Index(fields=["category", "position"], condition=Q(status="published"), name="question_published")
        ]

    def __str__(self) -> str:
        return self.current.title if self.current else self.slug

    def get_absolute_url(self) -> str:
        return reverse("questions:detail", args=[self.slug])

    @property
    def latest(self) -> "QuestionVersion":
        """The newest version, shown to learners or not."""
        return self.versions.latest("number")

    @property
    def waits_for_review(self) -> bool:
        """Whether a newer version than the one learners see exists."""
        return self.latest != self.current

    @property
    def unpublished(self) -> models.QuerySet["QuestionVersion"]:
        """The versions that came after the one learners see: what the next publishing would show them."""
        return self.versions.filter(number__gt=self.current.number if self.current else 0)

    @property
    def was_asked(self) -> bool:
        """Whether an interview has asked it, so that it is kept for ever (the database protects it)."""
        return self.versions.filter(pk__in=asked.versions()).exists()

    def entry(self, version: "QuestionVersion") -> Entry:
        return Entry(
            category=self.category.slug,
            slug=self.slug,
            kind=self.kind,
            difficulty=self.difficulty,
            minutes=self.minutes,
            tags=tuple(self.tags),
            content=version.content,
        )


class QuestionVersion(Unchanging):
    """What a question said at one time. Attempts point at the version that was asked."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True, help_text="What changed, and why.")

    title = models.CharField(max_length=200)
    prompt = models.TextField()
    prompt_html = models.TextField(editable=False)
    hints = models.JSONField(default=list, blank=True)
    hints_html = models.JSONField(default=list, editable=False)
    answer = models.TextField("reference answer", blank=True)
    answer_html = models.TextField(blank=True, editable=False)
    follow_ups = models.JSONField(default=list, blank=True)
    follow_ups_html = models.JSONField(default=list, editable=False)
    mistakes = models.JSONField("common mistakes", default=list, blank=True)
    mistakes_html = models.JSONField(default=list, editable=False)
    sources = models.JSONField(default=list, blank=True)
    has_maths = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["question", "-number"]
        constraints = [
            # Numbers count the edits of one question; two editors at once must not both write number 7.
            models.UniqueConstraint(fields=["question", "number"], name="version_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("questions:version", args=[self.question.slug, self.number])

    @property
    def headline(self) -> str:
        """The question itself in one line: the prompt's first paragraph without marks."""
        return markdown.to_text(self.prompt.split("\n\n", 1)[0])

    @property
    def content(self) -> Content:
        task = getattr(self, "task", None)
        return Content(
            title=self.title,
            prompt=self.prompt,
            hints=tuple(self.hints),
            key_points=tuple(Point(text=point.text, weight=point.weight) for point in self.key_points.all()),
            answer=self.answer,
            follow_ups=tuple(self.follow_ups),
            mistakes=tuple(self.mistakes),
            sources=tuple(self.sources),
            task=task and Task(starter=task.starter, solution=task.solution, tests=task.tests),
        )

    def render(self) -> None:
        self.prompt_html = markdown.to_html(self.prompt)
        self.answer_html = markdown.to_html(self.answer)
        self.hints_html = [markdown.to_inline_html(item) for item in self.hints]
        self.follow_ups_html = [markdown.to_inline_html(item) for item in self.follow_ups]
        self.mistakes_html = [markdown.to_inline_html(item) for item in self.mistakes]
        self.has_maths = self.has_maths or markdown.has_maths(
            self.prompt_html, self.answer_html, *self.hints_html, *self.follow_ups_html, *self.mistakes_html
        )


class KeyPoint(Unchanging):
    """One weighted line of a version's rubric."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="key_points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_html = models.TextField(editable=False)
    weight = models.PositiveSmallIntegerField(
        default=1, help_text="3: an answer fails without it. 2: expected. 1: shows depth."
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="key_point_position_unique"),
            models.CheckConstraint(condition=Q(weight__range=(1, 9)), name="key_point_weight_1_to_9"),
        ]

    def __str__(self) -> str:
        return self.text

    def render(self) -> None:
        self.text_html = markdown.to_inline_html(self.text)


class CodeTask(Unchanging):
    version = models.OneToOneField(QuestionVersion, on_delete=models.CASCADE, related_name="task")
    starter = models.TextField()
    solution = models.TextField()
    solution_html = models.TextField(editable=False)
    tests = models.TextField(help_text="Functions test_…() with asserts; they run after the learner's code.")

    def __str__(self) -> str:
        return f"Code of {self.version}"

    def render(self) -> None:
        self.solution_html = markdown.to_html(f"````python\n{self.solution}\n````")


class Resource(models.Model):
    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="resources",
        help_text="Leave empty for one that helps with everything.",
    )
    title = models.CharField(max_length=200)
    url = models.URLField("address", max_length=500, unique=True)
    blurb = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Tip(models.Model):
    text = models.CharField(max_length=500, unique=True, help_text="Markdown.")
    text_html = models.TextField(editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return markdown.to_text(self.text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_html = markdown.to_inline_html(self.text)
        super().save(*args, **kwargs)


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


class QuestionStatistics(models.Model):
    """How a question has done so far. practice.item_statistics computes it, with the formulas and their source.

    Shares run from 0 to 1. A number drawn from fewer than ENOUGH answers says more about chance than about the
    question, so it is kept here with its n and shown to curators as "too few".
    """

    ENOUGH: ClassVar[int] = 20

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="statistics")
    attempts = models.PositiveIntegerField(help_text="How often it was reached in a finished interview.")
    firsts = models.PositiveIntegerField("first attempts", help_text="By how many people, so far as it can be scored.")
    facility = models.FloatField(null=True, help_text="Mean share of the key points' weight at first attempts.")
    pairs = models.PositiveIntegerField(help_text="First attempts that had other questions beside this one.")
    discrimination = models.FloatField(null=True, help_text="Correlation with the rest of the attempt, -1 to 1.")
    points = models.JSONField(
        "key points", default=list, help_text='[{"text", "weight", "n", "hits"}] at first attempts.'
    )
    median_seconds = models.FloatField(null=True, help_text="Time used.")
    median_share = models.FloatField(null=True, help_text="Time used, as a share of the time planned.")
    ratings = models.JSONField("self-ratings", default=list, help_text="How often each of 1 to 4 was chosen.")
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "statistics"
        ordering = ["question"]

    def __str__(self) -> str:
        return f"Statistics of {self.question}"
