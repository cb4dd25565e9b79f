"""One import: who brought what in, when and from which file; its questions point here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class ImportQuerySet(models.QuerySet["Import"]):
    def with_counts(self) -> "ImportQuerySet":
        """Annotate `left`, how many of its questions are in the bank, and `published`, how many have been shown."""
        return self.annotate(
            left=models.Count("questions"),
            published=models.Count("questions", filter=Q(questions__current__isnull=False)),
        )


class Import(models.Model):
    """`added` says what else came with it, by the numbers of the rows: categories, resources, tips."""

    file = models.CharField(max_length=200)
    licence = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="imported by",
    )
    at = models.DateTimeField("imported at", default=timezone.now)
    count = models.PositiveIntegerField("questions added")
    added = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Import"]] = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file}, {timezone.localtime(self.at):%-d %b %Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("admin:questions_import_change", args=[self.pk])
