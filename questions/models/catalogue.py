"""What stands around the questions: categories, resources and tips."""

from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from questions import markdown

from .choices import Status


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
    url = models.URLField("address", max_length=500, unique=True, validators=[URLValidator(schemes=["http", "https"])])
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
