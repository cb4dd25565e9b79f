from typing import ClassVar

from django.db import models

from .question import Question


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
