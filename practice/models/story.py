from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from questions.models import Question, Status


class StoryQuerySet(models.QuerySet["Story"]):
    def with_counts(self) -> "StoryQuerySet":
        """Annotate `prompt_count`, how many prompts of the bank each could serve."""
        served = Count("prompts", filter=Q(prompts__status=Status.PUBLISHED))
        return self.annotate(prompt_count=served).order_by("title", "pk")


class Story(models.Model):
    """A project of a learner's own, in notes to be told from; nobody else sees it. Written by practice.stories."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=120)
    situation = models.TextField(blank=True)
    task = models.TextField(blank=True)
    action = models.TextField(blank=True)
    own_part = models.TextField("your own part", blank=True)
    result = models.TextField(blank=True)
    numbers = models.TextField(blank=True)
    reflection = models.TextField(blank=True)
    tags = models.JSONField(default=list, blank=True)
    prompts = models.ManyToManyField(Question, blank=True, related_name="stories")
    revision = models.PositiveIntegerField(default=1, help_text="Counts what was stored; a form says what it saw.")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    NOTES = ("situation", "task", "action", "own_part", "result", "numbers", "reflection")
    """What a story is told from, in the order of telling."""

    objects: ClassVar[models.Manager["Story"]] = StoryQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "stories"
        constraints = [
            # It is called by its title wherever one chooses among stories.
            models.CheckConstraint(condition=~Q(title=""), name="story_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:story", args=[self.pk])

    @property
    def missing(self) -> list[str]:
        """The notes that are still empty, by their names."""
        names = {field.name: str(field.verbose_name) for field in self._meta.fields}
        return [names[note] for note in self.NOTES if not getattr(self, note).strip()]
