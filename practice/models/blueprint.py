from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from questions.models import Category, Difficulty, Kind, Question


class Pool(models.TextChoices):
    """Which of the fitting questions a section draws from, as this learner has met them."""

    ANY = "any", "Any, unseen ones first"
    UNSEEN = "unseen", "Only unseen"
    WEAKEST = "weakest", "My weakest"
    DUE = "due", "Due again"


class Level(models.TextChoices):
    """How hard the questions of a section are: of one difficulty, or nothing easy."""

    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"
    HARDER = "harder", "Medium or hard"

    def takes(self, difficulty: str) -> bool:
        return difficulty != Difficulty.EASY if self is Level.HARDER else difficulty == self


class BlueprintQuerySet(models.QuerySet["Blueprint"]):
    def shared(self) -> "BlueprintQuerySet":
        return self.filter(owner=None)

    def visible_to(self, user: User) -> "BlueprintQuerySet":
        return self.filter(Q(owner=None) | Q(owner=user))

    def with_counts(self) -> "BlueprintQuerySet":
        """Annotate `questions`, how many it asks, and `may_be_fewer`, whether that is the most; in their order."""
        return self.annotate(
            questions=Coalesce(Sum("sections__count"), 0),
            may_be_fewer=Count("sections", filter=Q(sections__at_most=True)),
        ).order_by("position", "title")


class Interviewer(models.TextChoices):
    """Whether somebody asks back in a round."""

    OFF = "off", "Nobody asks back"
    OFFERED = "offered", "One may have somebody ask back"
    ON = "on", "Somebody asks back"


class Blueprint(models.Model):
    """What an interview is made of: its sections and its minutes. One with an owner is that person's own."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    simulates = models.TextField(blank=True, help_text="Which real round it stands for, in a sentence or two.")
    judged = models.TextField("how it is judged", blank=True, help_text="What an interviewer looks for in this round.")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(480)])
    one_way = models.BooleanField("one way", default=False, help_text="No going back to an earlier question.")
    speak_first = models.BooleanField("speak first", default=False, help_text="Answers may be recorded aloud.")
    interviewer = models.CharField(
        max_length=7, choices=Interviewer, default=Interviewer.OFFERED, db_default=Interviewer.OFFERED
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="blueprints"
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["Blueprint"]] = BlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(1, 480)), name="blueprint_minutes_within_a_day"),
            models.CheckConstraint(condition=Q(interviewer__in=Interviewer.values), name="blueprint_interviewer_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:start", args=[self.slug])

    def has_interviewer(self, *, wanted: bool | None) -> bool:
        """Whether somebody asks back, when whoever starts it has chosen `wanted`."""
        return self.interviewer == Interviewer.ON or (self.interviewer == Interviewer.OFFERED and bool(wanted))

    @property
    def is_drill(self) -> bool:
        """Whether it keeps to one whole category; a round is of several, or of one sort of question."""
        sections = list(self.sections.all())
        return len(sections) == 1 and bool(sections[0].category_id) and not (sections[0].kind or sections[0].tag)


class Section(models.Model):
    """A part of a blueprint: so many questions of one sort. An empty field means any."""

    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    # Protected: a blueprint that loses its sections with a category would have nothing to ask.
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    difficulty = models.CharField(max_length=6, choices=Level, blank=True)
    # The database knows the defaults of these two: processes of the release before go on writing during an upgrade.
    tag = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="“LLM” takes questions tagged “LLM” or “LLM evaluation”.",
    )
    pool = models.CharField(max_length=7, choices=Pool, default=Pool.ANY)
    count = models.PositiveSmallIntegerField(
        "questions", default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    at_most = models.BooleanField(
        "at most", default=False, db_default=False, help_text="Fewer will do where the time or the bank has no more."
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
            self.get_difficulty_display().lower(),
            f"tagged {self.tag}" if self.tag else "",
            "" if self.pool == Pool.ANY else self.get_pool_display().lower(),
        ]
        words = ", ".join(filter(None, parts)) or "any question"
        return words[0].upper() + words[1:]

    def takes(self, question: Question) -> bool:
        """Whether the question is of this sort, whoever is asked."""
        return (
            self.category_id in {None, question.category_id}
            and self.kind in {"", question.kind}
            and (not self.difficulty or Level(self.difficulty).takes(question.difficulty))
            and (not self.tag or self._is_tagged(question))
        )

    def _is_tagged(self, question: Question) -> bool:
        wanted = self.tag.casefold()
        return any(f"{tag} ".casefold().startswith(f"{wanted} ") for tag in question.tags)
